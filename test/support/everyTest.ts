/**
 * After every test the independent checker looks at every town that stands: at whoever acted, and with the last at everybody.
 * Then both sides of them are read once more in full, and nothing may be written for it.
 */
import { afterEach, type RunnerTask } from 'vitest';
import { Town } from './town.ts';

const testsOf = (task: RunnerTask): RunnerTask[] =>
  task.type === 'suite' ? task.tasks.flatMap(testsOf) : task.mode === 'run' ? [task] : [];

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') return;
  const isLast = task.file.tasks.flatMap(testsOf).at(-1) === task;
  for (const town of Town.standing) {
    const faults = await town.proven(isLast ? 'everybody' : 'touched');
    if (faults.length > 0) throw new Error(`The checker found:\n${faults.join('\n')}`);
  }
}, 180_000);
