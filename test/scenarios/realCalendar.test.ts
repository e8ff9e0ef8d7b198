import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/child.ts';
import { expandCalendar, type Occurrence } from '../support/ics.ts';
import type { Person } from '../support/person.ts';
import { lengthOf, less, outward, union, type Time } from '../support/time.ts';
import { Town } from '../support/town.ts';

const FOLDER = join(ROOT, '..', 'shared', 'data', 'calendars');
const ZONE = 'Europe/Berlin';
const DAY = 86_400_000;

interface StoredLink {
  origin: { side: string; id: string; base: { span: Time; allDay: unknown } };
  mirrors: { id: string | null; base: { span: Time } }[];
  decision: { kind: string; reason: string | null; setting: string | null };
}

interface GraphSpan {
  id: string;
  start: number;
  end: number;
  isAllDay: boolean;
}

/** Ten days back to eighteen months ahead, as the settings' defaults say. */
const windowNow = (): Time => {
  const today = DateTime.utc().startOf('day');
  return { start: today.minus({ days: 10 }).toMillis(), end: today.plus({ months: 18, days: 1 }).toMillis() };
};

const key = ({ start, end, isAllDay = false }: Time & { isAllDay?: boolean }): string =>
  `${new Date(start).toISOString()} ${new Date(end).toISOString()}${isAllDay ? ' day' : ''}`;

/** All that Graph shows of the mailbox, a day as that day in the mailbox's zone. */
const shownByGraph = async (person: Person, window: Time): Promise<GraphSpan[]> => {
  const found = new Map<string, GraphSpan>();
  for (let start = window.start - 60 * DAY; start < window.end + 60 * DAY; start += 60 * DAY) {
    const [from, to] = [start, start + 60 * DAY].map((at) => new Date(at).toISOString());
    for (const event of await person.events(from, to)) {
      const at = ({ dateTime }: { dateTime: string }): number =>
        DateTime.fromISO(dateTime, { zone: event.isAllDay ? ZONE : 'utc' }).toMillis();
      const { id, isAllDay } = event;
      found.set(id, { id, isAllDay, start: at(event.start), end: at(event.end) });
    }
  }
  return [...found.values()];
};

/** What the file says, and what became of it: everything this test compares. */
const world = async (town: Town, file: string) => {
  const person = await town.person();
  const ics = readFileSync(join(FOLDER, file), 'utf8');
  const { weeks } = await town.control<{ weeks: number }>('POST', '/calendars', {
    user: person.oid,
    ics,
    shiftToNow: true,
  });
  await person.connect({}, {}, 180_000);
  const window = windowNow();
  const overlaps = (time: Time): boolean => time.start < window.end && window.start < time.end;
  const expected = expandCalendar(ics, { weeks, until: window.end + 60 * DAY, mailbox: ZONE }).filter(
    overlaps,
  );
  const shown = (await shownByGraph(person, window)).filter(overlaps);
  const archive = await person.api<{ links: StoredLink[] }>(
    'GET',
    `/api/connections/${person.connectionId}/export`,
  );
  const blockers: Time[] = [];
  for (let start = window.start - 30 * DAY; start < window.end + 30 * DAY; start += 30 * DAY) {
    const [from, to] = [start, start + 30 * DAY].map((at) => new Date(at).toISOString());
    for (const one of await person.blockers(from, to)) {
      const time = { start: Date.parse(one.start), end: Date.parse(one.end) };
      if (time.start >= start && time.start < start + 30 * DAY) blockers.push(time);
    }
  }
  return { person, window, expected, shown, links: archive.body.links, blockers };
};

type World = Awaited<ReturnType<typeof world>>;

const isEligible = (one: Occurrence): boolean => !one.isFree && !one.isCancelled && one.end > one.start;

const FILES = [
  { file: 'busy-person-2024.ics', least: 200 },
  { file: 'makerspace-2019.ics', least: 100 },
];

for (const { file, least } of FILES) {
  const isThere = existsSync(join(FOLDER, file));
  const why = isThere ? '' : ' (skipped: the file is not beside the repository)';
  if (why) console.log(`Real input: ${file}${why}`);
  describe.skipIf(!isThere)(`Real input: ${file}${why}`, { timeout: 300_000 }, () => {
    let town: Town;
    let seen: World;
    beforeAll(async () => {
      town = await Town.start({ months: 'company' });
      seen = await world(town, file);
    }, 300_000);
    afterAll(() => town.stop());

    const linksOf = (): Map<string, StoredLink[]> => {
      const links = new Map<string, StoredLink[]>();
      for (const link of seen.links.filter(({ origin }) => origin.side === 'office'))
        links.set(link.origin.id, [...(links.get(link.origin.id) ?? []), link]);
      return links;
    };

    it('is expanded alike by the mailbox and by ical.js', () => {
      expect(seen.expected.length).toBeGreaterThan(least);
      expect(seen.shown.map(key).sort()).toEqual(seen.expected.map(key).sort());
    });

    it('every eligible occurrence has exactly one link with the same instants, its own blocker or cover', () => {
      const links = linksOf();
      const wanted = seen.expected.filter(isEligible);
      const linked = seen.shown.filter(({ id }) =>
        links.get(id)?.some(({ decision }) => decision.kind !== 'skipped'),
      );
      expect(linked.map(key).sort()).toEqual(wanted.map(key).sort());
      const held = seen.links.flatMap(({ mirrors }) => mirrors.map(({ base }) => base.span));
      for (const { id, start, end, isAllDay } of linked) {
        const [link, ...more] = links.get(id) ?? [];
        expect(more).toEqual([]);
        if (!isAllDay) expect(link?.origin.base.span).toEqual({ start, end });
        const own = link?.mirrors.map(({ base }) => base.span) ?? [];
        expect(link?.mirrors.every((mirror) => mirror.id !== null)).toBe(true);
        expect(own.length === 0).toBe(link?.decision.kind === 'covered');
        expect(less(own, [outward({ start, end })])).toEqual([]);
        expect(less([{ start, end }], held)).toEqual([]);
      }
    });

    it('every other occurrence is a recorded skip with its reason, setting and sentence', async () => {
      const links = linksOf();
      const skipped = seen.shown.filter(({ id }) =>
        links.get(id)?.every(({ decision }) => decision.kind === 'skipped'),
      );
      expect(skipped.map(key).sort()).toEqual(
        seen.expected
          .filter((one) => !isEligible(one))
          .map(key)
          .sort(),
      );
      for (const { id } of skipped) {
        expect(links.get(id)).toHaveLength(1);
        expect(links.get(id)?.[0]?.decision).toMatchObject({ reason: 'show-as', setting: 'showAs.free' });
        const path = `/api/connections/${seen.person.connectionId}/explain?side=office&item=${encodeURIComponent(id)}`;
        const { status, body } = await seen.person.api<{ sentence: string; setting: string }>('GET', path);
        expect(status).toBe(200);
        expect(body).toMatchObject({ rule: 'skip.show-as', setting: 'showAs.free', source: 'default' });
        expect(body.sentence).not.toBe('');
      }
    });

    it('the sums add up, and at least 95 of 100 eligible occurrences are linked', async () => {
      const { counts } = await seen.person.connection();
      const inside = new Set(seen.shown.map(({ id }) => id));
      const beyond = seen.links.filter(({ origin }) => !inside.has(origin.id));
      expect(
        beyond.map(({ decision }) => decision.reason).filter((reason) => reason !== 'outside-window'),
      ).toEqual([]);
      expect(counts.linked + counts.skipped - beyond.length).toBe(seen.expected.length);
      expect(counts.covered).toBe(seen.links.filter(({ decision }) => decision.kind === 'covered').length);
      expect(counts.linked).toBeGreaterThanOrEqual(0.95 * seen.expected.filter(isEligible).length);
      expect(counts).toMatchObject({ conflicts: 0, held: 0 });
    });

    it('both sides are busy at the same times, but for the rounding outward', () => {
      const events = seen.expected.filter(isEligible);
      const busy = union(events);
      const blocked = union(seen.blockers);
      expect(blocked).toEqual(union(events.map(outward)));
      expect(lengthOf(seen.blockers)).toBe(lengthOf(blocked));
      expect(lengthOf(blocked) - lengthOf(busy)).toBeGreaterThanOrEqual(0);
      expect(lengthOf(blocked) - lengthOf(busy)).toBeLessThan(busy.length * 10 * 60_000);
    });

    it('a second look at everything writes nothing on either side', async () => {
      const since = new Date().toISOString();
      expect(await seen.person.lookAgain()).toEqual([]);
      const read = (await town.calls(since)).filter(({ method }) => method === 'GET');
      expect(new Set(read.map(({ service }) => service))).toEqual(new Set(['graph', 'timify']));
      expect(town.complaints()).toEqual([]);
    });
  });
}
