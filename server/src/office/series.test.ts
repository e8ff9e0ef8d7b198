import { describe, expect, it } from 'vitest';
import { Fault } from '../core/fault.ts';
import { bare, CAL, gone, mailboxOn, master, occurrence, single, WINDOW } from './testing/events.ts';
import { DELTA, eachRound, titles } from './testing/rounds.ts';
import { graphError } from './testing/stub.ts';

const rounds = eachRound();
const { link, last, round } = rounds;

describe('a series in an incremental round', () => {
  it('finds an occurrence that was deleted without a sign, with one read of the series', async () => {
    rounds.stub.on('GET', DELTA, last(master('m'), bare('o1', 'm', '2026-12-01')));
    rounds.stub.on('GET', '/events/m/instances', {
      body: { value: [occurrence('o1', 'm', '2026-12-01'), occurrence('o3', 'm', '2026-12-03')] },
    });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2', 'o3'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['o1', 'o3']);
    expect(snapshot.removed).toEqual(['o2']);
    expect(rounds.stub.asked).toHaveLength(2);
    expect(rounds.stub.asked[1]?.query.get('startDateTime')).toBe('2026-11-12T00:00:00.000Z');
  });

  it('reads a series again for any of its members', async () => {
    const moved = occurrence('o2', 'm', '2026-12-05', { type: 'exception' });
    rounds.stub.on('GET', DELTA, last(moved));
    rounds.stub.on('GET', '/events/m/instances', {
      body: { value: [occurrence('o1', 'm', '2026-12-01'), moved] },
    });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['o1', 'o2']);
    expect(snapshot.removed).toEqual([]);
  });

  it('replaces the occurrences of a series that was shifted, whose ids are others now', async () => {
    rounds.stub.on('GET', DELTA, last(master('m')));
    rounds.stub.on('GET', '/events/m/instances', {
      body: { value: [occurrence('n1', 'm', '2026-12-02'), occurrence('n2', 'm', '2026-12-03')] },
    });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['n1', 'n2']);
    expect(snapshot.removed.sort()).toEqual(['o1', 'o2']);
  });

  it('takes the tombstone of a master for the whole series', async () => {
    rounds.stub.on('GET', DELTA, last(gone('m')));
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2'] });
    expect(snapshot.removed).toEqual(['m', 'o1', 'o2']);
    expect(rounds.stub.asked).toHaveLength(1);
  });

  it('takes an event that was a series for the end of its occurrences', async () => {
    rounds.stub.on('GET', DELTA, last(single('m')));
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'o2'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['m']);
    expect(snapshot.removed).toEqual(['o1', 'o2']);
    expect(rounds.stub.asked).toHaveLength(1);
  });

  it('takes a series that can no longer be read for gone', async () => {
    rounds.stub.on('GET', DELTA, last(master('m')));
    rounds.stub.on('GET', '/events/m/instances', graphError(404, 'ErrorItemNotFound'));
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(snapshot.removed.sort()).toEqual(['m', 'o1']);
    expect(snapshot.items).toEqual([]);
  });

  it('takes dates without a series in the mailbox for themselves, and says nothing about others like them', async () => {
    const alone = occurrence('x', 'm', '2026-12-05', { type: 'exception', subject: 'Only this one' });
    rounds.stub.on('GET', DELTA, last(alone));
    rounds.stub.on('GET', '/events/m/instances', graphError(404, 'ErrorItemNotFound'));
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1', 'x'] });
    expect(titles(snapshot.items)).toEqual({ x: 'Only this one' });
    expect(snapshot.removed).toEqual([]);
  });

  it('keeps the old cursor and names the series when one series cannot be read', async () => {
    rounds.stub.on('GET', DELTA, last(master('m'), single('a')));
    rounds.stub.on('GET', '/events/m/instances', graphError(500, 'ErrorInternalServerTransientError'));
    const { snapshot, cursor, incomplete } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(snapshot.items.map((item) => item.id)).toEqual(['a']);
    expect(snapshot.removed).toEqual([]);
    expect(snapshot.broken).toEqual([{ id: 'm', why: 'unreadable-series' }]);
    expect(cursor).toBe(link('deltatoken=1'));
    expect(incomplete?.kind).toBe('unavailable');
  });

  it('goes on past a series that is refused for good', async () => {
    const moved = occurrence('x', 'm', '2026-12-05', { type: 'exception', subject: 'Moved' });
    rounds.stub.on('GET', DELTA, last(master('m'), bare('o1', 'm', '2026-12-01'), moved));
    rounds.stub.on('GET', '/events/m/instances', graphError(400, 'ErrorCalendarViewRangeTooBig'));
    const { snapshot, cursor, incomplete } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(titles(snapshot.items)).toEqual({ x: 'Moved' });
    expect(snapshot.broken).toEqual([{ id: 'm', why: 'unreadable-series' }]);
    expect(incomplete).toBeNull();
    expect(cursor).toBe(link('deltatoken=next.token'));
  });

  it('stops as a whole when throttled', async () => {
    rounds.stub.on('GET', DELTA, last(master('m')));
    rounds.stub.on('GET', '/events/m/instances', graphError(429, 'TooManyRequests', { 'Retry-After': '5' }));
    await expect(round(link('deltatoken=1'))).rejects.toMatchObject({ kind: 'throttled', retryAfter: 5_000 });
  });

  it('does not take an instance that cannot be understood for deleted', async () => {
    rounds.stub.on('GET', DELTA, last(master('m')));
    rounds.stub.on('GET', '/events/m/instances', {
      body: { value: [{ ...occurrence('o1', 'm', '2026-12-01'), start: null }] },
    });
    const { snapshot } = await round(link('deltatoken=1'), { m: ['o1'] });
    expect(snapshot.removed).toEqual([]);
    expect(snapshot.broken).toEqual([{ id: 'o1', why: 'no-start' }]);
  });

  it('does not excuse our own store', async () => {
    rounds.stub.on('GET', DELTA, last(master('m')));
    rounds.stub.on('GET', '/events/m/instances', { body: { value: [] } });
    const fault = new Fault({ kind: 'unavailable', service: 'store' });
    const { side } = mailboxOn(rounds.stub);
    const knownOfSeries = (): Promise<string[]> => Promise.reject(fault);
    const request = { calendarId: CAL, cursor: link('deltatoken=1'), window: WINDOW, knownOfSeries };
    await expect(side.changes(request)).rejects.toBe(fault);
  });
});
