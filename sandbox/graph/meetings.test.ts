import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DirectoryUser } from '../world.ts';
import { berlin, cast, createTestWorld, hour, WINDOW, type TestWorld } from './testWorld.ts';
import type { Json } from './testJson.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;
const guests = (...addresses: string[]) =>
  addresses.map((address) => ({ emailAddress: { address }, type: 'required' }));
const STRANGER = 'kim@elsewhere.example';

async function meet(more: Record<string, unknown> = {}): Promise<Json> {
  const { anna, ben } = cast(sandbox);
  const attendees = guests(ben.email.toUpperCase(), STRANGER);
  return (
    await sandbox.call(anna, 'POST', '/me/events', { body: hour('2026-12-01', 9, { attendees, ...more }) })
  ).body;
}

async function view(user: DirectoryUser): Promise<Json[]> {
  return (await sandbox.call(user, 'GET', `/me/calendarView?${WINDOW}`)).body.value;
}

const mails = () => sandbox.mails.map((mail) => `${mail.reason ?? ''} ${mail.to}`);

test('an invitation goes to every guest by mail, and into the calendar of a colleague', async () => {
  const { ben } = cast(sandbox);
  const event = await meet();
  expect(mails()).toEqual([`invitation ${ben.email.toUpperCase()}`, `invitation ${STRANGER}`]);
  const [copy] = await view(ben);
  expect(copy).toMatchObject({
    iCalUId: event.iCalUId,
    isOrganizer: false,
    showAs: 'tentative',
    responseStatus: { response: 'notResponded' },
  });
  expect(copy?.id).not.toBe(event.id);
});

test('an update goes out where guests see a change, and overwrites what a guest changed', async () => {
  const { anna, ben } = cast(sandbox);
  const event = await meet();
  const [copy] = await view(ben);
  await sandbox.call(ben, 'PATCH', path(copy?.id ?? ''), { body: { subject: 'Mine', showAs: 'busy' } });
  sandbox.world.mails.clear();
  await sandbox.call(anna, 'PATCH', path(event.id), { body: { showAs: 'oof', categories: ['x'] } });
  expect(mails()).toEqual([]);
  await sandbox.call(anna, 'PATCH', path(event.id), { body: { location: { displayName: 'Room 1' } } });
  expect(mails()).toHaveLength(2);
  expect((await view(ben))[0]).toMatchObject({
    subject: 'Dentist',
    showAs: 'busy',
    location: { displayName: 'Room 1' },
  });
});

test('a change of guests tells only those who came or went', async () => {
  const { anna, ben, room } = cast(sandbox);
  const event = await meet();
  sandbox.world.mails.clear();
  await sandbox.call(anna, 'PATCH', path(event.id), { body: { attendees: guests(STRANGER, room.email) } });
  expect(mails()).toEqual([`invitation ${room.email}`, `cancellation ${ben.email.toUpperCase()}`]);
  expect((await view(ben))[0]).toMatchObject({ isCancelled: true, subject: 'Canceled: Dentist' });
});

test.each(['DELETE', 'cancel'])(
  'a meeting called off by %s stays with the guest as cancelled',
  async (how) => {
    const { anna, ben } = cast(sandbox);
    const event = await meet();
    sandbox.world.mails.clear();
    const done =
      how === 'cancel'
        ? await sandbox.call(anna, 'POST', `${path(event.id)}/cancel`, { body: { comment: 'Sorry' } })
        : await sandbox.call(anna, 'DELETE', path(event.id));
    expect(done.status).toBe(how === 'cancel' ? 202 : 204);
    expect(mails()).toEqual([`cancellation ${ben.email.toUpperCase()}`, `cancellation ${STRANGER}`]);
    expect(await view(anna)).toEqual([]);
    expect((await view(ben))[0]?.isCancelled).toBe(true);
  },
);

test('a guest who deletes the copy tells nobody; a guest cannot cancel', async () => {
  const { anna, ben } = cast(sandbox);
  await meet();
  const [copy] = await view(ben);
  sandbox.world.mails.clear();
  expect((await sandbox.call(ben, 'POST', `${path(copy?.id ?? '')}/cancel`, { body: {} })).status).toBe(400);
  expect((await sandbox.call(ben, 'DELETE', path(copy?.id ?? ''))).status).toBe(204);
  expect(mails()).toEqual([]);
  expect(await view(anna)).toHaveLength(1);
});

test('an answer is noted on both sides and changes the organizer’s event', async () => {
  const { anna, ben } = cast(sandbox);
  const event = await meet();
  const [copy] = await view(ben);
  sandbox.world.mails.clear();
  await sandbox.call(ben, 'POST', `${path(copy?.id ?? '')}/accept`, { body: { sendResponse: true } });
  expect((await view(ben))[0]).toMatchObject({ responseStatus: { response: 'accepted' }, showAs: 'busy' });
  const [now] = await view(anna);
  expect(now?.attendees[0]?.status.response).toBe('accepted');
  expect(now?.changeKey).not.toBe(event.changeKey);
  expect(mails()).toEqual([`response ${anna.email}`]);
  expect((await sandbox.call(anna, 'POST', `${path(event.id)}/decline`, { body: {} })).status).toBe(400);
});

test('a series, its moved and its deleted occurrences reach the guest', async () => {
  const { anna, ben } = cast(sandbox);
  const recurrence = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: '2026-12-01', numberOfOccurrences: 3 },
  };
  await meet({ recurrence });
  const [first, second] = await view(anna);
  await sandbox.call(anna, 'PATCH', path(first?.id ?? ''), {
    body: { start: berlin('2026-12-01T11:00'), end: berlin('2026-12-01T12:00') },
  });
  await sandbox.call(anna, 'DELETE', path(second?.id ?? ''));
  expect(
    (await view(ben)).map((one) => [one.start.dateTime.slice(0, 13), one.isCancelled, one.type]),
  ).toEqual([
    ['2026-12-01T10', false, 'exception'],
    ['2026-12-02T08', true, 'exception'],
    ['2026-12-03T08', false, 'occurrence'],
  ]);
});

test('mail sent through Graph is ours', async () => {
  const { anna } = cast(sandbox);
  const message = {
    subject: 'Hello',
    body: { contentType: 'Text', content: 'you' },
    toRecipients: [{ emailAddress: { address: STRANGER } }],
  };
  expect((await sandbox.call(anna, 'POST', '/me/sendMail', { body: { message } })).status).toBe(202);
  expect(sandbox.mails).toMatchObject([{ from: 'ours', to: STRANGER, subject: 'Hello', text: 'you' }]);
});

test('getSchedule shows busy times without ids', async () => {
  const { anna, ben } = cast(sandbox);
  await sandbox.call(ben, 'POST', '/me/events', { body: hour('2026-12-01', 9, { sensitivity: 'private' }) });
  const answer = await sandbox.call(anna, 'POST', '/me/calendar/getSchedule', {
    body: {
      schedules: [ben.email],
      startTime: berlin('2026-12-01T08:00'),
      endTime: berlin('2026-12-01T11:00'),
      availabilityViewInterval: 60,
    },
  });
  expect(answer.body.value).toMatchObject([
    { scheduleId: ben.email, availabilityView: '020', scheduleItems: [{ isPrivate: true, status: 'busy' }] },
  ]);
});

test('what happened is told in plain words', async () => {
  const { anna } = cast(sandbox);
  const event = await meet({ attendees: [] });
  await sandbox.call(anna, 'PATCH', path(event.id), {
    body: { start: berlin('2026-12-01T18:00'), end: berlin('2026-12-01T19:00') },
  });
  await sandbox.call(anna, 'PATCH', path(event.id), { body: { subject: 'Doctor' } });
  await sandbox.call(anna, 'DELETE', path(event.id));
  expect(sandbox.events.map((one) => one.text)).toEqual([
    'Event “Dentist” added for 1 Dec, 09:00',
    'Event “Dentist” moved to 18:00',
    '“Dentist” renamed to “Doctor”',
    'Event “Doctor” deleted',
  ]);
});
