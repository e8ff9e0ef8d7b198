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

it('what npm started ends with the shell between them, which tells nobody of the signal that it died of', async () => {
  const watch = join(import.meta.dirname, 'orphan.ts');
  const program = `import { whenOrphaned } from '${watch}'; whenOrphaned(process.env, () => process.exit()); setInterval(() => {}, 1e6); console.log(process.pid);`;
  const shell = spawn(
    'sh',
    ['-c', '"$0" --import tsx --input-type=module -e "$1"; true', process.execPath, program],
    {
      env: { ...process.env, npm_lifecycle_event: 'demo' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string];
  const pid = Number(line);
  expect(isThere(pid)).toBe(true);
  shell.kill('SIGTERM');
  await eventually('it is gone', () => Promise.resolve(!isThere(pid)));
});
