import { expect, it } from 'vitest';
import { daySpan } from './normalise.ts';
import { ask, run } from './toyRun.ts';
import { at, booking, edit, openConflicts, toy } from './toyWorld.ts';

const ZONE = 'Europe/Berlin';
const MIDNIGHT = Date.UTC(2026, 10, 26);
const DAYS = { start: '2026-11-26', end: '2026-11-27' };

it('a copy that a person made a day event moves its booking to that day of the mailbox, not of UTC', () => {
  const world = toy();
  booking(world, 'walk-in', at(120, 180), { service: null, customers: [], hasCustomers: false });
  run(world);
  const [copy] = [...world.office.values()];
  // An adapter gives midnight UTC for day events; the days decide.
  const span = { start: MIDNIGHT, end: MIDNIGHT + 24 * 3_600_000 };
  edit(world, 'office', copy?.id ?? '', { allDay: DAYS, span });
  run(world);
  expect(world.timify.get('walk-in')?.span).toEqual(daySpan(DAYS, ZONE));
  expect(openConflicts(world)).toEqual([]);
  edit(world, 'office', copy?.id ?? '', { allDay: null });
  run(world);
  expect(ask(world).plan.writes).toEqual([]);
});
