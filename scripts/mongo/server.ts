import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { freePort } from '../freePort.ts';
import { SCRATCH } from '../scratch.ts';

export interface Server {
  name: string;
  uri: string;
  stop(): Promise<void>;
}

const START_MS = 60_000;

/** Rejects with a line for people where a program can't be run here. */
export const needs = (program: string, flag: string): void => {
  if (spawnSync(program, [flag]).status !== 0) throw new Error(`${program} is not on the PATH`);
};

const answers = async (uri: string, child: ChildProcess): Promise<void> => {
  const until = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < until) {
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: 1000 });
    try {
      await client.db('admin').command({ ping: 1 });
      return;
    } catch {
      // Not yet; or never, which the loop's condition tells.
    } finally {
      await client.close();
    }
  }
  throw new Error(child.exitCode === null ? 'it does not answer' : `it ended with code ${child.exitCode}`);
};

/** Starts a program on a free port with a folder of its own for its data, and waits until it answers. */
export const started = async (
  name: string,
  command: (port: number, data: string) => [program: string, ...words: string[]],
): Promise<Server> => {
  const data = mkdtempSync(join(SCRATCH, 'mongo-'));
  const port = await freePort();
  const [program, ...words] = command(port, data);
  const child = spawn(program, words, { stdio: 'ignore' });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null && child.kill()) await ended;
    rmSync(data, { recursive: true, force: true });
  };
  const uri = `mongodb://127.0.0.1:${port}/`;
  try {
    await answers(uri, child);
    return { name, uri, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The real one, where it is on the PATH. */
export const mongod = async (): Promise<Server> => {
  needs('mongod', '--version');
  return started('mongod', (port, data) => [
    'mongod',
    '--bind_ip=127.0.0.1',
    `--port=${port}`,
    `--dbpath=${data}`,
  ]);
};

/** Rejects where the package is not installed. */
export const memoryServer = async (): Promise<Server> => {
  const name = 'mongodb-memory-server';
  const module: unknown = await import(name).catch(() => {
    throw new Error('it is not installed');
  });
  const { MongoMemoryServer } = module as {
    MongoMemoryServer: { create(): Promise<{ getUri(): string; stop(): Promise<unknown> }> };
  };
  const server = await MongoMemoryServer.create();
  return { name, uri: server.getUri(), stop: () => server.stop().then(() => undefined) };
};
