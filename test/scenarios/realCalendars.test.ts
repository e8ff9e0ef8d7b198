/**
 * Real calendars of three programs in mailboxes of three parts of the world, both ways, and forty days later.
 * Each world of CI takes every file in another zone, so that together they take all nine; `REAL_CALENDARS=all` does at once.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/child.ts';
import { expandCalendar, type Occurrence } from '../support/ics.ts';
import type { Person } from '../support/person.ts';
import { outward, union, type Time } from '../support/time.ts';
import { Town } from '../support/town.ts';
import { worldName } from '../support/worlds.ts';

const FOLDER = join(ROOT, '..', 'shared', 'data', 'calendars');
/** A day event is that day where the resource is. */
const RESOURCE_ZONE = 'Europe/Berlin';
const DAY = 86_400_000;
const SLEPT = 40;

const FILES = ['germany-holidays-outlook.ics', 'busy-person-2024.ics', 'makerspace-2019.ics'];
const ZONES = ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland'];
/** The two worlds that are written down, and any that is drawn. */
const TURN = ['a', 'b'].includes(worldName) ? ['a', 'b'].indexOf(worldName) : 2;
const isTaken = (row: number, column: number): boolean =>
  process.env['REAL_CALENDARS'] === 'all' || (row + TURN) % ZONES.length === column;
const CASES = FILES.flatMap((file, row) =>
  ZONES.filter((_, column) => isTaken(row, column)).map((zone) => ({ file, zone })),
);

const isEligible = (one: Occurrence): boolean => !one.isFree && !one.isCancelled && one.end > one.start;

/** Ten days back to eighteen months ahead, `slept` days after today. */
const windowAfter = (slept: number): Time => {
  const today = DateTime.utc().startOf('day').plus({ days: slept });
  return { start: today.minus({ days: 10 }).toMillis(), end: today.plus({ months: 18, days: 1 }).toMillis() };
};

const inResourceZone = (at: number, zone: string): number =>
  DateTime.fromMillis(at, { zone }).setZone(RESOURCE_ZONE, { keepLocalTime: true }).toMillis();

/** What the file says that falls into the window, a day as TIMIFY is to have it. */
const expectedOf = (ics: string, weeks: number, zone: string, window: Time): Occurrence[] =>
  expandCalendar(ics, { weeks, until: window.end + 60 * DAY, mailbox: zone })
    .map((one) =>
      one.isAllDay
        ? { ...one, start: inResourceZone(one.start, zone), end: inResourceZone(one.end, zone) }
        : one,
    )
    .filter((one) => one.start < window.end && window.start < one.end);

interface Blocker extends Time {
  id: string;
}

const blockersOf = async (person: Person, window: Time): Promise<Blocker[]> => {
  const found = new Map<string, Blocker>();
  for (let from = window.start - 30 * DAY; from < window.end + 30 * DAY; from += 28 * DAY) {
    const [start, end] = [from, from + 28 * DAY].map((at) => new Date(at).toISOString());
    for (const one of await person.blockers(start, end))
      found.set(one.id, { id: one.id, start: Date.parse(one.start), end: Date.parse(one.end) });
  }
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
};

const within = (times: readonly Time[], window: Time): Time[] =>
  times.filter(({ start, end }) => start >= window.start && end <= window.end);

for (const { file, zone } of CASES) {
  const isThere = existsSync(join(FOLDER, file));
  const why = isThere ? '' : ' (skipped: the file is not beside the repository)';
  if (why) console.log(`Real input: ${file}${why}`);
  describe.skipIf(!isThere)(`Real input: ${file} in ${zone}${why}`, { timeout: 900_000 }, () => {
    let town: Town;
    let person: Person;
    let weeks = 0;
    let ics = '';
    const booked = DateTime.utc()
      .startOf('day')
      .plus({ days: 3, hours: 3 })
      .toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
    beforeAll(async () => {
      ics = readFileSync(join(FOLDER, file), 'utf8');
      town = await Town.start({ months: 'company', movable: true });
      person = await town.person({ timeZone: zone });
      const body = { user: person.oid, ics, shiftToNow: true };
      weeks = (await town.control<{ weeks: number }>('POST', '/calendars', body)).weeks;
      await person.booking(booked, 30);
      await person.connect({}, {}, 600_000);
    }, 900_000);
    afterAll(() => town.stop());

    it('the sums add up: every occurrence is linked or a recorded skip, and the booking is there once', async () => {
      const expected = expectedOf(ics, weeks, zone, windowAfter(0));
      const { counts } = await person.connection();
      const archive = await person.api<{
        links: { origin: { side: string }; decision: { kind: string; reason: string | null } }[];
      }>('GET', `/api/connections/${person.connectionId}/export`);
      const links = archive.body.links.filter(({ origin }) => origin.side === 'office');
      const beyond = links.filter(({ decision }) => decision.reason === 'outside-window');
      const skipped = links.filter(({ decision }) => decision.kind === 'skipped');
      expect(links.length - beyond.length).toBe(expected.length);
      expect(skipped.length - beyond.length).toBe(expected.filter((one) => !isEligible(one)).length);
      expect(counts.linked).toBe(links.length - skipped.length + 1);
      expect(counts.held).toBe(0);
      expect(await person.copies(booked, booked.replace('T03:00', 'T04:00'))).toHaveLength(1);
    });

    it('TIMIFY is busy when the calendar is, but for the rounding outward', async () => {
      const window = windowAfter(0);
      const wanted = expectedOf(ics, weeks, zone, window).filter(isEligible).map(outward);
      const taken = { start: Date.parse(booked), end: Date.parse(booked) + 30 * 60_000 };
      const blocked = await blockersOf(person, window);
      expect(union([...blocked, taken])).toEqual(union([...wanted, taken]));
    });

    it('a second look writes nothing on either side', async () => {
      expect(await person.lookAgain()).toEqual([]);
      expect(town.complaints()).toEqual([]);
    });

    it('forty days later nothing is written but what has come into the window', async () => {
      const [before, after] = [windowAfter(0), windowAfter(SLEPT)];
      const old = await blockersOf(person, before);
      const since = new Date().toISOString();
      await town.advance(SLEPT * 24 * 3_600, 600_000);
      const writes = await town.writes(since);
      const now = await blockersOf(person, after);
      const fresh = now.filter(({ id }) => old.every((one) => one.id !== id));
      expect(now.filter(({ id }) => old.some((one) => one.id === id))).toEqual(
        old.filter(({ id }) => now.some((one) => one.id === id)),
      );
      expect(within(await blockersOf(person, before), before)).toEqual(within(old, before));
      expect(fresh.every(({ end }) => end > before.end)).toBe(true);
      expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual(
        fresh.map(() => 'POST /appointments'),
      );
      const wanted = expectedOf(ics, weeks, zone, after).filter(isEligible).map(outward);
      const lately = (times: readonly Time[]): Time[] =>
        union(times).filter(({ start }) => start >= after.start + DAY);
      expect(lately(now)).toEqual(lately(wanted));
      expect(await person.lookAgain()).toEqual([]);
      expect(town.complaints()).toEqual([]);
    });
  });
}
