import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from '../../support/person.ts';
import { lengthOf, union, type Time } from '../../support/time.ts';
import { Town } from '../../support/town.ts';
import type { JournalRow } from '../../support/rows.ts';

const DAY = 86_400_000;

/** The windows that were asked for, each once, in the order of their first page; deltas are another matter. */
const windowsOf = (rows: readonly JournalRow[]): Time[] => {
  const seen = new Map<string, Time>();
  for (const { path } of rows) {
    const [route, query] = path.split('?');
    if (!route?.endsWith('/calendarView')) continue;
    const asked = new URLSearchParams(query);
    const start = asked.get('startDateTime') ?? '';
    const end = asked.get('endDateTime') ?? '';
    const time = { start: Date.parse(start), end: Date.parse(end) };
    if (!seen.has(`${start} ${end}`)) seen.set(`${start} ${end}`, time);
  }
  return [...seen.values()];
};

describe('a first import', { timeout: 120_000 }, () => {
  let town: Town;
  let rows: JournalRow[];
  let lena: Person;
  beforeAll(async () => {
    town = await Town.start({ months: 'company' });
    await town.control('POST', '/latency', { graph: 40 });
    const users = { count: 1, events: 400 };
    const { items } = await town.control<{ items: Parameters<typeof Person.of>[1][] }>(
      'POST',
      '/users',
      users,
    );
    const [user] = items;
    if (!user) throw new Error('no user was made');
    lena = await Person.of(town, user);
    const since = new Date().toISOString();
    await lena.connect({}, {}, 90_000);
    rows = await town.calls(since);
  }, 120_000);
  afterAll(() => town.stop());

  it('reads windows that are disjoint and leave no gap, nearest days first, what is past last', () => {
    const windows = windowsOf(rows);
    const today = DateTime.utc().startOf('day');
    const whole = {
      start: today.minus({ days: 10 }).toMillis(),
      end: today.plus({ months: 18, days: 1 }).toMillis(),
    };
    expect(windows[0]).toEqual({ start: today.toMillis(), end: today.toMillis() + 14 * DAY });
    expect(windows.at(-1)).toEqual({ start: whole.start, end: today.toMillis() });
    expect(union(windows)).toEqual([whole]);
    expect(lengthOf(windows)).toBe(lengthOf([whole]));
    // Windows read side by side may reach Graph in any order; four are the next ones together.
    const starts = windows.slice(1, -1).map(({ start }) => start);
    const sorted = [...starts].sort((a, b) => a - b);
    for (const [index, start] of starts.entries())
      expect(Math.abs(sorted.indexOf(start) - index)).toBeLessThan(4);
  });

  it('uses at most four lanes to Graph, and more than one', () => {
    const inFlight = rows.filter(({ service }) => service === 'graph').map((row) => row.inFlight);
    expect(Math.max(...inFlight)).toBeLessThanOrEqual(4);
    expect(Math.max(...inFlight)).toBeGreaterThan(1);
    expect(rows.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('has mirrored the next 14 days before it reads what lies beyond', async () => {
    const isCreate = (row: JournalRow): boolean => row.service === 'timify' && row.method === 'POST';
    const [near] = windowsOf(rows);
    const beyond = rows.findIndex((row) => windowsOf([row]).some(({ start }) => start !== near?.start));
    const [from, to] = [near?.start ?? 0, near?.end ?? 0].map((at) => new Date(at).toISOString());
    const blockers = (await lena.blockers(from, to)).filter(
      ({ start }) => Date.parse(start) >= (near?.start ?? 0),
    );
    expect(blockers.length).toBeGreaterThan(0);
    expect(rows.slice(0, beyond).filter(isCreate)).toHaveLength(blockers.length);
    expect(rows.slice(beyond).filter(isCreate).length).toBeGreaterThan(blockers.length);
  });
});
