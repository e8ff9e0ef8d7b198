/**
 * Runs the store's contract suite, and any further test files named as arguments, against real servers: the one of
 * MONGODB_URI; else a `mongod` on the PATH; else mongodb-memory-server, where it is installed; else every stand-in
 * that can be built here. Exit code 0 without any server, but it says so.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { memoryServer, mongod, type Server } from './mongo/server.ts';
import { ferretdb, javaServer } from './mongo/standIns.ts';

/** A server, or one line that tells why there is none. */
type Attempt = Server | { name: string; why: string };

const ROOT = resolve(import.meta.dirname, '..');
const SUITE = 'server/src/store/mongo.test.ts';

const given = (uri: string): Server => ({ name: 'MONGODB_URI', uri, stop: () => Promise.resolve() });

const attempt = async (name: string, start: () => Promise<Server>): Promise<Attempt> => {
  try {
    return await start();
  } catch (error) {
    return { name, why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
};

interface Totals {
  passed: number;
  failed: number;
}

/** All that a process says, in one piece: several are under way at once. */
const saidBy = (child: ChildProcess): Buffer[] => {
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => void said.push(chunk));
  return said;
};

const test = async (server: Server, further: readonly string[]): Promise<Totals> => {
  const folder = mkdtempSync(join(tmpdir(), 'mongo-report-'));
  const report = join(folder, 'report.json');
  const words = [
    'run',
    SUITE,
    ...further,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TEST_MONGODB_URI: server.uri },
  });
  const said = saidBy(child);
  const [code] = (await once(child, 'close')) as [number | null];
  console.log(`\n${server.name} at ${server.uri}`);
  process.stdout.write(Buffer.concat(said));
  const read = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>) : {};
  rmSync(folder, { recursive: true, force: true });
  const passed = read['numPassedTests'] ?? 0;
  const failed = read['numFailedTests'] ?? 0;
  // A file that could not even be loaded has no tests that fail.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
};

/** In the order of preference: the first kind that gives a server is enough, the stand-ins are tried together. */
const KINDS: readonly { name: string; start: () => Promise<Server> }[][] = [
  [{ name: 'mongod', start: mongod }],
  [{ name: 'mongodb-memory-server', start: memoryServer }],
  [
    { name: 'mongo-java-server', start: javaServer },
    { name: 'FerretDB', start: ferretdb },
  ],
];

/** For whoever adds up all runs (`scripts/results.ts`). */
const keep = ({ passed, failed }: Totals): void => {
  const folder = join(ROOT, '.cache/results');
  mkdirSync(folder, { recursive: true });
  const results = {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    success: failed === 0,
  };
  writeFileSync(join(folder, 'mongo.json'), JSON.stringify(results));
};

/** How the tests went on a server, and a line that tells it; no totals where there is none. */
const run = async (
  { name, start }: (typeof KINDS)[number][number],
  further: readonly string[],
): Promise<{ line: string; totals: Totals | null }> => {
  const server = await attempt(name, start);
  if ('why' in server) return { line: `${server.name}: skipped, ${server.why}`, totals: null };
  console.log(`${server.name}: under test`);
  const totals = await test(server, further).finally(() => server.stop());
  return { line: `${server.name}: ${totals.passed} passed, ${totals.failed} failed`, totals };
};

const main = async (further: readonly string[]): Promise<void> => {
  const uri = process.env['MONGODB_URI'];
  const kinds = uri ? [[{ name: 'MONGODB_URI', start: () => Promise.resolve(given(uri)) }]] : KINDS;
  const all: Totals = { passed: 0, failed: 0 };
  const lines: string[] = [];
  for (const kind of kinds) {
    // Of a kind with several all are tried, side by side: much of their tests is waiting.
    const ran = await Promise.all(kind.map((one) => run(one, further)));
    lines.push(...ran.map(({ line }) => line));
    for (const { totals } of ran) {
      all.passed += totals?.passed ?? 0;
      all.failed += totals?.failed ?? 0;
    }
    if (ran.some(({ totals }) => totals)) break;
  }
  console.log(`\n${lines.join('\n')}`);
  if (all.passed + all.failed === 0) console.log('SKIPPED: no MongoDB and no stand-in for it could be had.');
  console.log(`${all.passed} passed, ${all.failed} failed`);
  keep(all);
  process.exitCode = all.failed > 0 ? 1 : 0;
};

await main(process.argv.slice(2));
