/** Our commands as somebody at a terminal runs them, in a copy of the project and without the network. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../scripts/child.ts';

export interface Outcome {
  code: number | null;
  output: string;
  errors: string;
}

/** Every connection but those to files (tsx talks to itself by one) ends the process. */
const WITHOUT_NETWORK = `
import { Socket } from 'node:net';
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const path = typeof first === 'string' ? first : first?.path;
  if (typeof path === 'string') return connect.apply(this, args);
  process.stderr.write('THE NETWORK WAS ASKED: ' + JSON.stringify(first) + '\\n');
  process.exit(99);
};
`;

const NOT_COPIED = new Set(['node_modules', 'dist', '.git', '.data', '.cache', 'coverage', 'test-results']);

/** What a fresh clone with `npm ci` is: the sources, nothing built. */
export const freshCopy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (path) => path === ROOT || !NOT_COPIED.has(basename(path)),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

/** The arguments of a line such as `npm run package -- --url https://x`, without the shell's other arts. */
const argumentsOf = (line: string): string[] => {
  const [, script = '', rest = ''] = /^npm run (\S+)(?: -- (.*))?$/.exec(line) ?? [];
  return [script, ...rest.split(/\s+/).filter((word) => word !== '')];
};

/** Runs `npm run NAME -- …` as package.json spells it, in `folder`; npm itself would only cost time. */
export const run = (line: string, folder: string): Promise<Outcome> => {
  const [script = '', ...args] = argumentsOf(line);
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const command = /^node --import tsx (\S+)$/.exec(scripts[script] ?? '')?.[1];
  if (command === undefined) throw new Error(`package.json has no script of ours "${script}".`);
  const guard = join(folder, 'without-network.mjs');
  writeFileSync(guard, WITHOUT_NETWORK);
  const env = { ...process.env };
  delete env['INIT_CWD'];
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(guard).href, '--import', 'tsx', command, ...args],
    { cwd: folder, env },
  );
  let output = '';
  let errors = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
};
