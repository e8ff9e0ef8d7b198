import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, sendJson, testSandbox, timifyClient } from '../testing.ts';
import type { Reply, TestSandbox, TimifyClient } from '../testing.ts';
import type { Switches } from '../world.ts';
import { COMPANY_LINDNER, CUSTOMER_IDS, RESOURCE_IDS, SERVICE_IDS } from './cast.ts';

let sandbox: TestSandbox;
let timify: TimifyClient;
beforeAll(async () => {
  sandbox = await testSandbox();
});
beforeEach(() => world({}));
afterAll(() => sandbox.cleanUp());

async function world(switches: Partial<Switches>): Promise<void> {
  const usual: Partial<Switches> = { timifyOccurrenceChange: 'slice', timifyOverlap: 'accepted' };
  const rest: Partial<Switches> = {
    timifyServiceRename: 'titles-kept',
    timifyResourceRemoval: 'bookings-stay',
  };
  sandbox.reset({ switches: { ...usual, ...rest, ...switches } });
  timify = await timifyClient(sandbox);
}

const companyId = COMPANY_LINDNER.id;
const plain = {
  title: 'Serie',
  resource_ids: [RESOURCE_IDS.lena],
  datetime: '2027-03-22 08:00',
  duration: 30,
};
const daily = { timezone: 'Europe/Berlin', frequency: 'DAYS', repeat_times: 4 };

const act = (fields: Record<string, unknown>): Promise<Reply> =>
  sendJson(`${sandbox.url}/control/timify/appointments`, { companyId, ...fields });

async function connected(more: Record<string, unknown> = {}): Promise<string> {
  const made = await act({ action: 'create', appointment: { ...plain, recurring: daily, ...more } });
  return made.text('appointment.id');
}

/** `title day start` of every slice in the last week of March, in order. */
async function slices(): Promise<string[]> {
  const { body } = await timify.get('/appointments?from_date=2027-03-15&to_date=2027-04-10');
  const rows = at(body, 'data') as {
    title: string;
    bookings: { startDate: string; recurringDay: string | null }[];
  }[];
  return rows
    .flatMap(({ title, bookings }) =>
      bookings.map(
        (one) => `${one.startDate.slice(5, 16)} ${title} ${one.recurringDay?.slice(5) ?? 'single'}`,
      ),
    )
    .sort();
}

describe('one occurrence of a connected series', () => {
  it('moves as a slice that keeps its day, while the others stay', async () => {
    const id = await connected();
    const change = { action: 'change', id, scope: 'this', day: '2027-03-23' };
    await act({ ...change, appointment: { datetime: '2027-03-24 08:15', duration: 60 } });
    expect(await slices()).toEqual([
      '03-22T08:00 Serie 03-22',
      '03-24T08:00 Serie 03-24',
      '03-24T08:15 Serie 03-23',
      '03-25T08:00 Serie 03-25',
    ]);
    const seen = await timify.get(`/appointments/${id}`);
    expect(seen.at('data.bookings')).toMatchObject([{ duration: 30 }, { duration: 60 }, {}, {}]);
  });

  it('may overlap its neighbour of the same series where overlaps are refused', async () => {
    await world({ timifyOverlap: 'refused' });
    const id = await connected();
    const overlap = { action: 'change', id, scope: 'this', day: '2027-03-23' };
    expect((await act({ ...overlap, appointment: { datetime: '2027-03-24 08:15' } })).status).toBe(200);
    await timify.send('POST', '/appointments', { ...plain, datetime: '2027-03-26 08:00' });
    expect((await act({ ...overlap, appointment: { datetime: '2027-03-26 08:15' } })).status).toBe(409);
  });

  it('becomes a booking of its own by switch', async () => {
    await world({ timifyOccurrenceChange: 'own-booking' });
    const id = await connected();
    const moved = { datetime: '2027-03-23 10:00', title: 'Anders' };
    const own = await act({ action: 'change', id, scope: 'this', day: '2027-03-23', appointment: moved });
    expect(own.at('appointment')).toMatchObject({ recurring: null, title: 'Anders', duration: 30 });
    expect(await slices()).toEqual([
      '03-22T08:00 Serie 03-22',
      '03-23T10:00 Anders single',
      '03-24T08:00 Serie 03-24',
      '03-25T08:00 Serie 03-25',
    ]);
  });

  it('is deleted alone, and only once', async () => {
    const id = await connected();
    const remove = { action: 'delete', id, scope: 'this', day: '2027-03-23' };
    expect((await act(remove)).at('deleted')).toEqual([]);
    expect((await act(remove)).status).toBe(400);
    expect(await slices()).toHaveLength(3);
  });
});

describe('this and following', () => {
  it('end a connected series and begin another', async () => {
    const id = await connected();
    const following = { action: 'change', id, scope: 'following', day: '2027-03-24' };
    const tail = await act({ ...following, appointment: { datetime: '2027-03-24 12:00' } });
    expect(tail.text('appointment.id')).not.toBe(id);
    expect(await slices()).toEqual([
      '03-22T08:00 Serie 03-22',
      '03-23T08:00 Serie 03-23',
      '03-24T12:00 Serie 03-24',
      '03-25T12:00 Serie 03-25',
    ]);
  });

  it('move a weekly series to another weekday', async () => {
    const recurring = { timezone: 'Europe/Berlin', frequency: 'WEEKS', week_days: [1], repeat_times: 3 };
    const id = await connected({ recurring });
    const following = { action: 'change', id, scope: 'following', day: '2027-03-29' };
    await act({ ...following, appointment: { datetime: '2027-03-31 07:00' } });
    expect(await slices()).toEqual([
      '03-22T08:00 Serie 03-22',
      '03-31T07:00 Serie 03-31',
      '04-07T07:00 Serie 04-07',
    ]);
  });

  it('keep the days of the month where only the hour changes', async () => {
    const recurring = {
      timezone: 'Europe/Berlin',
      frequency: 'MONTHS',
      month_days: [16, 30],
      repeat_times: 4,
    };
    const id = await connected({ recurring, datetime: '2027-02-16 08:00' });
    const following = { action: 'change', id, scope: 'following', day: '2027-03-16' };
    const tail = await act({ ...following, appointment: { datetime: '2027-03-16 10:00' } });
    expect(tail.at('appointment.bookings')).toMatchObject([
      { startDate: '2027-03-16T10:00:00Z' },
      { startDate: '2027-03-30T09:00:00Z' },
      { startDate: '2027-04-16T09:00:00Z' },
    ]);
  });

  it('are deleted, and all are', async () => {
    const id = await connected();
    await act({ action: 'delete', id, scope: 'following', day: '2027-03-24' });
    expect(await slices()).toHaveLength(2);
    expect((await act({ action: 'delete', id, scope: 'all' })).at('deleted')).toEqual([id]);
    expect(await slices()).toEqual([]);
  });

  it('tell the customers of one cancelled occurrence when asked to', async () => {
    const id = await connected({ customer_ids: [CUSTOMER_IDS.paul] });
    const loud = { has_notify_customers: true };
    await act({ action: 'delete', id, scope: 'this', day: '2027-03-23', appointment: loud });
    expect(sandbox.world.mails.all()).toMatchObject([
      { reason: 'cancellation', to: 'paul.petersen@kunde.example' },
    ]);
  });
});

describe('a chain', () => {
  async function chained(): Promise<string[]> {
    const chain = { companyId, appointment: plain, times: 3, everyDays: 7 };
    return (await sendJson(`${sandbox.url}/control/timify/chain`, chain)).at('ids') as string[];
  }

  it('changes one, this and following, or all, at the same local time', async () => {
    const [, second] = await chained();
    const change = { action: 'change', id: second };
    await act({ ...change, appointment: { title: 'Eine' } });
    await act({ ...change, scope: 'following', appointment: { datetime: '2027-03-30 08:00' } });
    await act({ ...change, scope: 'all', appointment: { notes: 'n' } });
    expect(await slices()).toEqual([
      '03-22T08:00 Serie single',
      '03-30T08:00 Eine single',
      '04-06T08:00 Serie single',
    ]);
  });

  it('loses one, this and following, or all', async () => {
    const [first, second] = await chained();
    await act({ action: 'delete', id: second, scope: 'following' });
    expect(await slices()).toEqual(['03-22T08:00 Serie single']);
    await act({ action: 'delete', id: first, scope: 'all' });
    expect(await slices()).toEqual([]);
  });
});

describe('a group booking', () => {
  const join = (body: Record<string, unknown>): Promise<Reply> =>
    sendJson(`${sandbox.url}/control/timify/participants`, { companyId, ...body });

  it('takes participants up to its capacity; the others wait and move up', async () => {
    const course = { service_id: SERVICE_IDS.course, max_participants: 2, title: 'Kurs' };
    const id = await connected({ ...course, recurring: null, duration: 90 });
    const { paul, clara, emil } = CUSTOMER_IDS;
    const full = await join({ id, join: [paul, clara, emil] });
    expect(full.body).toMatchObject({
      appointment: { isCourse: true, maxParticipants: 2, participants: 2, singleCustomers: [] },
      waiting: [emil],
    });
    const after = await join({ id, leave: [paul] });
    expect(after.body).toMatchObject({
      appointment: { customers: [{ id: clara }, { id: emil }] },
      waiting: [],
    });
  });

  it('is the only kind that has them', async () => {
    const id = await connected();
    expect((await join({ id, join: [CUSTOMER_IDS.paul] })).status).toBe(400);
  });
});

describe('what else people do', () => {
  it('a deletion can wait: the booking answers by id and is no longer listed', async () => {
    const id = await connected();
    await act({ action: 'schedule-deletion', id });
    expect((await timify.get(`/appointments/${id}`)).at('data.scheduledForDeletionAt')).not.toBeNull();
    expect(await slices()).toEqual([]);
  });

  it('renaming a service renames its bookings by switch', async () => {
    for (const [value, title] of [
      ['titles-kept', 'Sehtest'],
      ['titles-follow', 'Sehprüfung'],
    ] as const) {
      await world({ timifyServiceRename: value });
      const id = await connected({ title: undefined, service_id: SERVICE_IDS.eyeTest, recurring: null });
      await timify.send('PATCH', `/services/${SERVICE_IDS.eyeTest}`, { name: 'Sehprüfung' });
      const seen = await timify.get(`/appointments/${id}`);
      expect(seen.at('data')).toMatchObject({ title, service: { name: 'Sehprüfung' } });
    }
  });

  it('removing a resource leaves its bookings, or takes it out of them, by switch', async () => {
    await world({ timifyResourceRemoval: 'bookings-go' });
    const { lena, jonas } = RESOURCE_IDS;
    const alone = await connected();
    const both = await connected({ resource_ids: [lena, jonas], recurring: null });
    await timify.send('DELETE', `/resources/${lena}`);
    expect((await timify.get(`/appointments/${alone}`)).status).toBe(404);
    expect((await timify.get(`/appointments/${both}`)).at('data.resources')).toMatchObject([{ id: jonas }]);
  });

  it('a bulk import makes and updates by the id of the row; a bad row does not spoil the others', async () => {
    const row = { importEventId: 'a', title: 'Import', resourceIds: [RESOURCE_IDS.lena] };
    const good = { ...row, datetime: '2027-03-22 09:00', duration: 30 };
    const send = (appointments: unknown[]) =>
      timify.send('POST', '/appointments/import/bulk', { appointments });
    const first = await send([good, { ...row, importEventId: 'b', datetime: 'soon' }]);
    expect(first.at('data.rows')).toMatchObject([{ error: null }, { id: null, importEventId: 'b' }]);
    await send([{ ...good, title: 'Geändert' }]);
    expect(await slices()).toEqual(['03-22T09:00 Geändert single']);
  });
});
