import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JONAS, LENA, UNLICENSED } from '../cast.ts';
import {
  anyText,
  at,
  call,
  listWith,
  listener,
  objectWith,
  sendJson,
  testSandbox,
  textAt,
} from '../testing.ts';
import type { TestSandbox } from '../testing.ts';
import { COMPANY_LINDNER, RESOURCE_IDS } from '../timify/cast.ts';
import { controlOf } from './testControl.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.cleanUp());

const { control, state, graphToken } = controlOf(() => sandbox);
const companyId = COMPANY_LINDNER.id;

describe('a person’s token', () => {
  it('speaks to Graph as that person, by e-mail or oid', async () => {
    for (const user of [LENA.email, LENA.oid, LENA.email.toUpperCase()]) {
      const me = await call(`${sandbox.url}/graph/v1.0/me`, { headers: await graphToken(user) });
      expect(me.body).toMatchObject({ id: LENA.oid, mail: LENA.email });
    }
    expect((await control('/token', { user: 'nobody' })).at('error')).toMatchObject({
      id: 'user_unknown',
      field: 'user',
    });
  });

  it('can be that of Outlook, which needs nobody’s consent', async () => {
    const outlook = { clientId: 'bc59ab01-8403-45c6-8796-ac3ef710b3e3', consent: false };
    const { body } = await control('/token', { user: LENA.email, audience: 'graph', ...outlook });
    const headers = { authorization: `Bearer ${textAt(body, 'token')}` };
    expect((await call(`${sandbox.url}/graph/v1.0/me/calendars`, { headers })).status).toBe(200);
    const ours = await control('/token', { user: LENA.email, audience: 'graph', consent: false });
    const without = { authorization: `Bearer ${ours.text('token')}` };
    expect((await call(`${sandbox.url}/graph/v1.0/me/calendars`, { headers: without })).status).toBe(403);
  });

  it('leads to no mailbox where there is none', async () => {
    const answer = await call(`${sandbox.url}/graph/v1.0/me/calendars`, {
      headers: await graphToken(UNLICENSED.email),
    });
    expect([answer.status, answer.at('error.code')]).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
  });
});

describe('the state', () => {
  it('shows both sides as the services hold them', async () => {
    const headers = { ...(await graphToken(LENA.email)) };
    const moment = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Berlin' });
    const event = {
      subject: 'Hallo',
      start: moment('2027-03-01T10:00:00'),
      end: moment('2027-03-01T11:00:00'),
    };
    await sendJson(`${sandbox.url}/graph/v1.0/me/events`, event, 'POST', headers);
    await control('/timify/appointments', {
      companyId,
      action: 'create',
      appointment: {
        title: 'Termin',
        resource_ids: [RESOURCE_IDS.lena],
        datetime: '2027-03-01 12:00',
        duration: 30,
      },
    });
    const { office, timify } = await state();
    expect(office[LENA.email]?.events).toContainEqual(
      objectWith({ subject: 'Hallo', start: '2027-03-01T09:00:00.000Z' }),
    );
    expect(office[JONAS.email]?.calendars).toContainEqual(objectWith({ isDefault: true }));
    expect(timify[companyId]).toMatchObject({
      appointments: [{ title: 'Termin', updatedByScope: 'COMPANY' }],
      resources: listWith(objectWith({ id: RESOURCE_IDS.lena })),
      timeshifts: [],
    });
    expect(sandbox.world.mails.all()).toEqual([]);
  });
});

describe('notifications', () => {
  it('are waited for by idle, and lifecycle ones can be sent', async () => {
    const hook = await listener();
    const headers = await graphToken(LENA.email);
    const wanted = {
      ...{
        changeType: 'created',
        notificationUrl: hook.url,
        lifecycleNotificationUrl: hook.url,
        clientState: 's',
      },
      resource: `users/${LENA.oid}/events`,
      expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const made = await sendJson(`${sandbox.url}/graph/v1.0/subscriptions`, wanted, 'POST', headers);
    expect(made.status).toBe(201);
    expect((await call(`${sandbox.url}/control/subscriptions`)).at('items')).toMatchObject([
      { id: made.at('id') },
    ]);
    await control('/graph/raw', { user: LENA.email, event: { subject: 'Neu' } });
    expect((await call(`${sandbox.url}/control/idle`)).body).toEqual({ idle: true });
    expect(hook.received).toMatchObject([
      { body: { value: [{ subscriptionId: made.at('id'), clientState: 's' }] } },
    ]);
    const missed = await control('/graph/lifecycle', {
      subscriptionId: made.at('id') as string,
      event: 'missed',
    });
    expect(missed.body).toEqual({ sent: true });
    await sandbox.idle();
    expect(hook.received[1]?.body).toMatchObject({ value: [{ lifecycleEvent: 'missed' }] });
    await control('/faults', { service: 'graph', match: 'notifications', drop: 'after' });
    await control('/graph/raw', { user: LENA.email, event: { subject: 'Unbemerkt' } });
    await sandbox.idle();
    expect(hook.received).toHaveLength(2);
    hook.close();
  });
});

describe('a real calendar', () => {
  it('can be loaded, and a broken one is named by its line', async () => {
    const lines = [
      ...[
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//x//y',
        'BEGIN:VEVENT',
        'UID:1',
        'DTSTAMP:20200101T000000Z',
      ],
      ...[
        'DTSTART:20270301T090000Z',
        'DTEND:20270301T100000Z',
        'SUMMARY:Aus der Datei',
        'END:VEVENT',
        'END:VCALENDAR',
      ],
    ];
    expect((await control('/calendars', { user: LENA.email, ics: lines.join('\r\n') })).status).toBe(200);
    expect((await state()).office[LENA.email]?.events).toContainEqual(
      objectWith({ subject: 'Aus der Datei' }),
    );
    expect((await control('/calendars', { user: LENA.email, ics: 'nonsense' })).at('error.id')).toBe(
      'invalid_calendar',
    );
  });
});

describe('odd events and moves', () => {
  it('can be made past all rules', async () => {
    const put = await control('/graph/raw', {
      user: LENA.email,
      event: { subject: null, start: null, end: null },
    });
    expect(put.at('event')).toMatchObject({ id: anyText });
    const change = { user: LENA.email, id: put.text('event.id'), event: { subject: 'Da' } };
    expect((await control('/graph/raw', change)).at('event')).toMatchObject({
      id: put.at('event.id'),
      subject: 'Da',
    });
    const calendars = (await state()).office[LENA.email]?.calendars as {
      id: string;
      isDefault: boolean;
      canEdit: boolean;
    }[];
    const other = calendars.find((one) => !one.isDefault && one.canEdit);
    const moved = await control('/graph/move', {
      user: LENA.email,
      event: put.at('event.id') as string,
      calendar: other?.id,
    });
    expect(moved.at('event.calendarId')).toBe(other?.id);
    expect(
      (await control('/graph/move', { user: LENA.email, event: 'x', calendar: 'y' })).at('error.id'),
    ).toBe('graph_refused');
  });
});

describe('series in TIMIFY', () => {
  const appointment = {
    title: 'Serie',
    resource_ids: [RESOURCE_IDS.lena],
    datetime: '2027-03-22 08:00',
    duration: 30,
  };

  it('can be independent, at the same local time', async () => {
    const { body } = await control('/timify/chain', { companyId, appointment, times: 3, everyDays: 7 });
    const shown = (await state()).timify[companyId]?.appointments ?? [];
    expect(shown.map((one) => one['startDate'])).toEqual([
      '2027-03-22T08:00:00Z',
      '2027-03-29T07:00:00Z',
      '2027-04-05T07:00:00Z',
    ]);
    expect(shown).toMatchObject([
      { chainId: at(body, 'chainId'), isLastInTheChain: false },
      {},
      { isLastInTheChain: true },
    ]);
    expect(shown[0]?.['chainedEvents']).toHaveLength(2);
  });

  it('can be connected and lose one occurrence', async () => {
    const recurring = { timezone: 'Europe/Berlin', frequency: 'DAYS', repeat_times: 3 };
    const made = await control('/timify/appointments', {
      companyId,
      action: 'create',
      appointment: { ...appointment, recurring },
    });
    const id = made.at('appointment.id') as string;
    const less = await control('/timify/appointments', {
      companyId,
      action: 'cancel-occurrence',
      id,
      day: '2027-03-23',
    });
    expect(less.at('appointment.bookings')).toMatchObject([
      { recurringDay: '2027-03-22' },
      { recurringDay: '2027-03-24' },
    ]);
  });
});

describe('what happens', () => {
  it('can be followed as server-sent events', async () => {
    const answer = await fetch(`${sandbox.url}/control/events`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await control('/timify/appointments', {
      companyId,
      action: 'create',
      appointment: {
        title: 'Sichtbar',
        resource_ids: [RESOURCE_IDS.mia],
        datetime: '2027-03-01 12:00',
        duration: 30,
      },
    });
    const { value } = (await reader?.read()) ?? { value: '' };
    expect(value).toContain('Sichtbar');
    expect(value).toContain('"side":"timify"');
    await reader?.cancel();
  });
});
