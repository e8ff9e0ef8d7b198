import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bare,
  CAL,
  gone,
  mailboxOn,
  master,
  occurrence,
  OWNER,
  single,
  utc,
  WINDOW,
} from './testing/events.ts';
import { batch, createStub, graphError, innerOf } from './testing/stub.ts';
import type { Stub } from './testing/stub.ts';

const DELTA = '/calendarView/delta';
let stub: Stub;
beforeEach(async () => {
  stub = await createStub();
});
afterEach(() => stub.close());

const link = (token: string): string =>
  `${stub.origin}/v1.0/users/u/calendars/c/calendarView/delta?$${token}`;
const last = (...value: unknown[]): { body: unknown } => ({
  body: { value, '@odata.deltaLink': link('deltatoken=next.token') },
});
const more = (...value: unknown[]): { body: unknown } => ({
  body: { value, '@odata.nextLink': link(`skiptoken=${value.length}.${Math.random()}`) },
});

const round = (
  cursor: string | null,
  known: Record<string, string[]> = {},
): ReturnType<ReturnType<typeof mailboxOn>['side']['changes']> =>
  mailboxOn(stub).side.changes({
    calendarId: CAL,
    cursor,
    window: WINDOW,
    knownOfSeries: (id) => Promise.resolve(known[id] ?? []),
  });

const titles = (items: { id: string; title: string }[]): Record<string, string> =>
  Object.fromEntries(items.map((item) => [item.id, item.title]));

describe('a full round', () => {
  it('asks for the window in UTC and for immutable ids, UTC and text', async () => {
    stub.on('GET', DELTA, last(single('a')));
    const { snapshot, cursor, deltaCalls } = await round(null);
    expect(snapshot).toMatchObject({
      scope: 'full',
      window: WINDOW,
      removed: [],
      broken: [],
      containers: [CAL],
    });
    expect(cursor).toBe(link('deltatoken=next.token'));
    expect(deltaCalls).toBe(1);
    const [call] = stub.asked;
    expect(call?.path).toBe(`/v1.0/users/${OWNER.oid}/calendars/${CAL}/calendarView/delta`);
    expect(call?.url).toContain('AAMkCal%2F%C3%A4%2B1%3D');
    expect(call?.query.get('startDateTime')).toBe('2026-11-12T00:00:00.000Z');
    expect(call?.query.get('endDateTime')).toBe('2028-07-01T00:00:00.000Z');
    expect([...(call?.query.keys() ?? [])]).toHaveLength(2);
    expect(call?.headers['prefer']).toBe(
      'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text", odata.maxpagesize=200',
    );
    expect(call?.headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(call?.headers['authorization']).toBe('Bearer token-kept');
  });

  it('goes over empty first pages and many pages without doubles', async () => {
    stub.on('GET', DELTA, more(), more(single('a'), single('b')), more(single('c')), last(single('b')));
    const { snapshot, deltaCalls } = await round(null);
    expect(snapshot.items.map((item) => item.id)).toEqual(['a', 'c', 'b']);
    expect(deltaCalls).toBe(4);
  });

  it('names bare occurrences like their master, wherever it stands in the round', async () => {
    const days = ['2026-12-01', '2026-12-02', '2026-12-03'];
    const occurrences = days.map((day, index) => bare(`o${index}`, 'm', day));
    stub.on(
      'GET',
      DELTA,
      more(...occurrences),
      last(master('m', { subject: 'Standup', location: { displayName: 'R' } })),
    );
    const { snapshot } = await round(null);
    expect(titles(snapshot.items)).toEqual({ o0: 'Standup', o1: 'Standup', o2: 'Standup' });
    expect(snapshot.items.map((item) => new Date(item.span.start).toISOString())).toEqual(
      days.map((day) => `${day}T08:00:00.000Z`),
    );
    expect(snapshot.items[0]).toMatchObject({
      seriesId: 'm',
      place: 'R',
      version: 'W/"o0-1"',
      isOrganizer: true,
    });
    expect(stub.asked).toHaveLength(2);
  });

  it('reads a master that is missing once, and drops occurrences whose master is gone', async () => {
    stub.on(
      'GET',
      DELTA,
      last(bare('o1', 'm1', '2026-12-01'), bare('o2', 'm1', '2026-12-02'), bare('o3', 'm2', '2026-12-01')),
    );
    stub.on(
      'POST',
      '/$batch',
      batch(({ url }) =>
        url.endsWith('m1')
          ? { status: 200, body: master('m1', { subject: 'Old series' }) }
          : { status: 404, body: { error: { code: 'ErrorItemNotFound' } } },
      ),
    );
    const { snapshot } = await round(null);
    expect(titles(snapshot.items)).toEqual({ o1: 'Old series', o2: 'Old series' });
    expect(snapshot.removed).toEqual(['o3']);
    expect(stub.asked).toHaveLength(2);
    expect(innerOf(stub.asked[1]).map(({ url }) => url)).toEqual([
      `/users/${OWNER.oid}/events/m1`,
      `/users/${OWNER.oid}/events/m2`,
    ]);
  });

  it('reads a single missing master plainly; one that makes no sense names its occurrences', async () => {
    stub.on('GET', DELTA, last(bare('o1', 'm1', '2026-12-01'), single('a')));
    stub.on('GET', '/events/m1', { body: { id: 'm1' } });
    const { snapshot } = await round(null);
    expect(titles(snapshot.items)).toEqual({ a: 'Subject a' });
    expect(snapshot.broken).toEqual([{ id: 'o1', why: 'unreadable-series' }]);
  });

  it('keeps exceptions as they are', async () => {
    const exception = occurrence('x', 'm', '2026-12-02', { type: 'exception', subject: 'Moved' });
    stub.on('GET', DELTA, last(master('m'), bare('o', 'm', '2026-12-01'), exception));
    const { snapshot } = await round(null);
    expect(titles(snapshot.items)).toEqual({ o: 'Subject m', x: 'Moved' });
  });

  it('takes an all-day series as days', async () => {
    const days = { isAllDay: true, start: utc('2026-09-15T00:00'), end: utc('2026-09-16T00:00') };
    const day = {
      ...bare('o', 'm', '2026-12-01'),
      start: utc('2026-12-01T00:00'),
      end: utc('2026-12-02T00:00'),
    };
    stub.on('GET', DELTA, last(master('m', days), day));
    const { snapshot } = await round(null);
    expect(snapshot.items[0]?.allDay).toEqual({ start: '2026-12-01', end: '2026-12-02' });
  });
});

describe('an incremental round', () => {
  it('costs one request for a changed single event, and uses the stored link as it is', async () => {
    stub.on('GET', DELTA, last(single('a', { subject: 'New' })));
    const cursor = `${link('deltatoken=b9658z.LYx7ag_WbFCK2m%2B')}&odd=1&odd=2`;
    const { snapshot } = await round(cursor);
    expect(snapshot.scope).toBe('changes');
    expect(snapshot.containers).toBeNull();
    expect(titles(snapshot.items)).toEqual({ a: 'New' });
    expect(stub.asked).toHaveLength(1);
    expect(stub.origin + (stub.asked[0]?.url ?? '')).toBe(cursor);
  });

  it('applies the last version of an event that changed five times', async () => {
    const versions = [1, 2, 3, 4, 5].map((n) => single('a', { subject: `v${n}` }));
    stub.on('GET', DELTA, more(...versions.slice(0, 3)), last(...versions.slice(3)));
    expect(titles((await round(link('deltatoken=1'))).snapshot.items)).toEqual({ a: 'v5' });
  });

  it('reports tombstones as they are', async () => {
    stub.on('GET', DELTA, last(gone('a'), single('b')));
    const { snapshot } = await round(link('deltatoken=1'));
    expect(snapshot.removed).toEqual(['a']);
    expect(snapshot.items).toHaveLength(1);
  });

  it('takes what came last where an event is deleted and made again, or the reverse', async () => {
    stub.on('GET', DELTA, last(gone('a'), single('a'), single('b'), gone('b')));
    const { snapshot } = await round(link('deltatoken=1'));
    expect(snapshot.items.map((item) => item.id)).toEqual(['a']);
    expect(snapshot.removed).toEqual(['b']);
  });

  it('finds an occurrence that was deleted without a sign, with one read of the series', async () => {
    stub.on('GET', DELTA, last(master('m'), bare('o1', 'm', '2026-12-01')));
    stub.on('GET', '/events/m/instances', {
      body: { value: [occurrence('o1', 'm', '2026-12-01'), occurrence('o3', 'm', '2026-12-03')] },
    });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2', 'o3'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['o1', 'o3']);
    expect(snapshot.removed).toEqual(['o2']);
    expect(stub.asked).toHaveLength(2);
    expect(stub.asked[1]?.query.get('startDateTime')).toBe('2026-11-12T00:00:00.000Z');
  });

  it('reads a series again for any of its members', async () => {
    const moved = occurrence('o2', 'm', '2026-12-05', { type: 'exception' });
    stub.on('GET', DELTA, last(moved));
    stub.on('GET', '/events/m/instances', { body: { value: [occurrence('o1', 'm', '2026-12-01'), moved] } });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['o1', 'o2']);
    expect(snapshot.removed).toEqual([]);
  });

  it('replaces the occurrences of a series that was shifted, whose ids are others now', async () => {
    stub.on('GET', DELTA, last(master('m')));
    stub.on('GET', '/events/m/instances', {
      body: { value: [occurrence('n1', 'm', '2026-12-02'), occurrence('n2', 'm', '2026-12-03')] },
    });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['n1', 'n2']);
    expect(snapshot.removed.sort()).toEqual(['o1', 'o2']);
  });

  it('takes the tombstone of a master for the whole series', async () => {
    stub.on('GET', DELTA, last(gone('m')));
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2'] });
    expect(snapshot.removed).toEqual(['m', 'o1', 'o2']);
    expect(stub.asked).toHaveLength(1);
  });

  it('takes a series that can no longer be read for gone', async () => {
    stub.on('GET', DELTA, last(master('m')));
    stub.on('GET', '/events/m/instances', graphError(404, 'ErrorItemNotFound'));
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(snapshot.removed.sort()).toEqual(['m', 'o1']);
    expect(snapshot.items).toEqual([]);
  });

  it('keeps the old cursor and names the series when one series cannot be read', async () => {
    stub.on('GET', DELTA, last(master('m'), single('a')));
    stub.on('GET', '/events/m/instances', graphError(500, 'ErrorInternalServerTransientError'));
    const { snapshot, cursor, incomplete } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['a']);
    expect(snapshot.removed).toEqual([]);
    expect(snapshot.broken).toEqual([{ id: 'm', why: 'unreadable-series' }]);
    expect(cursor).toBe(link('deltatoken=1'));
    expect(incomplete?.kind).toBe('unavailable');
  });

  it('goes on past a series that is refused for good', async () => {
    const moved = occurrence('x', 'm', '2026-12-05', { type: 'exception', subject: 'Moved' });
    stub.on('GET', DELTA, last(master('m'), bare('o1', 'm', '2026-12-01'), moved));
    stub.on('GET', '/events/m/instances', graphError(400, 'ErrorCalendarViewRangeTooBig'));
    const { snapshot, cursor, incomplete } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(titles(snapshot.items)).toEqual({ x: 'Moved' });
    expect(snapshot.broken).toEqual([{ id: 'm', why: 'unreadable-series' }]);
    expect(incomplete).toBeNull();
    expect(cursor).toBe(link('deltatoken=next.token'));
  });

  it('stops as a whole when throttled', async () => {
    stub.on('GET', DELTA, last(master('m')));
    stub.on('GET', '/events/m/instances', graphError(429, 'TooManyRequests', { 'Retry-After': '5' }));
    await expect(round(link('deltatoken=1'))).rejects.toMatchObject({ kind: 'throttled', retryAfter: 5_000 });
  });

  it('does not take an instance that cannot be understood for deleted', async () => {
    stub.on('GET', DELTA, last(master('m')));
    stub.on('GET', '/events/m/instances', {
      body: { value: [{ ...occurrence('o1', 'm', '2026-12-01'), start: null }] },
    });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(snapshot.removed).toEqual([]);
    expect(snapshot.broken).toEqual([{ id: 'o1', why: 'no-start' }]);
  });

  it('gives the same answer for the same round again', async () => {
    stub.on('GET', DELTA, last(single('a'), gone('b')));
    const first = await round(link('deltatoken=1'));
    expect(await round(link('deltatoken=1'))).toEqual(first);
  });
});
