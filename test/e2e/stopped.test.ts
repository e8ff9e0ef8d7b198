import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort, isFree } from '../../scripts/freePort.ts';
import { nextWorkday } from './support/calendars.ts';
import { Demo, type Facts } from './support/demo.ts';
import { Terminal } from './support/terminal.ts';

/** The server's and five of the sandbox. */
const PORTS = 6;

type Stop = (terminal: Terminal) => void;
const STOPS: [string, Stop][] = [
  ['Ctrl-C', (terminal) => terminal.interrupt()],
  ['SIGTERM to npm alone', (terminal) => terminal.terminateNpm()],
];

let folder: string;
let first: number;
const started: Terminal[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stopped-'));
  first = await freePort(PORTS);
});
afterEach(() => {
  for (const terminal of started.splice(0)) terminal.kill();
  rmSync(folder, { recursive: true, force: true });
});

const start = (...given: ConstructorParameters<typeof Terminal>): Terminal => {
  const terminal = new Terminal(...given);
  started.push(terminal);
  return terminal;
};

// Both start twice and more; on a busy machine each start takes its time.
describe.each(STOPS)('`npm run demo` that is stopped by %s', { timeout: 300_000 }, (_, stop) => {
  const run = (...more: string[]): Terminal => {
    const ports = ['--port', String(first), '--sandbox-port', String(first + 1)];
    return start(['run', 'demo', '--', '--data', folder, ...ports, ...more]);
  };

  const demoIn = async (terminal: Terminal): Promise<Demo> =>
    Demo.at(JSON.parse(await terminal.line('{')) as Facts);

  const stopped = async (terminal: Terminal): Promise<void> => {
    stop(terminal);
    await terminal.ended();
    const ports = Array.from({ length: PORTS }, (_each, offset) => first + offset);
    expect(await Promise.all(ports.map(isFree))).toEqual(ports.map(() => true));
  };

  it('leaves no process and no port behind, and its data for the next start', async () => {
    const before = run('--json', '--fresh');
    const demo = await demoIn(before);
    const lena = demo.user('Lena');
    const connection = await demo.connect(lena);
    const { id } = await (await demo.calendars(lena)).addEvent('Kept', nextWorkday(16, 60));
    await stopped(before);

    const again = run('--json');
    const next = await demoIn(again);
    expect(next.facts).toEqual(demo.facts);
    expect(await next.connectionId(lena.email)).toBe(connection);
    expect((await (await next.calendars(lena)).events()).map((event) => event.id)).toContain(id);
    await stopped(again);
  });

  it.each(['Starting the sandbox', 'Starting the server'])(
    'leaves nothing behind while it says "%s"',
    async (line) => {
      const terminal = run();
      await terminal.line(line);
      await stopped(terminal);
    },
  );
});

describe.each(STOPS)('`npm start` that is stopped by %s', (_, stop) => {
  it('leaves neither process nor port behind', async () => {
    const server = start(['start'], {
      PORT: String(first),
      PUBLIC_URL: `http://localhost:${first}`,
      DATA_DIR: folder,
      ENTRA_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
      ENTRA_CLIENT_SECRET: 'nobody is asked with it',
      TOKEN_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    });
    await server.line('{');
    expect(await isFree(first)).toBe(false);
    stop(server);
    await server.ended();
    expect(await isFree(first)).toBe(true);
  });
});
