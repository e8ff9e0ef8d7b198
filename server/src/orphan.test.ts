import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventually } from '../../test/support/call.ts';

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A process that npm's shell has started, which runs this program. */
const underShell = async (program: string): Promise<{ pid: number; killShell: () => void }> => {
  const watch = join(import.meta.dirname, 'orphan.ts');
  const whole = `import { whenOrphaned } from '${watch}'; ${program}; setInterval(() => {}, 1e6); console.log(process.pid);`;
  const shell = spawn(
    'sh',
    ['-c', '"$0" --import tsx --input-type=module -e "$1"; true', process.execPath, whole],
    {
      env: { ...process.env, npm_lifecycle_event: 'demo' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string];
  return { pid: Number(line), killShell: () => void shell.kill('SIGTERM') };
};

const WATCH = 'whenOrphaned(process.env, () => process.exit())';

it.each([
  ['', WATCH],
  [
    ', also before anybody watches',
    `const shell = process.ppid; setInterval(() => { if (process.ppid !== shell) ${WATCH}; }, 10)`,
  ],
])(
  'what npm started ends with the shell between them, which tells nobody of the signal that it died of%s',
  async (_, program) => {
    const { pid, killShell } = await underShell(program);
    expect(isThere(pid)).toBe(true);
    killShell();
    await eventually('it is gone', () => Promise.resolve(!isThere(pid)));
  },
);
