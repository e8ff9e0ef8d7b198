import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { berlin, cast, createTestWorld, hour, IMMUTABLE, WINDOW, type TestWorld } from './testWorld.ts';

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
