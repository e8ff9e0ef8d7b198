import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

export interface Child {
  process: ChildProcess;
  /** Its first line on standard output. */
  firstLine: string;
  /** Ends it and waits. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  exited: Promise<number | null>;
}

export class DidNotStart extends Error {
  override readonly name = 'DidNotStart';
}

/** A TypeScript program of ours in a process of its own; ready when it has printed one line. */
export const startChild = async (
  file: string,
  args: readonly string[],
  options: {
    env?: NodeJS.ProcessEnv;
    /** False: it says nothing when it is ready; the caller looks for itself. */
    speaks?: boolean;
    onLine?: (line: string) => void;
    onError?: (line: string) => void;
  } = {},
): Promise<Child> => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    complaints.push(line);
    options.onError?.(line);
  });
  const firstLine = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.once('line', resolve);
    lines.on('line', (line) => options.onLine?.(line));
    if (options.speaks === false) resolve('');
    void exited.then((code) =>
      reject(
        new DidNotStart(`${file} ended with ${String(code)} before it was ready.\n${complaints.join('\n')}`),
      ),
    );
  });
  return {
    process: child,
    firstLine,
    exited,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
};
