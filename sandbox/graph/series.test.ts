import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { berlin, cast, createTestWorld, hour, pages, WINDOW, type TestWorld } from './testWorld.ts';
import type { Json } from './testJson.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;
const anna = () => cast(sandbox).anna;

const weekly = (numberOfOccurrences: number) => ({
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
  range: { type: 'numbered', startDate: '2026-12-01', numberOfOccurrences },
});

async function series(recurrence: unknown = weekly(4), more = {}): Promise<Json> {
  const answer = await sandbox.call(anna(), 'POST', '/me/events', {
    body: hour('2026-12-01', 9, { recurrence, ...more }),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function instances(master: Json): Promise<Json[]> {
  return (await pages(sandbox, anna(), `${path(master.id)}/instances?${WINDOW}`)).items;
}

async function patch(id: string, body: unknown, status = 200): Promise<Json> {
  const answer = await sandbox.call(anna(), 'PATCH', path(id), { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
}

const days = (items: Json[]) => items.map((one) => one.start.dateTime.slice(0, 16));

describe('a series', () => {
  test('is one master in lists and its occurrences in views', async () => {
    const master = await series();
    expect(master.type).toBe('seriesMaster');
    const listed = await sandbox.call(anna(), 'GET', '/me/events');
    expect(listed.body.value.map((one) => one.id)).toEqual([master.id]);
    const view = await pages(sandbox, anna(), `/me/calendarView?${WINDOW}`);
    expect(view.items.map((one) => [one.type, one.seriesMasterId, one.subject])).toEqual(
      Array(4).fill(['occurrence', master.id, 'Dentist']),
    );
    expect(new Set(view.items.map((one) => one.iCalUId)).size).toBe(4);
    expect(view.items[1]?.originalStart).toBe('2026-12-08T08:00:00.0000000Z');
  });

  test('keeps its hour on both sides of a clock change', async () => {
    const master = await series({
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['sunday'] },
      range: { type: 'numbered', startDate: '2026-12-06', numberOfOccurrences: 20 },
    });
    const hours = new Set(
      (await instances(master)).map(
        (one) => `${one.start.dateTime.slice(0, 10) < '2027-03-28'} ${one.start.dateTime.slice(11, 16)}`,
      ),
    );
    expect([...hours]).toEqual(['true 08:00', 'false 07:00']);
  });

  test('begins with its first occurrence, whatever start was written', async () => {
    const master = await series({
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['friday'] },
      range: { type: 'noEnd', startDate: '2026-12-01' },
    });
    expect(master.start.dateTime).toBe('2026-12-04T08:00:00.0000000');
    expect(master.recurrence?.range.endDate).toBe('0001-01-01');
  });

  test.each([
    [
      'without days',
      {
        pattern: { type: 'relativeMonthly', interval: 1 },
        range: { type: 'noEnd', startDate: '2026-12-01' },
      },
    ],
    [
      'that ends before it starts',
      {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'endDate', startDate: '2026-12-01', endDate: '2026-11-01' },
      },
    ],
    [
      'that never falls on a day',
      {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['friday'] },
        range: { type: 'endDate', startDate: '2026-12-01', endDate: '2026-12-02' },
      },
    ],
  ])('%s is refused', async (_name, recurrence) => {
    const answer = await sandbox.call(anna(), 'POST', '/me/events', {
      body: hour('2026-12-01', 9, { recurrence }),
    });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'ErrorPropertyValidationFailure']);
  });

  test('can become a single event', async () => {
    const master = await series();
    expect((await patch(master.id, { recurrence: null })).type).toBe('singleInstance');
  });
});

describe('one occurrence', () => {
  test('becomes an exception by PATCH, under the same id', async () => {
    const master = await series();
    const [, second] = await instances(master);
    const changed = await patch(second?.id ?? '', {
      subject: 'Other',
      start: berlin('2026-12-08T11:00'),
      end: berlin('2026-12-08T12:00'),
    });
    expect(changed).toMatchObject({
      id: second?.id,
      type: 'exception',
      subject: 'Other',
      originalStart: '2026-12-08T08:00:00.0000000Z',
    });
    const all = await instances(master);
    expect(all.map((one) => one.type)).toEqual(['occurrence', 'exception', 'occurrence', 'occurrence']);
    const expanded = await sandbox.call(
      anna(),
      'GET',
      `${path(master.id)}?$select=subject,exceptionOccurrences&$expand=exceptionOccurrences`,
    );
    expect(expanded.body.exceptionOccurrences?.map((one) => one.id)).toEqual([second?.id]);
  });

  test('takes over what changes in the master, save what it changed itself', async () => {
    const master = await series();
    const [first] = await instances(master);
    await patch(first?.id ?? '', { subject: 'Mine' });
    await patch(master.id, { subject: 'New', showAs: 'oof' });
    const [now] = await instances(master);
    expect(now).toMatchObject({ type: 'exception', subject: 'Mine', showAs: 'oof' });
  });

  test('cannot be moved to or beyond the day of a neighbour', async () => {
    const master = await series();
    const [, second] = await instances(master);
    const body = { start: berlin('2026-12-15T07:00'), end: berlin('2026-12-15T08:00') };
    expect((await patch(second?.id ?? '', body, 400)).error.code).toBe('ErrorOccurrenceCrossingBoundary');
    await patch(second?.id ?? '', { start: berlin('2026-12-14T07:00'), end: berlin('2026-12-14T08:00') });
  });

  test('can be deleted; only the master tells, on request', async () => {
    const master = await series();
    const [, second] = await instances(master);
    expect((await sandbox.call(anna(), 'DELETE', path(second?.id ?? ''))).status).toBe(204);
    expect(days(await instances(master))).toEqual([
      '2026-12-01T08:00',
      '2026-12-15T08:00',
      '2026-12-22T08:00',
    ]);
    expect((await sandbox.call(anna(), 'GET', path(second?.id ?? ''))).status).toBe(404);
    const plain = await sandbox.call(anna(), 'GET', path(master.id));
    expect(plain.body.cancelledOccurrences).toBeUndefined();
    const told = await sandbox.call(anna(), 'GET', `${path(master.id)}?$select=cancelledOccurrences`);
    expect(told.body.cancelledOccurrences).toEqual([`OID.${master.id}.2026-12-08`]);
  });
});

describe('a new pattern', () => {
  test('drops exceptions and deleted dates, and brings other ids', async () => {
    const master = await series();
    const before = await instances(master);
    await patch(before[0]?.id ?? '', { subject: 'Mine' });
    await sandbox.call(anna(), 'DELETE', path(before[1]?.id ?? ''));
    const recurrence = {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'] },
      range: weekly(4).range,
    };
    await patch(master.id, { recurrence });
    const after = await instances(master);
    expect(after.map((one) => one.type)).toEqual(Array(4).fill('occurrence'));
    const old = new Set(before.map((one) => one.id));
    expect(after.filter((one) => old.has(one.id))).toEqual([]);
    expect((await sandbox.call(anna(), 'GET', path(before[0]?.id ?? ''))).status).toBe(404);
  });

  test('of times alone keeps the dates, and so the ids', async () => {
    const master = await series();
    const before = await instances(master);
    await patch(master.id, { start: berlin('2026-12-01T14:00'), end: berlin('2026-12-01T15:00') });
    const after = await instances(master);
    expect(after.map((one) => one.id)).toEqual(before.map((one) => one.id));
    expect(after[0]?.start.dateTime).toBe('2026-12-01T13:00:00.0000000');
  });

  test('longer or shorter by two gives two more or fewer', async () => {
    const master = await series();
    await patch(master.id, { recurrence: weekly(6) });
    expect(await instances(master)).toHaveLength(6);
    await patch(master.id, { recurrence: weekly(2) });
    expect(await instances(master)).toHaveLength(2);
  });
});
