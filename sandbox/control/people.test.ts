import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, JONAS, LENA } from '../cast.ts';
import { at, call, sendJson, testSandbox, textAt, timifyClient } from '../testing.ts';
import type { TestSandbox } from '../testing.ts';
import { COMPANY_LINDNER } from '../timify/cast.ts';
import { controlOf } from './testControl.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.cleanUp());

const { control, state, graphToken } = controlOf(() => sandbox);
const companyId = COMPANY_LINDNER.id;

describe('many people at once', () => {
  it('have mailboxes and resources', async () => {
    const { body } = await control('/users', { count: 3, events: 5 });
    expect(body).toMatchObject({ companyId, items: [{ email: 'user1@optik-lindner.example' }, {}, {}] });
    const [first] = at(body, 'items') as { email: string; resourceId: string }[];
    const view = 'startDateTime=2020-01-01&endDateTime=2024-01-01';
    const headers = await graphToken(first?.email ?? '');
    expect((await call(`${sandbox.url}/graph/v1.0/me/calendarView?${view}`, { headers })).status).toBe(200);
    expect((await state()).office[first?.email ?? '']?.events.length).toBeGreaterThanOrEqual(5);
    const timify = await timifyClient(sandbox);
    expect((await timify.get(`/resources/${first?.resourceId ?? ''}`)).at('data')).toMatchObject({
      email: first?.email,
    });
  });
});

describe('calendars of others', () => {
  it('are shared and no longer shared', async () => {
    const act = { owner: ANNA.email, user: LENA.email, canEdit: true };
    const { body } = await control('/graph/share', act);
    const path = `${sandbox.url}/graph/v1.0/me/calendars/${encodeURIComponent(textAt(body, 'calendarId'))}`;
    const headers = await graphToken(LENA.email);
    expect((await call(path, { headers })).body).toMatchObject({
      canEdit: true,
      owner: { address: ANNA.email },
    });
    expect((await control('/graph/share', { ...act, share: false })).body).toEqual({ calendarId: null });
    expect((await call(path, { headers })).status).toBe(404);
  });

  it('and series are cut as in Outlook', async () => {
    const pattern = { type: 'daily', interval: 1 };
    const range = { type: 'numbered', startDate: '2027-03-01', numberOfOccurrences: 3 };
    const at = (hour: number) => ({ dateTime: `2027-03-01T0${hour}:00:00`, timeZone: 'UTC' });
    const event = { subject: 'Serie', start: at(8), end: at(9), recurrence: { pattern, range } };
    await control('/graph/raw', { user: LENA.email, event });
    const query = `user=${LENA.email}&start=2027-03-01&end=2027-03-08`;
    const before = await call(`${sandbox.url}/control/graph/expanded?${query}`);
    const cut = { user: LENA.email, event: before.text('items.1.id'), changes: { subject: 'Neu' } };
    expect((await control('/graph/split', cut)).at('tail')).toMatchObject({ subject: 'Neu' });
    const after = await call(`${sandbox.url}/control/graph/expanded?${query}`);
    expect(after.at('items')).toMatchObject([{ subject: 'Serie' }, { subject: 'Neu' }, { subject: 'Neu' }]);
  });
});

describe('people and companies', () => {
  it('can change their names, addresses and roles', async () => {
    const changed = await sendJson(
      `${sandbox.url}/control/users/${JONAS.oid}`,
      { email: 'jonas.neu@optik-lindner.example' },
      'PATCH',
    );
    expect(changed.body).toMatchObject({ oid: JONAS.oid, upn: 'jonas.neu@optik-lindner.example' });
    const me = await call(`${sandbox.url}/graph/v1.0/me`, {
      headers: await graphToken('jonas.neu@optik-lindner.example'),
    });
    expect(me.at('id')).toBe(JONAS.oid);
    const { body } = await call(`${sandbox.url}/control/directory`);
    const users = at(body, 'users') as { oid: string }[];
    expect(users.filter((user) => user.oid === JONAS.oid)).toHaveLength(1);
    await sendJson(
      `${sandbox.url}/control/timify/companies/${companyId}`,
      { timezone: 'Europe/London' },
      'PATCH',
    );
    expect((await state()).timify[companyId]?.company['timezone']).toBe('Europe/London');
  });
});

describe('admins', () => {
  it('have the role in our own API', async () => {
    const { body } = await control('/token', { user: ANNA.email });
    const claims = JSON.parse(
      Buffer.from(textAt(body, 'token').split('.')[1] ?? '', 'base64url').toString(),
    ) as { roles: string[] };
    expect(claims.roles).toEqual(['Sync.Admin']);
  });
});
