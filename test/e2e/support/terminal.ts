/** A command of ours as somebody at a terminal runs it: npm, its shell and all that they start are one group of processes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../../../scripts/child.ts';
import { eventually } from '../../support/call.ts';

const PATIENCE_MS = 120_000;

export class Terminal {
  readonly #npm: ChildProcess;
  readonly #group: number;
  /** What was written so far, to both outputs. */
  readonly #lines: string[] = [];

  constructor(command: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.#npm = spawn('npm', command, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#group = this.#npm.pid ?? 0;
    for (const input of [this.#npm.stdout, this.#npm.stderr])
      if (input) createInterface({ input }).on('line', (line) => this.#lines.push(line));
  }

  /** The first line that begins so, as soon as it is written. */
  line(beginning: string): Promise<string> {
    const found = (): string | undefined => {
      const line = this.#lines.find((one) => one.startsWith(beginning));
      if (line === undefined && !this.isRunning) throw new Error(`It ended:\n${this.#lines.join('\n')}`);
      return line;
    };
    return eventually(`a line "${beginning}"`, () => Promise.resolve(found()), PATIENCE_MS);
  }

  /** Whether any process of the group is there. */
  get isRunning(): boolean {
    try {
      return process.kill(-this.#group, 0);
    } catch {
      return false;
    }
  }

  /** Ctrl-C: the terminal tells every process of the group. */
  interrupt(): void {
    process.kill(-this.#group, 'SIGINT');
  }

  /** What a supervisor sends, to the one process that it knows. */
  terminateNpm(): void {
    process.kill(this.#group, 'SIGTERM');
  }

  /** When the last of them is gone. */
  ended(): Promise<boolean> {
    return eventually('all processes are gone', () => Promise.resolve(!this.isRunning), PATIENCE_MS);
  }

  /** For a test that failed: nothing of it is left behind. */
  kill(): void {
    if (this.isRunning) process.kill(-this.#group, 'SIGKILL');
  }
}
