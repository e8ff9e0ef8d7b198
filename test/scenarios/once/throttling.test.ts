import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import type { Person } from '../../support/person.ts';
import { eventually } from '../../support/call.ts';
import { Town } from '../../support/town.ts';
import type { JournalRow } from '../../support/rows.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ months: 'company' });
});
afterEach(async () => {
  await town.control('DELETE', '/faults');
  await town.control('POST', '/latency', { graph: 0 });
});
afterAll(() => town.stop());

const ofMailbox = (rows: readonly JournalRow[], person: Person): JournalRow[] =>
  rows.filter((row) => row.service === 'graph' && row.path.includes(person.oid));

/** Milliseconds from the refusal to the next call for that mailbox. */
const pause = (rows: readonly JournalRow[], person: Person, status: number): number => {
  const calls = ofMailbox(rows, person);
  const at = calls.findIndex((row) => row.status === status);
  const [refused, next] = [calls[at], calls[at + 1]];
  if (!refused || !next) throw new Error('no refusal, or no call after it');
  return Date.parse(next.time) - Date.parse(refused.time);
};

/** The next read of changes of this mailbox is refused; an event made meanwhile arrives all the same. */
const refusedOnce = async (answer: Record<string, unknown>): Promise<{ lena: Person; since: string }> => {
  const lena = await town.connected();
  await town.fault({ service: 'graph', match: `${lena.oid}.*calendarView/delta`, next: 1, ...answer });
  const since = new Date().toISOString();
  await lena.event('Dentist', tomorrow(9), tomorrow(10));
  return { lena, since };
};

const arrived = async (lena: Person): Promise<void> => {
  await eventually('the blocker', async () => (await lena.blockers()).length === 1, 60_000);
  await town.settled();
  expect(await lena.blockers()).toMatchObject([{ title: 'Dentist' }]);
  expect(await lena.connection()).toMatchObject({ state: 'in-step' });
};

describe('throttling', { timeout: 120_000 }, () => {
  it('S-138 waits as many seconds as it is told, and the event is not lost', async () => {
    const { lena, since } = await refusedOnce({ status: 429, retryAfter: 3 });
    await arrived(lena);
    expect(pause(await town.calls(since), lena, 429)).toBeGreaterThanOrEqual(2_900);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-138 waits until the date it is told', async () => {
    const until = new Date(Date.now() + 8_000);
    const { lena, since } = await refusedOnce({ status: 429, retryAfter: until.toUTCString() });
    await arrived(lena);
    const calls = ofMailbox(await town.calls(since), lena);
    const refused = calls.findIndex((row) => row.status === 429);
    expect(Date.parse(calls[refused + 1]?.time ?? '')).toBeGreaterThanOrEqual(
      Math.floor(until.getTime() / 1000) * 1000 - 100,
    );
  });

  it('S-138 waits half a minute where it is told no time, be it a 429 or a 503', async () => {
    const refusals = [
      { status: 429, code: 'TooManyRequests' },
      { status: 503, code: 'serviceNotAvailable' },
    ];
    const refused = [];
    for (const refusal of refusals) refused.push({ ...refusal, ...(await refusedOnce(refusal)) });
    for (const { lena, since, status } of refused) {
      await arrived(lena);
      const waited = pause(await town.calls(since), lena, status);
      expect(waited).toBeGreaterThanOrEqual(29_000);
      expect(waited).toBeLessThan(45_000);
    }
  });

  it.each([
    [429, 'ApplicationThrottled'],
    [503, 'MailboxConcurrency'],
  ])('S-138 tries again in a moment where a %i says that the mailbox is busy (%s)', async (status, code) => {
    const { lena, since } = await refusedOnce({ status, code });
    await arrived(lena);
    const waited = pause(await town.calls(since), lena, status);
    expect(waited).toBeGreaterThanOrEqual(900);
    expect(waited).toBeLessThan(20_000);
  });

  it('S-138 a throttled write is written once, later', async () => {
    const jonas = await town.connected();
    await town.fault({
      service: 'graph',
      match: `POST .*${jonas.oid}.*/events`,
      next: 1,
      status: 429,
      retryAfter: 1,
    });
    await jonas.booking(tomorrow(11), 30);
    await eventually('the copy', async () => (await jonas.copies()).length > 0);
    await town.settled();
    expect(await jonas.copies()).toHaveLength(1);
    expect(await jonas.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-138 has never more than four calls under way for a mailbox', async () => {
    const lena = await town.person();
    for (let day = 0; day < 12; day += 1) {
      await lena.booking(tomorrow(9, 0, day), 30);
      await lena.event(`Day ${day}`, tomorrow(11, 0, day), tomorrow(12, 0, day));
    }
    await town.control('POST', '/latency', { graph: 40 });
    const since = new Date().toISOString();
    await lena.connect({}, {}, 60_000);
    await town.control('POST', '/latency', { graph: 0 });
    const rows = ofMailbox(await town.calls(since), lena);
    expect(rows.length).toBeGreaterThan(20);
    // The sandbox answers 429 to a fifth, as Graph does.
    expect(rows.filter((row) => row.status === 429)).toEqual([]);
    expect(await lena.copies()).toHaveLength(12);
    expect(await lena.blockers()).toHaveLength(12);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
