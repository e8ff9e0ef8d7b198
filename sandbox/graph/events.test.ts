import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  berlin,
  cast,
  createTestWorld,
  hour,
  IMMUTABLE,
  pages,
  person,
  WINDOW,
  type TestWorld,
} from './testWorld.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;
const MARK = 'String {7f3c1a52-9d0e-4b8e-9a55-0d6f7c5a2b11} Name TimifyLink';

async function made(body: Record<string, unknown>, headers = {}) {
  const answer = await sandbox.call(cast(sandbox).anna, 'POST', '/me/events', { body, headers });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe('an event', () => {
  test('comes back in UTC with the defaults of the server and seven decimals', async () => {
    const event = await made({
      subject: 'Dentist',
      start: berlin('2026-12-01T09:00:00'),
      end: berlin('2026-12-01T09:30'),
    });
    expect(event).toMatchObject({
      start: { dateTime: '2026-12-01T08:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-12-01T08:30:00.0000000', timeZone: 'UTC' },
      showAs: 'busy',
      sensitivity: 'normal',
      isReminderOn: true,
      reminderMinutesBeforeStart: 15,
      originalStartTimeZone: 'Europe/Berlin',
      isOrganizer: true,
      responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
      location: { displayName: '', locationType: 'default' },
      type: 'singleInstance',
      transactionId: null,
    });
    expect(event.createdDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    expect(event['@odata.etag']).toBe(`W/"${event.changeKey}"`);
  });

  test('takes Windows and IANA zone names and answers in the zone asked for, by the name asked for', async () => {
    const event = await made({
      ...hour('2026-12-01', 9),
      start: { dateTime: '2026-12-01T09:00:00', timeZone: 'W. Europe Standard Time' },
    });
    const seen = await sandbox.call(cast(sandbox).anna, 'GET', path(event.id), {
      headers: { Prefer: 'outlook.timezone="Eastern Standard Time", IdType="ImmutableId"' },
    });
    expect(seen.body.start).toEqual({
      dateTime: '2026-12-01T03:00:00.0000000',
      timeZone: 'Eastern Standard Time',
    });
    expect(seen.headers.get('preference-applied')).toContain('outlook.timezone="Eastern Standard Time"');
  });

  test('has a body that was rewritten, or text on request', async () => {
    const html = await made(
      hour('2026-12-01', 9, { body: { contentType: 'HTML', content: '<p>Hello <b>you</b></p>' } }),
    );
    expect(html.body.content).toMatch(/^<html><head>[\s\S]*<body><p>Hello/);
    expect(html.bodyPreview).toBe('Hello you');
    const text = await made(hour('2026-12-01', 9, { body: { contentType: 'text', content: 'one\ntwo' } }));
    expect(text.body.contentType).toBe('html');
    expect(text.body.content).toContain('converted from text');
    const asText = await sandbox.call(cast(sandbox).anna, 'GET', path(text.id), {
      headers: { Prefer: 'outlook.body-content-type="text"' },
    });
    expect(asText.body.body).toEqual({ contentType: 'text', content: 'one\r\ntwo\r\n' });
  });

  test('changes etag and change key with each write, and only what the write names', async () => {
    const before = await made(hour('2026-12-01', 9, { showAs: 'oof' }));
    const { body: after } = await sandbox.call(cast(sandbox).anna, 'PATCH', path(before.id), {
      body: { subject: 'Dentist again' },
    });
    expect(after).toMatchObject({
      subject: 'Dentist again',
      showAs: 'oof',
      start: before.start,
      id: before.id,
    });
    expect(after.changeKey).not.toBe(before.changeKey);
  });

  test('is refused with 412 where If-Match names another version, unless the world ignores that', async () => {
    const { anna } = cast(sandbox);
    const before = await made(hour('2026-12-01', 9));
    await sandbox.call(anna, 'PATCH', path(before.id), { body: { subject: 'x' } });
    const stale = { body: { subject: 'y' }, headers: { 'If-Match': before['@odata.etag'] } };
    const refused = await sandbox.call(anna, 'PATCH', path(before.id), stale);
    expect(refused.status).toBe(412);
    expect(refused.body.error.code).toBe('ErrorIrresolvableConflict');
    sandbox.world.switches.ifMatch = 'ignored';
    expect((await sandbox.call(anna, 'PATCH', path(before.id), stale)).status).toBe(200);
  });

  test('is gone after DELETE; a second DELETE is 404', async () => {
    const { anna } = cast(sandbox);
    const event = await made(hour('2026-12-01', 9));
    expect((await sandbox.call(anna, 'DELETE', path(event.id))).status).toBe(204);
    const again = await sandbox.call(anna, 'DELETE', path(event.id));
    expect([again.status, again.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
  });

  test('keeps an all-day date in UTC whatever zone it was made in, and shifts it in any third zone', async () => {
    const { anna } = cast(sandbox);
    const event = await made({
      isAllDay: true,
      start: { dateTime: '2026-12-01T00:00:00', timeZone: 'Pacific/Auckland' },
      end: { dateTime: '2026-12-02T00:00:00', timeZone: 'Pacific/Auckland' },
    });
    expect(event.start).toEqual({ dateTime: '2026-12-01T00:00:00.0000000', timeZone: 'UTC' });
    const seen = async (zone: string) =>
      (await sandbox.call(anna, 'GET', path(event.id), { headers: { Prefer: `outlook.timezone="${zone}"` } }))
        .body.start;
    expect((await seen('Pacific/Auckland')).dateTime).toBe('2026-12-01T00:00:00.0000000');
    expect((await seen('America/New_York')).dateTime).toBe('2026-11-30T19:00:00.0000000');
  });
});

describe('a create', () => {
  test.each([
    ['end before start', { end: berlin('2026-12-01T08:00:00') }, 'ErrorPropertyValidationFailure'],
    ['all-day not at midnight', { isAllDay: true }, 'ErrorInvalidRequest'],
    [
      'an unknown zone',
      { start: { dateTime: '2026-12-01T09:00:00', timeZone: 'Mars' } },
      'TimeZoneNotSupportedException',
    ],
    ['an unknown property', { titel: 'x' }, 'BadRequest'],
    ['a value outside its enumeration', { showAs: 'asleep' }, 'BadRequest'],
  ])('with %s is refused', async (_name, wrong, code) => {
    const answer = await sandbox.call(cast(sandbox).anna, 'POST', '/me/events', {
      body: hour('2026-12-01', 9, wrong),
    });
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  });

  test('repeated with one transactionId makes one event, or is refused with 409', async () => {
    const { anna } = cast(sandbox);
    const body = hour('2026-12-01', 9, { transactionId: 'once' });
    const first = await made(body);
    const again = await sandbox.call(anna, 'POST', '/me/events', { body });
    expect([again.status, again.body.id]).toEqual([200, first.id]);
    sandbox.world.switches.duplicateTransactionId = '409';
    const refused = await sandbox.call(anna, 'POST', '/me/events', { body });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'ErrorDuplicateTransactionId']);
  });

  test('without a JSON content type is 415, with broken JSON 400', async () => {
    const { anna } = cast(sandbox);
    const post = (type: string) =>
      fetch(`${sandbox.base}/me/events`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${sandbox.token(anna)}`, 'Content-Type': type },
        body: '{"subject":',
      });
    expect((await post('text/plain')).status).toBe(415);
    expect((await post('application/json')).status).toBe(400);
  });
});

describe('ids', () => {
  test('have two forms; both are taken, and only the default one changes with a move', async () => {
    const { anna } = cast(sandbox);
    const event = await made(hour('2026-12-01', 9));
    const fixed = (await sandbox.call(anna, 'GET', path(event.id), { headers: IMMUTABLE })).body.id;
    expect(fixed).not.toBe(event.id);
    sandbox.graph.moveEvent(anna.email, event.id, 'Projekte');
    expect((await sandbox.call(anna, 'GET', path(event.id))).status).toBe(404);
    const moved = await sandbox.call(anna, 'GET', path(fixed));
    expect(moved.status).toBe(200);
    expect(moved.body.id).not.toBe(event.id);
    expect((await sandbox.call(anna, 'GET', path(fixed), { headers: IMMUTABLE })).body.id).toBe(fixed);
  });

  test('that are cut off, in another letter case or foreign are malformed', async () => {
    const { anna } = cast(sandbox);
    const { id } = await made(hour('2026-12-01', 9));
    for (const wrong of [id.slice(0, -4), id.toLowerCase(), 'AAMkAD', 'nonsense']) {
      const answer = await sandbox.call(anna, 'GET', path(wrong));
      expect([answer.status, answer.body.error.code]).toEqual([400, 'ErrorInvalidIdMalformed']);
    }
  });

  test('can be translated', async () => {
    const { anna } = cast(sandbox);
    const event = await made(hour('2026-12-01', 9));
    const answer = await sandbox.call(anna, 'POST', '/me/translateExchangeIds', {
      body: { inputIds: [event.id], sourceIdType: 'restId', targetIdType: 'restImmutableEntryId' },
    });
    const fixed = (await sandbox.call(anna, 'GET', path(event.id), { headers: IMMUTABLE })).body.id;
    expect(answer.body.value).toEqual([{ sourceId: event.id, targetId: fixed }]);
  });
});

describe('extended properties', () => {
  test('are not echoed, come with $expand, and are found by $filter with values in any letter case', async () => {
    const { anna } = cast(sandbox);
    const event = await made(
      hour('2026-12-01', 9, { singleValueExtendedProperties: [{ id: MARK, value: 'AbC' }] }),
    );
    await made(hour('2026-12-02', 9));
    expect(event.singleValueExtendedProperties).toBeUndefined();
    const filter = encodeURIComponent(
      `singleValueExtendedProperties/Any(ep: ep/id eq '${MARK}' and ep/value eq 'abc')`,
    );
    const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${MARK}')`);
    const plain = await sandbox.call(anna, 'GET', `/me/events?$filter=${filter}`);
    expect(plain.body.value.map((one) => one.id)).toEqual([event.id]);
    expect(plain.body.value[0]?.singleValueExtendedProperties).toBeUndefined();
    const full = await sandbox.call(anna, 'GET', `/me/events?$filter=${filter}&$expand=${expand}`);
    expect(full.body.value[0]?.singleValueExtendedProperties).toEqual([{ id: MARK, value: 'AbC' }]);
    const view = await sandbox.call(anna, 'GET', `/me/calendarView?${WINDOW}&$expand=${expand}`);
    expect(view.body.value.map((one) => one.singleValueExtendedProperties?.length)).toEqual([1, undefined]);
    const wrongCase = filter.replace('TimifyLink', 'timifylink');
    expect((await sandbox.call(anna, 'GET', `/me/events?$filter=${wrongCase}`)).body.value).toEqual([]);
  });

  test('are merged by PATCH', async () => {
    const { anna } = cast(sandbox);
    const event = await made(
      hour('2026-12-01', 9, { singleValueExtendedProperties: [{ id: MARK, value: 'a' }] }),
    );
    const other = MARK.replace('TimifyLink', 'Other');
    await sandbox.call(anna, 'PATCH', path(event.id), {
      body: { singleValueExtendedProperties: [{ id: other, value: 'b' }] },
    });
    expect(
      sandbox.graph.state()[anna.email]?.events.find((one) => one.id === event.id)?.extended,
    ).toHaveLength(2);
  });
});

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
