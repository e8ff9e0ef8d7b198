import { expect, it } from 'vitest';
import { daySpan } from './normalise.ts';
import { ask, run } from './toyRun.ts';
import { at, booking, edit, event, openConflicts, toy } from './toyWorld.ts';

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

it.each([
  ['into summer time', '2027-03-27', '2027-03-29'],
  ['onto the day of 23 hours', '2027-03-27', '2027-03-28'],
  ['off it', '2027-03-28', '2027-03-30'],
])('the blocker of a day event goes %s: the event goes along, by days', (_, from, to) => {
  const world = toy();
  const dayOf = (start: string) => ({
    start,
    end: new Date(Date.parse(start) + 86_400_000).toISOString().slice(0, 10),
  });
  const utc = (day: string) => ({ start: Date.parse(day), end: Date.parse(day) + 86_400_000 });
  const window = { start: Date.UTC(2027, 2, 20), end: Date.UTC(2027, 3, 10) };
  event(world, 'fair', utc(from), { allDay: dayOf(from) });
  run(world, { window });
  const [blocker = ''] = world.timify.keys();
  expect(world.timify.get(blocker)?.span).toEqual(daySpan(dayOf(from), ZONE));
  edit(world, 'timify', blocker, { span: daySpan(dayOf(to), ZONE) });
  run(world, { window });
  expect(openConflicts(world)).toEqual([]);
  expect(world.office.get('fair')?.span).toEqual(utc(to));
});

it('a copy with a guest that became a day event moves nothing: the booking stays, and no other event makes room', () => {
  const world = toy();
  booking(world, 'walk-in', at(120, 180), { service: null, customers: [], hasCustomers: false });
  const meeting = { start: MIDNIGHT + 8 * 3_600_000, end: MIDNIGHT + 9 * 3_600_000 };
  event(world, 'meeting', meeting);
  run(world);
  const [copy] = [...world.office.values()].filter(({ marker }) => marker !== null);
  const span = { start: MIDNIGHT, end: MIDNIGHT + 24 * 3_600_000 };
  edit(world, 'office', copy?.id ?? '', { allDay: DAYS, span, hasGuests: true });
  run(world);
  expect(world.timify.get('walk-in')?.span).toEqual(at(120, 180));
  expect([...world.timify.values()].map((item) => item.span)).toContainEqual(meeting);
  expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['would-notify-guests']);
  expect(ask(world).plan.writes).toEqual([]);
});
