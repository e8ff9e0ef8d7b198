import { describe, expect, it } from 'vitest';
import { bare, CAL, gone, master, occurrence, OWNER, single, utc, WINDOW } from './testing/events.ts';
import { DELTA, eachRound, titles } from './testing/rounds.ts';
import { batch, innerOf } from './testing/stub.ts';

const rounds = eachRound();
const { link, last, more, round } = rounds;

describe('a full round', () => {
  it('asks for the window in UTC and for immutable ids, UTC and text', async () => {
    rounds.stub.on('GET', DELTA, last(single('a')));
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
    const [call] = rounds.stub.asked;
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
    rounds.stub.on(
      'GET',
      DELTA,
      more(),
      more(single('a'), single('b')),
      more(single('c')),
      last(single('b')),
    );
    const { snapshot, deltaCalls } = await round(null);
    expect(snapshot.items.map((item) => item.id)).toEqual(['a', 'c', 'b']);
    expect(deltaCalls).toBe(4);
  });

  it('names bare occurrences like their master, wherever it stands in the round', async () => {
    const days = ['2026-12-01', '2026-12-02', '2026-12-03'];
    const occurrences = days.map((day, index) => bare(`o${index}`, 'm', day));
    rounds.stub.on(
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
    expect(rounds.stub.asked).toHaveLength(2);
  });

  it('reads a master that is missing once, and drops occurrences whose master is gone', async () => {
    rounds.stub.on(
      'GET',
      DELTA,
      last(bare('o1', 'm1', '2026-12-01'), bare('o2', 'm1', '2026-12-02'), bare('o3', 'm2', '2026-12-01')),
    );
    rounds.stub.on(
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
    expect(rounds.stub.asked).toHaveLength(2);
    expect(innerOf(rounds.stub.asked[1]).map(({ url }) => url)).toEqual([
      `/users/${OWNER.oid}/events/m1`,
      `/users/${OWNER.oid}/events/m2`,
    ]);
  });

  it('reads a single missing master plainly; one that makes no sense names its occurrences', async () => {
    rounds.stub.on('GET', DELTA, last(bare('o1', 'm1', '2026-12-01'), single('a')));
    rounds.stub.on('GET', '/events/m1', { body: { id: 'm1' } });
    const { snapshot } = await round(null);
    expect(titles(snapshot.items)).toEqual({ a: 'Subject a' });
    expect(snapshot.broken).toEqual([{ id: 'o1', why: 'unreadable-series' }]);
  });

  it('keeps exceptions as they are', async () => {
    const exception = occurrence('x', 'm', '2026-12-02', { type: 'exception', subject: 'Moved' });
    rounds.stub.on('GET', DELTA, last(master('m'), bare('o', 'm', '2026-12-01'), exception));
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
    rounds.stub.on('GET', DELTA, last(master('m', days), day));
    const { snapshot } = await round(null);
    expect(snapshot.items[0]?.allDay).toEqual({ start: '2026-12-01', end: '2026-12-02' });
  });
});

describe('an incremental round', () => {
  it('costs one request for a changed single event, and uses the stored link as it is', async () => {
    rounds.stub.on('GET', DELTA, last(single('a', { subject: 'New' })));
    const cursor = `${link('deltatoken=b9658z.LYx7ag_WbFCK2m%2B')}&odd=1&odd=2`;
    const { snapshot } = await round(cursor);
    expect(snapshot.scope).toBe('changes');
    expect(snapshot.containers).toBeNull();
    expect(titles(snapshot.items)).toEqual({ a: 'New' });
    expect(rounds.stub.asked).toHaveLength(1);
    expect(rounds.stub.origin + (rounds.stub.asked[0]?.url ?? '')).toBe(cursor);
  });

  it('applies the last version of an event that changed five times', async () => {
    const versions = [1, 2, 3, 4, 5].map((n) => single('a', { subject: `v${n}` }));
    rounds.stub.on('GET', DELTA, more(...versions.slice(0, 3)), last(...versions.slice(3)));
    expect(titles((await round(link('deltatoken=1'))).snapshot.items)).toEqual({ a: 'v5' });
  });

  it('reports tombstones as they are', async () => {
    rounds.stub.on('GET', DELTA, last(gone('a'), single('b')));
    const { snapshot } = await round(link('deltatoken=1'));
    expect(snapshot.removed).toEqual(['a']);
    expect(snapshot.items).toHaveLength(1);
  });

  it('takes what came last where an event is deleted and made again, or the reverse', async () => {
    rounds.stub.on('GET', DELTA, last(gone('a'), single('a'), single('b'), gone('b')));
    const { snapshot } = await round(link('deltatoken=1'));
    expect(snapshot.items.map((item) => item.id)).toEqual(['a']);
    expect(snapshot.removed).toEqual(['b']);
  });

  it('gives the same answer for the same round again', async () => {
    rounds.stub.on('GET', DELTA, last(single('a'), gone('b')));
    const first = await round(link('deltatoken=1'));
    expect(await round(link('deltatoken=1'))).toEqual(first);
  });
});
