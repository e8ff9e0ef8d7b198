/** `npm run validate -- [FOLDER] [--online]`: checks what `npm run package` made, without the network. */
import { resolve } from 'node:path';
import { parse, runCommand } from '../options.ts';
import { describeFault } from './fault.ts';
import { readPackages } from './packages.ts';
import { newestVersion } from './schema.ts';
import { validate } from './validate.ts';

const USAGE = 'npm run validate -- [dist] [--online]';
const OPTIONS = { online: { type: 'boolean', default: false } } as const;

await runCommand(async (args) => {
  const { values, positionals } = parse(args, OPTIONS, USAGE, true);
  const folder = resolve(process.env['INIT_CWD'] ?? '.', positionals[0] ?? 'dist');
  const checked = readPackages(folder);
  const faults = await validate(checked, values);
  if (faults.length === 0) {
    const asked = values.online ? ' Microsoft’s service agrees.' : '';
    process.stdout.write(
      `Both packages of version ${checked.deploy.version} are sound (schema ${newestVersion()}).${asked}\n`,
    );
    return 0;
  }
  process.stderr.write(`${faults.map(describeFault).join('\n')}\n${String(faults.length)} found.\n`);
  return 1;
});
