import { startChild, type Child } from '../../scripts/child.ts';
import { serverEnvironment } from '../../scripts/demo/settings.ts';
import { freePort } from '../../scripts/freePort.ts';
import { SANDBOX_CLIENT_SECRET } from '../../sandbox/entra/constants.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { eventually } from './call.ts';
import { startHere } from './ownProcess.ts';

/** A server of a town, as an operator would have started it. */
export interface TownServer {
  url: string;
  child: Pick<Child, 'stop'>;
  env: NodeJS.ProcessEnv;
  /** All that it wrote. */
  errors: string[];
  /** For one that runs here. */
  moveClock?: (by: number) => void;
}

export interface ServerOptions {
  sandbox: Sandbox;
  folder: string;
  clientId: string;
  env: NodeJS.ProcessEnv;
  /** By how much its clock is ahead, in milliseconds. */
  ahead: number;
  port?: number | undefined;
}

/** Starts a server and waits until it is ready. `CLOCK_PORT=here` runs it in this process, another one on a movable clock. */
export const startServer = async (options: ServerOptions): Promise<TownServer> => {
  const settings = serverEnvironment(options.sandbox, {
    port: options.port ?? (await freePort()),
    folder: options.folder,
    clientId: options.clientId,
    clientSecret: SANDBOX_CLIENT_SECRET,
  });
  const env: NodeJS.ProcessEnv = {
    LOG_LEVEL: process.env['TOWN_LOG'] ?? 'warn',
    ...settings,
    ...options.env,
  };
  const errors: string[] = [];
  const note = (line: string): void => {
    if (process.env['TOWN_LOG']) process.stderr.write(`${line}\n`);
    errors.push(line);
  };
  const url = `http://localhost:${String(env['PORT'])}`;
  if (env['CLOCK_PORT'] !== 'here')
    return { url, env, errors, child: await startApart(url, env, errors, note, options.ahead) };
  const here = await startHere({ ...env, CLOCK_PORT: undefined }, note, options.ahead);
  return { url, child: here, env, errors, moveClock: (by) => here.moveClock(by) };
};

const startApart = async (
  url: string,
  env: NodeJS.ProcessEnv,
  errors: readonly string[],
  note: (line: string) => void,
  ahead: number,
): Promise<Child> => {
  const program = env['CLOCK_PORT'] ? 'test/support/movableServer.ts' : 'server/src/main.ts';
  const child = await startChild(program, [], {
    speaks: false,
    env: env['CLOCK_PORT'] ? { ...env, CLOCK_AHEAD: String(ahead) } : env,
    onError: note,
    onLine: note,
  });
  const isReady = async (): Promise<boolean | undefined> => {
    if (child.process.exitCode !== null) throw new Error(`The server ended.\n${errors.join('\n')}`);
    return (await fetch(`${url}/readyz`).catch(() => null))?.ok;
  };
  await eventually(`${url}/readyz green`, isReady, 90_000);
  return child;
};

/** Moves its clock by so many milliseconds, where it has one that can be moved. */
export const moveServer = async ({ env, moveClock }: TownServer, by: number): Promise<void> => {
  if (moveClock) moveClock(by);
  else if (env['CLOCK_PORT'])
    await fetch(`http://localhost:${env['CLOCK_PORT']}`, { method: 'POST', body: String(by) });
};

/** Nothing is due, and nothing runs. */
export const isAtRest = async ({ url }: TownServer): Promise<boolean> => {
  const text = await (await fetch(`${url}/metrics?name[]=sync_backlog&name[]=sync_running`)).text();
  return /^sync_backlog 0$/m.test(text) && /^sync_running 0$/m.test(text);
};
