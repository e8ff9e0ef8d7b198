import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, type ConflictAnswer } from '../support/answers.ts';
import { workingHours } from '../support/hours.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { on } from '../support/ways.ts';

/** The three free times, checked against both calendars by the wall clock of the resource. */
const MONTHS = 12;
let town: Town;
beforeAll(async () => {
  town = await Town.start({ months: MONTHS });
});
afterAll(() => town.stop());

const ZONE = 'America/New_York';
const OPENS = 9 * 60;
const CLOSES = 12 * 60;
const [BEFORE, MINUTES, AFTER] = [10, 30, 5];

/** The first day of the resource, far enough ahead, on which its clocks are changed. */
const changeOfClocks = (): DateTime => {
  let day = DateTime.now().setZone(ZONE).startOf('day').plus({ days: 4 });
  while (day.offset === day.plus({ days: 1 }).offset) day = day.plus({ days: 1 });
  return day;
};

const clock = (day: DateTime, hour: number, minute = 0): string =>
  day.set({ hour, minute }).toUTC().toISO({ suppressMilliseconds: true }) ?? '';

const inMinutes = (iso: string): number => {
  const { hour, minute } = DateTime.fromISO(iso, { zone: ZONE });
  return hour * 60 + minute;
};

const withBuffers = { duration_before: BEFORE, duration_after: AFTER };

interface Slot {
  start: string;
  end: string;
}

const overlapsAny = (slot: Slot, taken: readonly (readonly [string, string])[]): boolean => {
  const from = Date.parse(slot.start) - BEFORE * 60_000;
  const to = Date.parse(slot.end) + AFTER * 60_000;
  return taken.some(([start, end]) => Date.parse(start) < to && from < Date.parse(end));
};

const the = async (lena: Person): Promise<ConflictAnswer> => {
  const [conflict, ...others] = await lena.conflicts();
  expect(others).toEqual([]);
  if (!conflict) throw new Error('no conflict');
  return conflict;
};

describe('the free times of a conflict', { timeout: 90_000 }, () => {
  it('S-098 end with the window; where two are left, two are offered', async () => {
    const lena = await town.person();
    const last = DateTime.now().setZone('Europe/Berlin').startOf('day').plus({ months: 3, days: -1 });
    const day = last.toISODate() ?? '';
    // Nobody works in the last weeks but for three hours of one day, and later, which the window does not reach.
    const shift = (from: string, to: string, begin: string, end: string): Promise<unknown> =>
      lena.timify('POST', '/timeshifts', {
        resource_id: lena.resourceId,
        from,
        to,
        working_times: [{ begin, end }],
        booking_times: [{ begin, end }],
      });
    const later = (days: number): string => last.plus({ days }).toISODate() ?? '';
    await shift(day, day, '09:00', '12:00');
    await shift(later(2), later(20), '09:00', '12:00');
    await lena.connect({ windowFutureMonths: 3 });
    await lena.booking(clock(last, 9), 60);
    await town.settled();
    await lena.event('Workshop', clock(last, 9), clock(last, 10));
    await town.settled();
    const { slots } = await the(lena);
    expect(slots).toEqual([
      { start: clock(last, 10).replace('Z', '.000Z'), end: clock(last, 11).replace('Z', '.000Z') },
      { start: clock(last, 11).replace('Z', '.000Z'), end: clock(last, 12).replace('Z', '.000Z') },
    ]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-098 are three again for a booking that was dragged onto another one', async () => {
    const lena = await town.connected();
    await lena.booking(on(9), 60);
    await town.settled();
    const [copy] = await lena.copies();
    await lena.booking(on(14), 60);
    await town.settled();
    await lena.change(copy ?? { id: '' }, { from: on(14, 30), to: on(15, 30) });
    await town.settled();
    const before = await the(lena);
    expect(before).toMatchObject({ kind: 'move-refused' });
    const [taken] = before.slots;
    await lena.booking(taken?.start ?? '', 60);
    await town.settled();
    const after = await the(lena);
    expect(after.id).toBe(before.id);
    expect(after.slots).toHaveLength(3);
    expect(after.slots).not.toContainEqual(taken);
    const [slot] = after.slots;
    await lena.resolve(after, { action: 'move-booking', slot, notify: false });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect((await lena.copies()).map((one) => times(one).start)).toContain(slot?.start.replace('.000Z', 'Z'));
    expect(await lena.lookAgain()).toEqual([]);
  });

  // The last: another user of the sandbox sets the zones of all resources back.
  it('S-098 respect both calendars, working hours, length and buffers in the zone of the resource, over a change of clocks', async () => {
    const sunday = changeOfClocks();
    const [saturday, monday, tuesday] = [-1, 1, 2].map((days) => sunday.plus({ days }));
    if (!saturday || !monday || !tuesday) throw new Error('no days');
    const lena = await town.person();
    await lena.timify('PATCH', `/resources/${lena.resourceId}`, { timezone: ZONE });
    await workingHours(lena, '09:00', '12:00', MONTHS * 30);
    await lena.connect();
    // Saturday is full but for 25 minutes, Sunday but for 45, the exact need; on Monday a booking with buffers stands.
    await lena.event('All morning', clock(saturday, 11), clock(saturday, 11, 35));
    await lena.event('Sunday', clock(sunday, 9), clock(sunday, 11, 15));
    await lena.booking(clock(monday, 10, 30), MINUTES, withBuffers);
    await lena.booking(clock(saturday, 10), MINUTES, withBuffers);
    await town.settled();
    await lena.event('Workshop', clock(saturday, 9), clock(saturday, 11));
    await town.settled();
    const conflict = await the(lena);
    expect(conflict.actions).toContain('move-booking');
    const { slots } = conflict;
    expect(slots).toHaveLength(3);
    expect(slots.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 60_000)).toEqual([
      MINUTES,
      MINUTES,
      MINUTES,
    ]);
    for (const { start, end } of slots) {
      expect(inMinutes(start) - BEFORE).toBeGreaterThanOrEqual(OPENS);
      expect(inMinutes(end) + AFTER).toBeLessThanOrEqual(CLOSES);
    }
    const taken = [
      [clock(saturday, 9), clock(saturday, 11)],
      [clock(saturday, 11), clock(saturday, 11, 35)],
      [clock(sunday, 9), clock(sunday, 11, 15)],
      [clock(monday, 10, 20), clock(monday, 11, 5)],
    ] as const;
    expect(slots.filter((slot) => overlapsAny(slot, taken))).toEqual([]);
    expect(slots.every(({ start }) => start >= clock(sunday, 9))).toBe(true);
    for (const [index, slot] of slots.entries())
      expect(slots.slice(index + 1).some((other) => overlapsAny(slot, [[other.start, other.end]]))).toBe(
        false,
      );
    const [first] = slots;
    const answer = await lena.resolve(conflict, { action: 'move-booking', slot: first, notify: false });
    expect(answer.body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
