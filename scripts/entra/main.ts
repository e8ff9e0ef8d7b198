/**
 * `npm run entra:setup -- --url https://sync.example.com [--client-id GUID] [--certificate FILE.pem] [--out dist/entra]`
 * `npm run entra:setup -- --url https://sync.example.com --check registration.json`
 *
 * Writes the app registration as a manifest and as scripts for the Azure CLI and Microsoft Graph PowerShell; or compares
 * one that exists with it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { guid, parse, runCommand, serverOrigin, WrongArgument } from '../options.ts';
import { describeFault } from '../validate/fault.ts';
import { azureCliScript } from './azureCli.ts';
import { readCertificate } from './certificate.ts';
import { checkRegistration } from './check.ts';
import { powerShellScript } from './powerShell.ts';
import { DEFAULT_IDS, registrationFor } from './registration.ts';

const USAGE =
  'npm run entra:setup -- --url https://sync.example.com [--client-id GUID] [--certificate FILE.pem] [--out dist/entra], or with --check registration.json';

const OPTIONS = {
  url: { type: 'string' },
  'client-id': { type: 'string' },
  certificate: { type: 'string' },
  out: { type: 'string', default: 'dist/entra' },
  check: { type: 'string' },
} as const;

/** Stands in the manifest until Entra has given the id. */
const UNKNOWN_CLIENT = 'CLIENT_ID';

const fromHere = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);

const check = (origin: string, given: string): number => {
  const file = fromHere(given);
  if (!existsSync(file))
    throw new WrongArgument(
      '--check',
      `names no file: "${given}"`,
      'Export it: az ad app show --id CLIENT_ID > registration.json',
    );
  const faults = checkRegistration(origin, { file: basename(file), text: readFileSync(file, 'utf8') });
  if (faults.length === 0) {
    process.stdout.write(`The registration is as ${origin} needs it.\n`);
    return 0;
  }
  process.stderr.write(`${faults.map(describeFault).join('\n')}\n${String(faults.length)} found.\n`);
  return 1;
};

await runCommand((args) => {
  const { values } = parse(args, OPTIONS, USAGE);
  const origin = serverOrigin(values.url);
  if (values.check !== undefined) return Promise.resolve(check(origin, values.check));
  const given = values['client-id'];
  const clientId = given === undefined ? undefined : guid('--client-id', given, USAGE);
  const keys = values.certificate === undefined ? [] : [readCertificate(fromHere(values.certificate))];
  const registration = registrationFor(origin, { appId: clientId ?? UNKNOWN_CLIENT, ...DEFAULT_IDS }, keys);
  const folder = fromHere(values.out);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'registration.json'), `${JSON.stringify(registration, null, 2)}\n`);
  writeFileSync(join(folder, 'setup.sh'), azureCliScript(origin, clientId), { mode: 0o755 });
  writeFileSync(join(folder, 'setup.ps1'), powerShellScript(origin, clientId));
  process.stdout.write(
    [
      `The app registration for ${origin}, in ${folder}:`,
      '  setup.sh           Azure CLI',
      '  setup.ps1          Microsoft Graph PowerShell',
      '  registration.json  the same as a manifest, to read or to enter by hand',
      'Run one of the scripts, then compare: npm run entra:setup -- --url … --check registration-export.json',
      '',
    ].join('\n'),
  );
  return Promise.resolve(0);
});
