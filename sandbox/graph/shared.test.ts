import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DirectoryUser, Switches } from '../world.ts';
import { cast, createTestWorld, hour, pages, SCOPES, WINDOW, type TestWorld } from './testWorld.ts';

let sandbox: TestWorld;
let anna: DirectoryUser;
let ben: DirectoryUser;
beforeEach(() => world({}));
afterEach(() => sandbox.close());

async function world(switches: Partial<Switches>): Promise<void> {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z', switches });
  ({ anna, ben } = cast(sandbox));
}

const READER = [...SCOPES, 'Calendars.Read.Shared'];
const WRITER = [...SCOPES, 'Calendars.ReadWrite.Shared'];
const rights = { canEdit: false, canViewPrivateItems: false };

/** Anna shows her calendar to Ben. Answers its path in his mailbox. */
function shared(more: Partial<typeof rights> = {}): string {
  const id = sandbox.graph.share({ owner: anna.email, reader: ben.email, ...rights, ...more });
  return `/me/calendars/${encodeURIComponent(id)}`;
}

const asBen = (path: string, scopes = READER) => sandbox.call(ben, 'GET', path, { scopes });
async function made(more: Record<string, unknown> = {}) {
  return (await sandbox.call(anna, 'POST', '/me/events', { body: hour('2026-12-01', 9, more) })).body;
}

describe('a calendar that a colleague shares', () => {
  test('is in the list, with its owner and the rights given', async () => {
    shared();
    const { body } = await asBen('/me/calendars');
    expect(body.value.at(-1)).toMatchObject({
      name: 'Anna',
      owner: { address: anna.email },
      isDefaultCalendar: false,
      canEdit: false,
      canShare: false,
      canViewPrivateItems: false,
    });
    shared({ canEdit: true });
    expect((await asBen('/me/calendars')).body.value.at(-1)).toMatchObject({ canEdit: true });
    expect((await sandbox.call(anna, 'GET', '/me/calendars')).body.value).toHaveLength(3);
  });

  test('is read under its own path and under other ids', async () => {
    const event = await made();
    const path = shared();
    for (const rest of ['/events', `/calendarView?${WINDOW}`, `/calendarView/delta?${WINDOW}`]) {
      const { body } = await asBen(path + rest);
      expect(body.value).toMatchObject([{ subject: 'Dentist', isOrganizer: true, iCalUId: event.iCalUId }]);
      expect(body.value[0]?.id).not.toBe(event.id);
    }
    const [seen] = (await asBen(`${path}/events`)).body.value;
    const id = encodeURIComponent(seen?.id ?? '');
    expect((await asBen(`${path}/events/${id}`)).status).toBe(200);
    const elsewhere = await asBen(`/me/events/${id}`);
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
  });

  test('shows series with their instances', async () => {
    const pattern = { type: 'daily', interval: 1 };
    const range = { type: 'numbered', startDate: '2026-12-01', numberOfOccurrences: 3 };
    await made({ recurrence: { pattern, range } });
    const path = shared();
    const [master] = (await asBen(`${path}/events`)).body.value;
    const instances = `${path}/events/${encodeURIComponent(master?.id ?? '')}/instances?${WINDOW}`;
    expect((await asBen(instances)).body.value).toHaveLength(3);
  });

  test('tells in delta what its owner changes, and a tombstone for what becomes private', async () => {
    const event = await made();
    const path = shared();
    const first = await asBen(`${path}/calendarView/delta?${WINDOW}`);
    const own = `/me/events/${encodeURIComponent(event.id)}`;
    await sandbox.call(anna, 'PATCH', own, { body: { subject: 'Doctor' } });
    const second = await asBen(first.body['@odata.deltaLink'] ?? '');
    expect(second.body.value).toMatchObject([{ subject: 'Doctor', id: first.body.value[0]?.id }]);
    await sandbox.call(anna, 'PATCH', own, { body: { sensitivity: 'private' } });
    const third = await asBen(second.body['@odata.deltaLink'] ?? '');
    expect(third.body.value).toMatchObject([
      { id: first.body.value[0]?.id, '@removed': { reason: 'deleted' } },
    ]);
  });

  test('needs scopes of its own', async () => {
    const path = shared({ canEdit: true });
    expect((await asBen(`${path}/events`, SCOPES)).status).toBe(403);
    const body = hour('2026-12-01', 9);
    const write = (scopes: string[]) => sandbox.call(ben, 'POST', `${path}/events`, { body, scopes });
    expect((await write(READER)).status).toBe(403);
    expect((await write(WRITER)).status).toBe(201);
    expect((await sandbox.call(anna, 'GET', '/me/events')).body.value).toMatchObject([
      { subject: 'Dentist', organizer: { emailAddress: { address: anna.email } } },
    ]);
  });

  test('is not written to without the right to', async () => {
    const path = shared();
    const body = hour('2026-12-01', 9);
    const write = await sandbox.call(ben, 'POST', `${path}/events`, { body, scopes: WRITER });
    expect([write.status, write.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
  });

  test('shows private items only with the right to see them; masked by switch', async () => {
    for (const [value, shown] of [
      ['hidden', []],
      ['masked', [{ subject: 'Private Appointment', sensitivity: 'private', bodyPreview: '' }]],
    ] as const) {
      await sandbox.close();
      await world({ sharedPrivateItems: value });
      await made({ sensitivity: 'private', body: { contentType: 'text', content: 'secret' } });
      expect((await asBen(`${shared()}/events`)).body.value).toMatchObject(shown);
      const [full] = (await asBen(`${shared({ canViewPrivateItems: true })}/events`)).body.value;
      expect(full?.subject).toBe('Dentist');
    }
  });

  test('cannot be subscribed to', async () => {
    const path = shared();
    const hook = await sandbox.receiver();
    const body = {
      changeType: 'created',
      notificationUrl: hook.url,
      resource: `${path.slice(1)}/events`,
      expirationDateTime: '2026-11-27T00:00:00Z',
    };
    const answer = await sandbox.call(ben, 'POST', '/subscriptions', { body, scopes: READER });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'ExtensionError']);
  });

  test('is gone when it is no longer shared, when it is taken off the list, or deleted', async () => {
    const path = shared();
    sandbox.graph.unshare({ owner: anna.email, reader: ben.email });
    const gone = await asBen(`${path}/calendarView?${WINDOW}`);
    expect([gone.status, gone.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
    shared();
    expect((await sandbox.call(ben, 'DELETE', path, { scopes: WRITER })).status).toBe(204);
    expect((await asBen('/me/calendars')).body.value).toHaveLength(3);
    const project = (await sandbox.call(anna, 'GET', '/me/calendars')).body.value[1]?.id ?? '';
    sandbox.graph.share({ owner: anna.email, reader: ben.email, calendar: project, ...rights });
    expect((await asBen('/me/calendars')).body.value).toHaveLength(4);
    await sandbox.call(anna, 'DELETE', `/me/calendars/${encodeURIComponent(project)}`);
    expect((await asBen('/me/calendars')).body.value).toHaveLength(3);
  });

  test('is renamed in the own list alone', async () => {
    const path = shared();
    await sandbox.call(ben, 'PATCH', path, { body: { name: 'Chefin' }, scopes: WRITER });
    expect((await asBen(path)).body.name).toBe('Chefin');
    expect((await sandbox.call(anna, 'GET', '/me/calendar')).body.name).toBe('Kalender');
  });
});

describe('a calendar subscribed to', () => {
  test('fills from a file and cannot be written to', async () => {
    const calendar = sandbox.graph.addCalendar(anna.email, 'Ferien', false);
    const event = ['DTSTART:20261201T090000Z', 'DTEND:20261201T100000Z', 'SUMMARY:Messe', 'UID:1'];
    const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR'];
    sandbox.graph.loadIcs(anna.email, ics.join('\r\n'), { calendar: 'Ferien' });
    const path = `/me/calendars/${encodeURIComponent(calendar.id)}/events`;
    expect((await pages(sandbox, anna, path)).items).toMatchObject([{ subject: 'Messe' }]);
    expect((await sandbox.call(anna, 'POST', path, { body: hour('2026-12-01', 9) })).status).toBe(403);
  });
});
