import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestWorld, hour, type TestWorld } from './testWorld.ts';
import { FIRST, annasIn, short, weekly } from './testRounds.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const { anna, post, write, round } = annasIn(() => sandbox);

describe('a changed series in an incremental round', () => {
  const begin = async () => {
    const master = await post(hour('2026-12-01', 9, { recurrence: weekly }));
    const full = await round();
    const occurrences = full.items.filter((one) => one.type === 'occurrence').map((one) => one.id);
    return { master, occurrences, deltaLink: full.deltaLink };
  };

  test('shows only its master where an occurrence was deleted, unless the world sends tombstones', async () => {
    const { master, occurrences, deltaLink } = await begin();
    await write('DELETE', occurrences[1] ?? '');
    expect((await round(deltaLink)).items.map(short)).toEqual([`seriesMaster ${master.id}`]);
    sandbox.world.switches.occurrenceDeletion = 'tombstone';
    expect((await round(deltaLink)).items.map(short)).toEqual([
      `seriesMaster ${master.id}`,
      `-${occurrences[1] ?? ''}`,
    ]);
  });

  test('shows master and exception where an occurrence was changed', async () => {
    const { master, occurrences, deltaLink } = await begin();
    await write('PATCH', occurrences[1] ?? '', { subject: 'x' });
    expect((await round(deltaLink)).items.map(short)).toEqual([
      `seriesMaster ${master.id}`,
      `exception ${occurrences[1] ?? ''}`,
    ]);
  });

  test('shows all occurrences where the master was changed', async () => {
    const { deltaLink } = await begin();
    const [master] = (await round()).items;
    await write('PATCH', master?.id ?? '', { subject: 'x' });
    expect((await round(deltaLink)).items.map((one) => one.type)).toEqual([
      'seriesMaster',
      ...Array<string>(4).fill('occurrence'),
    ]);
  });

  test('with a new pattern leaves the old ids unmentioned, unless the world sends tombstones', async () => {
    const { master, occurrences, deltaLink } = await begin();
    await write('PATCH', master.id, {
      recurrence: { pattern: { ...weekly.pattern, daysOfWeek: ['wednesday'] }, range: weekly.range },
    });
    const silent = await round(deltaLink);
    expect(silent.items.filter((one) => one['@removed'])).toEqual([]);
    sandbox.world.switches.occurrenceDeletion = 'tombstone';
    const loud = await round(deltaLink);
    expect(loud.items.flatMap((one) => (one['@removed'] ? [one.id] : [])).sort()).toEqual(
      [...occurrences].sort(),
    );
  });

  test('is one tombstone where the series was deleted', async () => {
    const { master, deltaLink } = await begin();
    await write('DELETE', master.id);
    expect((await round(deltaLink)).items.map(short)).toEqual([`-${master.id}`]);
  });

  test('is one tombstone where the series has left the window', async () => {
    const { master, deltaLink } = await begin();
    const recurrence = { ...weekly, range: { ...weekly.range, startDate: '2028-12-05' } };
    await write('PATCH', master.id, { recurrence });
    expect((await round(deltaLink)).items.map(short)).toEqual([`-${master.id}`]);
  });
});

describe('a link', () => {
  test('that was evicted is 410, in the middle of a round too', async () => {
    for (let index = 0; index < 12; index++) await post(hour('2026-12-01', 9));
    const first = await sandbox.call(anna(), 'GET', FIRST);
    const { deltaLink } = await round();
    sandbox.graph.evictDeltaStates(anna().email);
    for (const link of [first.body['@odata.nextLink'] ?? '', deltaLink]) {
      const answer = await sandbox.call(anna(), 'GET', link);
      expect([answer.status, answer.body.error.code]).toEqual([410, 'SyncStateNotFound']);
      expect(answer.body.error.message).toMatch(
        /^The sync state generation is not found; generation=\d+;\[highest=/,
      );
    }
    expect((await round()).items).toHaveLength(12);
  });

  test('that was tampered with, or belongs to another calendar, is 400', async () => {
    const { deltaLink } = await round();
    expect((await sandbox.call(anna(), 'GET', deltaLink.slice(0, -3))).status).toBe(400);
    const other = (await sandbox.call(anna(), 'GET', '/me/calendars')).body.value[1]?.id ?? '';
    const wrong = deltaLink.replace(
      '/me/calendarView',
      `/me/calendars/${encodeURIComponent(other)}/calendarView`,
    );
    expect((await sandbox.call(anna(), 'GET', wrong)).status).toBe(400);
  });
});
