/** After every test the independent checker looks at every town that stands. */
import { afterEach } from 'vitest';
import { Town } from './town.ts';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') return;
  for (const town of Town.standing) {
    const faults = await town.proven();
    if (faults.length > 0) throw new Error(`The checker found:\n${faults.join('\n')}`);
  }
}, 60_000);
