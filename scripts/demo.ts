/** The sandbox, the server on its embedded database and the pane, in step within seconds; one address to open. */
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { call, must } from '../test/support/call.ts';
import { SANDBOX_CLIENT_SECRET } from '../sandbox/entra/constants.ts';
import { whenOrphaned } from '../server/src/orphan.ts';
import { startChild, type Child } from './child.ts';
import { demoOptions } from './demo/options.ts';
import { prepareCompany, type WorldConfig } from './demo/company.ts';
import { serverEnvironment, type SandboxAddresses } from './demo/settings.ts';

const given = demoOptions(process.argv.slice(2));

const say = (line: string): void => {
  if (!given.json) process.stderr.write(`${line}\n`);
};

const children: Child[] = [];
let ending = false;

const end = async (code: number): Promise<never> => {
  if (!ending) {
    ending = true;
    await Promise.all([...children].reverse().map((child) => child.stop()));
  }
  process.exit(code);
};

const start = async (...args: Parameters<typeof startChild>): Promise<Child> => {
  const child = await startChild(...args);
  children.push(child);
  void child.exited.then((code) => {
    if (ending) return;
    process.stderr.write(`${args[0]} ended with ${String(code)}.\n`);
    void end(1);
  });
  return child;
};

const waitFor = async (url: string): Promise<void> => {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${url} did not answer within a minute.`);
};

const loadCalendar = async (sandbox: string, file: string, world: WorldConfig): Promise<void> => {
  const ics = readFileSync(file, 'utf8');
  const user = world.users.find((one) => one.role === 'resource')?.email;
  const { status, body } = await call<{ error?: { message: string } }>(
    'POST',
    `${sandbox}/control/calendars`,
    {
      body: { user, ics, shiftToNow: true },
    },
  );
  if (status >= 400) throw new Error(`${file}: ${body.error?.message ?? `answered ${status}`}`);
  say(`Loaded ${file} into the calendar of ${user ?? 'nobody'}.`);
};

const main = async (): Promise<void> => {
  const folder = resolve(given.data);
  if (given.fresh) rmSync(folder, { recursive: true, force: true });
  say('Starting the sandbox …');
  const sandboxArgs = [
    '--port',
    given['sandbox-port'],
    '--data',
    `${folder}/sandbox`,
    '--world',
    given.world,
    '--server',
    `http://localhost:${given.port}`,
  ];
  const sandboxChild = await start('sandbox/main.ts', [...sandboxArgs, ...(given.empty ? ['--empty'] : [])]);
  const sandbox = JSON.parse(sandboxChild.firstLine) as SandboxAddresses;
  const world = await must<WorldConfig>('GET', `${sandbox.url}/world/config`);
  say('Starting the server …');
  const env = serverEnvironment(sandbox, {
    port: Number(given.port),
    folder,
    clientId: world.clientId,
    clientSecret: SANDBOX_CLIENT_SECRET,
  });
  await start('server/src/main.ts', [], {
    speaks: false,
    env: { LOG_LEVEL: 'warn', ...env },
    onError: (line) => void process.stderr.write(`${line}\n`),
  });
  const server = `http://localhost:${given.port}`;
  await waitFor(`${server}/readyz`);
  await prepareCompany(sandbox.url, server, world);
  if (given.calendar) await loadCalendar(sandbox.url, given.calendar, world);
  // Built once, while the company is being prepared; the API did not wait for it.
  await waitFor(`${server}/tab.html`);
  const facts = {
    server,
    sandbox: sandbox.url,
    world: `${sandbox.url}/world`,
    pane: `${server}/tab.html`,
    company: world.company,
    users: world.users,
  };
  process.stdout.write(
    given.json
      ? `${JSON.stringify(facts)}\n`
      : `\nTIMIFY Sync is running. Open\n\n    ${facts.world}\n\nCtrl-C ends everything.\n`,
  );
};

whenOrphaned(process.env, () => void end(0));
process.once('SIGINT', () => void end(0));
process.once('SIGTERM', () => void end(0));
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void end(1);
});
