import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast, createTestWorld, hour, pages, person, WINDOW, type TestWorld } from './testWorld.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

async function made(body: Record<string, unknown>, headers = {}) {
  const answer = await sandbox.call(cast(sandbox).anna, 'POST', '/me/events', { body, headers });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe('lists', () => {
  test('show ten by default with links on, and obey $top, $skip, $orderby, $select and $count', async () => {
    const { anna } = cast(sandbox);
    for (let day = 1; day <= 12; day++)
      await made(hour(`2026-12-${String(day).padStart(2, '0')}`, 9, { subject: `#${day}` }));
    const all = await pages(sandbox, anna, '/me/events');
    expect(all.sizes).toEqual([10, 2]);
    const some = await sandbox.call(
      anna,
      'GET',
      '/me/events?$top=3&$skip=1&$orderby=start/dateTime desc&$select=subject&$count=true',
    );
    expect(some.body['@odata.count']).toBe(12);
    expect(some.body.value.map((one) => one.subject)).toEqual(['#11', '#10', '#9']);
    expect(Object.keys(some.body.value[0] ?? {}).sort()).toEqual(['@odata.etag', 'id', 'subject']);
  });

  test('filter by time and by iCalUId', async () => {
    const { anna } = cast(sandbox);
    const first = await made(hour('2026-12-01', 9));
    await made(hour('2026-12-05', 9));
    const by = async (filter: string) =>
      (await sandbox.call(anna, 'GET', `/me/events?$filter=${encodeURIComponent(filter)}`)).body.value.map(
        (one) => one.id,
      );
    expect(
      await by("start/dateTime ge '2026-12-01T00:00:00' and end/dateTime lt '2026-12-03T00:00:00Z'"),
    ).toEqual([first.id]);
    expect(await by(`iCalUId eq '${first.iCalUId}'`)).toEqual([first.id]);
    expect((await sandbox.call(anna, 'GET', '/me/events?$filter=body/content eq 1')).status).toBe(400);
  });

  test('of a view leave out the two dates that cannot be selected there', async () => {
    const { anna } = cast(sandbox);
    await made(hour('2026-12-01', 9));
    const get = async (select: string) =>
      (await sandbox.call(anna, 'GET', `/me/calendarView?${WINDOW}${select}`)).body.value[0];
    expect((await get(''))?.createdDateTime).toBeDefined();
    expect((await get('&$select=subject,createdDateTime'))?.createdDateTime).toBeUndefined();
  });

  test('refuse windows that are missing, reversed or longer than five years', async () => {
    const { anna } = cast(sandbox);
    for (const window of [
      '',
      '?startDateTime=2026-12-01&endDateTime=2026-11-01',
      '?startDateTime=2020-01-01&endDateTime=2026-01-01',
    ]) {
      expect((await sandbox.call(anna, 'GET', `/me/calendarView${window}`)).status).toBe(400);
    }
    expect((await sandbox.call(anna, 'GET', `/me/events?$search=x`)).body.error.code).toBe('SearchEvents');
  });
});

describe('calendars', () => {
  test('are a localised default, a second one and holidays that cannot be written', async () => {
    const { anna } = cast(sandbox);
    const { body } = await sandbox.call(anna, 'GET', '/me/calendars');
    expect(body.value.map((one) => [one.name, one.isDefaultCalendar, one.canEdit])).toEqual([
      ['Kalender', true, true],
      ['Projekte', false, true],
      ['Feiertage in Deutschland', false, false],
    ]);
    const holidays = encodeURIComponent(body.value[2]?.id ?? '');
    const write = await sandbox.call(anna, 'POST', `/me/calendars/${holidays}/events`, {
      body: hour('2026-12-01', 9),
    });
    expect([write.status, write.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
    const view = await sandbox.call(
      anna,
      'GET',
      `/me/calendars/${holidays}/calendarView?${WINDOW.replace('05-01', '04-01')}`,
    );
    expect(view.body.value.map((one) => one.start.dateTime.slice(0, 10))).toEqual([
      '2026-12-25',
      '2026-12-26',
      '2027-01-01',
    ]);
  });

  test('can be made, renamed and deleted; then their delta is 404', async () => {
    const { anna } = cast(sandbox);
    const made = await sandbox.call(anna, 'POST', '/me/calendars', { body: { name: 'Kurse' } });
    const one = `/me/calendars/${encodeURIComponent(made.body.id)}`;
    const renamed = await sandbox.call(anna, 'PATCH', one, { body: { name: 'Seminare' } });
    expect(renamed.body).toMatchObject({ id: made.body.id, name: 'Seminare' });
    expect(renamed.body.changeKey).not.toBe(made.body.changeKey);
    expect((await sandbox.call(anna, 'DELETE', one)).status).toBe(204);
    const gone = await sandbox.call(anna, 'GET', `${one}/calendarView/delta?${WINDOW}`);
    expect([gone.status, gone.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
  });
});

describe('access', () => {
  test('is by oid or address in any letter case, and to the own mailbox alone', async () => {
    const { anna, ben } = cast(sandbox);
    expect((await sandbox.call(anna, 'GET', `/users/${anna.oid}/calendars`)).status).toBe(200);
    expect((await sandbox.call(anna, 'GET', `/users/${anna.email.toUpperCase()}/calendars`)).status).toBe(
      200,
    );
    const other = await sandbox.call(anna, 'GET', `/users/${ben.email}/calendars`);
    expect([other.status, other.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
    expect((await sandbox.call(anna, 'GET', '/users/nobody@x.example/events')).body.error.code).toBe(
      'ErrorInvalidUser',
    );
  });

  test.each([
    ['GET', '/me/events', ['User.Read'], 403],
    ['GET', '/me/events', ['Calendars.ReadBasic'], 200],
    ['POST', '/me/events', ['Calendars.Read'], 403],
    ['GET', '/me', ['Calendars.Read'], 403],
    ['GET', '/me/mailboxSettings/timeZone', ['Calendars.Read'], 403],
    ['GET', '/me/mailboxSettings/timeZone', ['MailboxSettings.Read'], 200],
    ['POST', '/me/sendMail', ['User.Read'], 403],
  ])('%s %s with %s is %i', async (method, route, scopes, status) => {
    const { anna } = cast(sandbox);
    const body = method === 'POST' ? { body: {} } : {};
    expect((await sandbox.call(anna, method, route, { scopes, ...body })).status).toBe(status);
  });

  test('with ReadBasic hides bodies', async () => {
    const { anna } = cast(sandbox);
    await made(hour('2026-12-01', 9, { body: { contentType: 'text', content: 'secret' } }));
    const { body } = await sandbox.call(anna, 'GET', '/me/events', { scopes: ['Calendars.ReadBasic'] });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  test('without a token is 401, to a mailbox on premises 404, to an unknown segment 400, with a wrong verb 405', async () => {
    const { anna } = cast(sandbox);
    const bare = await fetch(`${sandbox.base}/me/events`);
    expect(bare.status).toBe(401);
    const otto = person('Otto', { mailbox: 'on-premises' });
    sandbox.users.push(otto);
    const remote = await sandbox.call(otto, 'GET', '/me/calendars');
    expect([remote.status, remote.body.error.code]).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
    const unknown = await sandbox.call(anna, 'GET', '/me/evnets');
    expect([unknown.status, unknown.body.error.message]).toEqual([
      400,
      "Resource not found for the segment 'evnets'.",
    ]);
    expect((await sandbox.call(anna, 'PATCH', '/me/events', { body: {} })).status).toBe(405);
  });

  test('errors and headers have the shape of Graph', async () => {
    const { anna } = cast(sandbox);
    const answer = await sandbox.call(anna, 'GET', '/me/events/x', {
      headers: { 'client-request-id': 'mine' },
    });
    expect(answer.body.error.innerError['client-request-id']).toBe('mine');
    expect(answer.body.error.innerError['request-id']).toBe(answer.headers.get('request-id'));
    expect(answer.headers.get('client-request-id')).toBe('mine');
    expect(answer.headers.get('cache-control')).toBe('private');
    expect(answer.headers.get('content-type')).toContain('odata.metadata=minimal');
  });
});
