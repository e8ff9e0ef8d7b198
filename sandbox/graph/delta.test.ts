import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { berlin, createTestWorld, hour, IMMUTABLE, pages, WINDOW, type TestWorld } from './testWorld.ts';
import { FIRST, annasIn, path, short, weekly } from './testRounds.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const { anna, post, write, round } = annasIn(() => sandbox);

describe('a full round', () => {
  test('comes in pages of ten, or of the preferred size, with one link each', async () => {
    for (let index = 0; index < 12; index++) await post(hour('2026-12-01', 9));
    const plain = await round();
    expect(plain.sizes).toEqual([10, 2]);
    const first = await sandbox.call(anna(), 'GET', FIRST, { headers: { Prefer: 'odata.maxpagesize=5' } });
    expect(first.body['@odata.deltaLink']).toBeUndefined();
    expect(first.headers.get('preference-applied')).toBe('odata.track-changes, odata.maxpagesize=5');
    expect(new URL(first.body['@odata.nextLink'] ?? '').origin).toBe(new URL(sandbox.base).origin);
    expect((await round(FIRST, { Prefer: 'odata.maxpagesize=5' })).sizes).toEqual([5, 5, 2]);
  });

  test('takes the names of the window in any letter case, and offsets in its values', async () => {
    await post(hour('2026-12-01', 9));
    const lower =
      '/me/calendarview/delta?startdatetime=2026-12-01T10:00:00%2B01:00&ENDDATETIME=2026-12-02T00:00:00';
    expect((await round(lower)).items).toEqual([]);
    expect((await round(lower.replace('10:00:00', '09:30:00'))).items).toHaveLength(1);
  });

  test('shows single events in full, masters in full, and occurrences bare', async () => {
    const single = await post(hour('2026-12-03', 9));
    const master = await post(hour('2026-12-01', 9, { recurrence: weekly }));
    const { items } = await round();
    expect(items.map((one) => one.type)).toEqual([
      'singleInstance',
      'seriesMaster',
      ...Array<string>(4).fill('occurrence'),
    ]);
    expect(items[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.event',
      id: single.id,
      subject: 'Dentist',
    });
    expect(Object.keys(items[2] ?? {}).sort()).toEqual(
      ['@odata.etag', '@odata.type', 'end', 'id', 'seriesMasterId', 'start', 'type'].sort(),
    );
    expect(items[2]?.seriesMasterId).toBe(master.id);
  });

  test('shows exceptions in full', async () => {
    await post(hour('2026-12-01', 9, { recurrence: weekly }));
    const [, first] = (await round()).items;
    await write('PATCH', first?.id ?? '', { subject: 'Other' });
    const found = (await round()).items.find((one) => one.id === first?.id);
    expect(found).toMatchObject({
      type: 'exception',
      subject: 'Other',
      originalStart: '2026-12-01T08:00:00.0000000Z',
    });
  });

  test('keeps a series on one page where it fits, and splits it where it does not', async () => {
    await post(hour('2026-12-03', 9));
    await post(hour('2026-12-01', 9, { recurrence: weekly }));
    expect((await round(FIRST, { Prefer: 'odata.maxpagesize=5' })).sizes).toEqual([1, 5]);
    expect((await round(FIRST, { Prefer: 'odata.maxpagesize=3' })).sizes).toEqual([3, 3]);
    sandbox.graph.oddities.splitSeries = true;
    expect((await round(FIRST, { Prefer: 'odata.maxpagesize=5' })).sizes).toEqual([5, 1]);
  });

  test('can show the master last or not at all, and items twice', async () => {
    await post(hour('2026-12-01', 9, { recurrence: weekly }));
    sandbox.graph.oddities.masterLast = true;
    expect((await round()).items.at(-1)?.type).toBe('seriesMaster');
    sandbox.graph.oddities.repeat = true;
    const { items } = await round();
    expect(items.at(-1)?.id).toBe(items[0]?.id);
    sandbox.graph.oddities.masterAbsent = true;
    const late = FIRST.replace('2026-11-01', '2026-12-05');
    expect((await round(late)).items.some((one) => one.type === 'seriesMaster')).toBe(false);
  });

  test('may begin with an empty page', async () => {
    await post(hour('2026-12-01', 9));
    sandbox.world.switches.deltaFirstPage = 'empty';
    const { sizes, deltaLink } = await round();
    expect(sizes).toEqual([0, 1]);
    expect((await round(deltaLink)).sizes).toEqual([0, 0]);
  });

  test.each(['$select=subject', '$filter=x', '$expand=x', '$top=5', '$orderby=x', '$skip=1'])(
    'refuses %s',
    async (option) => {
      const answer = await sandbox.call(anna(), 'GET', `${FIRST}&${option}`);
      expect(answer.status).toBe(400);
    },
  );
});

describe('an incremental round', () => {
  test('tells what is new, changed and gone, and nothing the second time', async () => {
    const [gone, changed] = [await post(hour('2026-12-01', 9)), await post(hour('2026-12-02', 9))];
    const full = await round();
    await write('DELETE', gone.id);
    await write('PATCH', changed.id, { subject: 'Changed' });
    const fresh = await post(hour('2026-12-03', 9));
    const next = await round(full.deltaLink);
    expect(next.items.map(short)).toEqual([
      `-${gone.id}`,
      `singleInstance ${changed.id}`,
      `singleInstance ${fresh.id}`,
    ]);
    expect(next.items[0]).toEqual({
      '@odata.type': '#microsoft.graph.event',
      id: gone.id,
      '@removed': { reason: 'deleted' },
    });
    expect((await round(next.deltaLink)).items).toEqual([]);
    expect((await round(full.deltaLink)).items).toHaveLength(3);
  });

  test('shows several changes of one event once, as it is now', async () => {
    const event = await post(hour('2026-12-01', 9));
    const { deltaLink } = await round();
    for (const subject of ['a', 'b', 'c']) await write('PATCH', event.id, { subject });
    expect((await round(deltaLink)).items.map((one) => one.subject)).toEqual(['c']);
  });

  test('has a tombstone for what left the window and for what changed outside of it', async () => {
    const [leaves, outside] = [await post(hour('2026-12-01', 9)), await post(hour('2028-12-01', 9))];
    const { deltaLink } = await round();
    await write('PATCH', leaves.id, { start: berlin('2028-01-01T09:00'), end: berlin('2028-01-01T10:00') });
    await write('PATCH', outside.id, { subject: 'x' });
    expect((await round(deltaLink)).items.map(short)).toEqual([`-${leaves.id}`, `-${outside.id}`]);
  });

  test('shows a move as gone here and new there, under one immutable id', async () => {
    const event = await post(hour('2026-12-01', 9));
    const fixed = (await sandbox.call(anna(), 'GET', path(event.id), { headers: IMMUTABLE })).body.id;
    const projects = (await sandbox.call(anna(), 'GET', '/me/calendars')).body.value[1]?.id ?? '';
    const there = `/me/calendars/${encodeURIComponent(projects)}/calendarView/delta?${WINDOW}`;
    const [from, to] = [await round(FIRST, IMMUTABLE), await round(there, IMMUTABLE)];
    sandbox.graph.moveEvent(anna().email, event.id, projects);
    expect((await round(from.deltaLink, IMMUTABLE)).items.map(short)).toEqual([`-${fixed}`]);
    expect((await round(to.deltaLink, IMMUTABLE)).items.map(short)).toEqual([`singleInstance ${fixed}`]);
    expect((await round(from.deltaLink)).items.map(short)).toEqual([`-${event.id}`]);
    expect((await round(to.deltaLink)).items[0]?.id).not.toBe(event.id);
  });

  test('delivers what changes in the middle of a round in the next one', async () => {
    for (let index = 0; index < 12; index++) await post(hour('2026-12-01', 9));
    const first = await sandbox.call(anna(), 'GET', FIRST);
    const seen = first.body.value[0]?.id ?? '';
    await write('DELETE', seen);
    const rest = await round(first.body['@odata.nextLink']);
    expect(rest.items).toHaveLength(2);
    expect((await round(rest.deltaLink)).items.map(short)).toEqual([`-${seen}`]);
  });
});

test('events that no client could make arrive as they are', async () => {
  const put = (event: Record<string, unknown>) => sandbox.graph.putRaw(anna().email, event);
  put({ subject: null, start: {}, end: { timeZone: 'UTC' }, organizer: null });
  put({ ...hour('2026-12-01', 9), id: null });
  put({ ...hour('2026-12-01', 9), end: berlin('2026-12-01T08:00:00') });
  put(hour('2026-12-02', 9));
  const { items } = await round();
  expect(items[0]).toMatchObject({ subject: null, start: {}, organizer: null });
  expect(items[1]?.id).toBeNull();
  expect([items[2]?.start.dateTime, items[2]?.end.dateTime]).toEqual([
    '2026-12-01T08:00:00.0000000',
    '2026-12-01T07:00:00.0000000',
  ]);
  expect(items[3]).toMatchObject({
    subject: 'Dentist',
    start: { dateTime: '2026-12-02T08:00:00.0000000', timeZone: 'UTC' },
  });
});

test('an event that is there can lose its times, and keeps its place and its id', async () => {
  const { email } = anna();
  const { id } = sandbox.graph.putRaw(email, hour('2026-12-02', 9));
  const before = await round();
  sandbox.graph.changeRaw(email, id, { subject: 'Dentist again', start: null, end: null });
  const broken = await round(before.deltaLink);
  expect(broken.items).toMatchObject([{ id, subject: 'Dentist again', start: null, end: null }]);
  sandbox.graph.changeRaw(email, id, hour('2026-12-02', 11));
  const healed = await round(broken.deltaLink);
  expect(healed.items).toMatchObject([{ id, start: { dateTime: '2026-12-02T10:00:00.0000000' } }]);
});

test('one change in a calendar of 20,000 events costs about a millisecond', async () => {
  const [user] = sandbox.graph.bulkMailboxes(1, 20_000);
  if (!user) throw new Error('no user');
  const full = await pages(sandbox, user, FIRST, { Prefer: 'odata.maxpagesize=1000' });
  expect(full.items.length).toBeGreaterThan(10_000);
  const times: number[] = [];
  let link = full.deltaLink;
  for (let index = 0; index < 30; index++) {
    await sandbox.call(user, 'POST', '/me/events', { body: hour('2026-12-01', 9) });
    const begun = performance.now();
    const answer = await sandbox.call(user, 'GET', link);
    times.push(performance.now() - begun);
    expect(answer.body.value).toHaveLength(1);
    link = answer.body['@odata.deltaLink'] ?? '';
  }
  times.sort((a, b) => a - b);
  // HTTP included; the machine may be busy.
  expect(times[5]).toBeLessThan(20);
});
