import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anyText, at, call, listener, sendJson, testSandbox, textAt, timifyClient } from '../testing.ts';
import type { TestSandbox, TimifyClient } from '../testing.ts';
import { COMPANY_BRANCH, COMPANY_LINDNER, CUSTOMER_IDS, RESOURCE_IDS, SERVICE_IDS } from './cast.ts';

let sandbox: TestSandbox;
let timify: TimifyClient;
beforeAll(async () => {
  sandbox = await testSandbox({ empty: false });
});
beforeEach(async () => {
  sandbox.reset();
  timify = await timifyClient(sandbox);
});
afterAll(() => sandbox.cleanUp());

const { id: companyId, appId: appid, appSecret: appsecret } = COMPANY_LINDNER;
const base = () => `${sandbox.url}/timify/v1`;
const quiet = { has_notify_customers: false, has_notify_resources: false };
const plain = {
  title: 'Meeting',
  resource_ids: [RESOURCE_IDS.lena],
  datetime: '2027-09-06 09:00',
  duration: 60,
  ...quiet,
};

describe('tokens', () => {
  it('are given for the right secret and refreshed at the path of the switch', async () => {
    const { body } = await sendJson(`${base()}/auth/token`, { appid, appsecret });
    expect(body).toMatchObject({
      accessToken: anyText,
      refreshToken: anyText,
      expires: 3600,
    });
    expect((await sendJson(`${base()}/auth/token`, { appid, appsecret: 'no' })).status).toBe(401);
    const refresh = { refreshtoken: at(body, 'refreshToken') as string };
    expect((await sendJson(`${base()}/auth/refreshtoken`, refresh)).status).toBe(200);
    expect((await sendJson(`${base()}/auth/refresh-token`, refresh)).status).toBe(404);
  });

  it('are taken raw and with Bearer, or one of them by switch', async () => {
    const { body } = await sendJson(`${base()}/auth/token`, { appid, appsecret });
    const ask = (authorization: string) =>
      call(`${base()}/resources`, { headers: { authorization, 'company-id': companyId } });
    const both = async () => [
      (await ask(textAt(body, 'accessToken'))).status,
      (await ask(`Bearer ${textAt(body, 'accessToken')}`)).status,
    ];
    expect(await both()).toEqual([200, 200]);
    sandbox.world.switches.timifyAuthHeader = 'raw';
    expect(await both()).toEqual([200, 401]);
    sandbox.world.switches.timifyAuthHeader = 'bearer';
    expect(await both()).toEqual([401, 200]);
    sandbox.world.switches.timifyAuthHeader = 'both';
  });

  it('end with the secret', async () => {
    const renewed = await sendJson(`${sandbox.url}/control/timify/secret`, { companyId });
    expect((await timify.get('/resources')).status).toBe(401);
    expect((await sendJson(`${base()}/auth/token`, { appid, appsecret })).status).toBe(401);
    const again = await sendJson(`${base()}/auth/token`, {
      appid,
      appsecret: renewed.at('appSecret') as string,
    });
    expect(again.status).toBe(200);
  });
});

describe('companies', () => {
  it('show the own one and refuse, or hide, another', async () => {
    expect((await timify.get(`/companies?company_id=${companyId}`)).at('data')).toMatchObject([
      {
        id: companyId,
        name: 'Optik Lindner',
        timezone: 'Europe/Berlin',
        contactEmail: COMPANY_LINDNER.contactEmail,
      },
    ]);
    expect((await timify.get(`/companies?company_id=${COMPANY_BRANCH.id}`)).status).toBe(403);
    sandbox.world.switches.timifyForeignCompany = 'empty';
    expect((await timify.get(`/companies?company_id=${COMPANY_BRANCH.id}`)).at('data')).toEqual([]);
    sandbox.world.switches.timifyForeignCompany = 'forbidden';
  });

  it('need the company-id header for all else', async () => {
    const { body } = await sendJson(`${base()}/auth/token`, { appid, appsecret });
    const ask = (headers: Record<string, string>) =>
      call(`${base()}/resources`, { headers: { authorization: textAt(body, 'accessToken'), ...headers } });
    expect((await ask({})).status).toBe(400);
    expect((await ask({ 'company-id': COMPANY_BRANCH.id })).status).toBe(403);
  });
});

describe('resources, services and customers', () => {
  it('can be listed, read by external id, made, changed and deleted', async () => {
    expect((await timify.get('/resources')).at('total')).toBe(5);
    expect((await timify.get('/resources/r-lena?external=true')).at('data.id')).toBe(RESOURCE_IDS.lena);
    const { body } = await timify.send('POST', '/resources', { name: 'Gerät', external_id: 'g-1' });
    const path = `/resources/${textAt(body, 'data.id')}`;
    expect((await timify.send('PATCH', path, { email: 'g@x.example' })).at('data')).toMatchObject({
      name: 'Gerät',
      email: 'g@x.example',
    });
    expect((await timify.send('DELETE', path)).body).toEqual({ status: 1 });
    expect((await timify.get(path)).status).toBe(404);
    expect((await timify.get('/services')).at('data')).toHaveLength(4);
  });

  it('erase a customer from the bookings too', async () => {
    const { body } = await timify.send('POST', '/appointments', {
      ...plain,
      customer_ids: [CUSTOMER_IDS.paul],
    });
    await timify.send('DELETE', `/customers/${CUSTOMER_IDS.paul}`);
    expect((await timify.get(`/appointments/${textAt(body, 'data.id')}`)).at('data.customers')).toEqual([]);
  });
});

describe('timeshifts', () => {
  it('tell the working week and take blockers, which keep people from booking online', async () => {
    const week = await timify.get(
      `/timeshifts?from=2027-09-06&to=2027-09-10&resource_ids=${RESOURCE_IDS.lena}`,
    );
    expect(week.at('data')).toMatchObject([
      { from: '2027-09-06', to: '2027-09-10', workingTimes: [{ begin: '09:00', end: '18:00' }] },
    ]);
    const blocker = {
      resource_id: RESOURCE_IDS.lena,
      ...{
        from: '2027-09-06',
        to: '2027-09-06',
        denial_reason: 'BLOCKER',
        denial_times: [{ begin: '09:00', end: '24:00' }],
      },
    };
    const { body } = await timify.send('POST', '/timeshifts', {
      ...blocker,
      working_times: [{ begin: '10:00', end: '11:00' }],
    });
    expect(at(body, 'data')).toMatchObject({ workingTimes: [], denialReason: 'BLOCKER' });
    const free = `/booker-services/availabilities?company_id=${companyId}&service_id=${SERVICE_IDS.eyeTest}`;
    const ask = async () =>
      (await timify.get(`${free}&days[]=2027-09-06&resource_ids=${RESOURCE_IDS.lena}`)).at('data.slots');
    expect(await ask()).toEqual([]);
    await timify.send('DELETE', `/timeshifts/${textAt(body, 'data.id')}`);
    expect(await ask()).toHaveLength(1);
    expect(
      (
        await timify.send('POST', '/timeshifts', {
          ...blocker,
          denial_times: [{ begin: '22:00', end: '02:00' }],
        })
      ).status,
    ).toBe(400);
  });

  it('are updated by a second import of the same row', async () => {
    const row = {
      resourceId: RESOURCE_IDS.mia,
      ...{
        interval: { begin: '2027-09-07', end: '2027-09-07' },
        denialReason: 'SICK',
        importShiftDenialId: 'i-1',
      },
    };
    const rows = (begin: string) => ({ timeshifts: [{ ...row, denialTimes: [{ begin, end: '12:00' }] }] });
    await timify.send('POST', '/timeshifts/import/bulk', rows('08:00'));
    await timify.send('POST', '/timeshifts/import/bulk', rows('09:00'));
    const { body } = await timify.get(`/timeshifts?day=2027-09-07&resource_ids=${RESOURCE_IDS.mia}`);
    const shifts = at(body, 'data') as { denialReason: string | null }[];
    expect(shifts.filter((shift) => shift.denialReason === 'SICK')).toMatchObject([
      { denialTimes: [{ begin: '09:00', end: '12:00' }] },
    ]);
  });
});

describe('a resource in a zone of its own', () => {
  it('works and is booked by its own clock', async () => {
    const day = '2027-03-02';
    await timify.send('PATCH', `/resources/${RESOURCE_IDS.lena}`, { timezone: 'America/New_York' });
    const query = `company_id=${COMPANY_LINDNER.id}&service_id=${SERVICE_IDS.eyeTest}&days=${day}`;
    const url = `${sandbox.url}/timify/v1/booker-services/availabilities?${query}`;
    const slots = await call(`${url}&resource_ids=${RESOURCE_IDS.lena}`);
    // Half past nine in New York, in the company's clock.
    expect(slots.at('data.slots.0.times.0')).toBe('15:30');
    expect((await timify.get(`/resources/${RESOURCE_IDS.lena}`)).at('data.timezone')).toBe(
      'America/New_York',
    );
  });
});

describe('booking online', () => {
  const hold = (time: string) =>
    sendJson(`${base()}/booker-services/reservations`, {
      ...{
        company_id: companyId,
        service_id: SERVICE_IDS.eyeTest,
        resource_ids: [RESOURCE_IDS.lena],
        date: '2027-09-06',
        time,
      },
    });

  it('holds a slot for five minutes, in which nobody else gets it', async () => {
    const held = await hold('10:00');
    expect(held.at('data')).toMatchObject({ id: anyText, secret: anyText });
    expect((await hold('10:00')).status).toBe(409);
    expect(
      (await timify.get(`/appointments/${held.text('data.id')}`)).at('data.reservedUntil'),
    ).not.toBeNull();
    sandbox.world.clock.advance(301);
    expect((await timify.get(`/appointments/${held.text('data.id')}`)).status).toBe(404);
    expect((await hold('10:00')).status).toBe(200);
    expect((await hold('08:00')).status).toBe(409);
  });

  it('becomes a booking with a customer, who is told', async () => {
    const held = await hold('11:00');
    const confirmed = await sendJson(`${base()}/booker-services/appointments/confirm`, {
      ...{ company_id: companyId, reservation_id: held.at('data.id'), secret: held.at('data.secret') },
      fields: [
        { id: 'firstName', value: 'Nina' },
        { id: 'email', value: 'nina@kunde.example' },
      ],
    });
    expect(confirmed.at('data')).toMatchObject({
      reservedUntil: null,
      isOnlineBooking: true,
      customers: [{ firstName: 'Nina' }],
    });
    expect(sandbox.world.mails.all()).toMatchObject([{ to: 'nina@kunde.example', reason: 'confirmation' }]);
  });

  it('offers no time that a booking takes, buffers included', async () => {
    await timify.send('POST', '/appointments', {
      ...plain,
      service_id: SERVICE_IDS.consultation,
      duration: undefined,
      datetime: '2027-09-06 08:00',
    });
    const query = `company_id=${companyId}&service_id=${SERVICE_IDS.eyeTest}&days[]=2027-09-06&resource_ids=${RESOURCE_IDS.lena}`;
    const { body } = await call(`${base()}/booker-services/availabilities?${query}`);
    const [slot] = at(body, 'data.slots') as { times: string[] }[];
    expect(slot?.times.slice(0, 2)).toEqual(['11:15', '11:30']);
  });
});

describe('webhooks', () => {
  it('carry the secret header and an id, and are sent again after a refusal', async () => {
    const hook = await listener((count) => (count === 1 ? 500 : 202));
    const target = { companyId, url: hook.url, headerName: 'x-secret', headerValue: 's3cret' };
    await sendJson(`${sandbox.url}/control/timify/webhooks`, target);
    const { body } = await timify.send('POST', '/appointments', plain);
    await sandbox.idle();
    expect(hook.received).toHaveLength(1);
    expect(hook.received[0]?.headers['x-secret']).toBe('s3cret');
    expect(JSON.stringify(hook.received[0]?.body)).toContain(at(body, 'data.id'));
    hook.close();
  });

  it('tell of a bulk deletion once, and can be doubled or lost', async () => {
    const hook = await listener();
    await sendJson(`${sandbox.url}/control/timify/webhooks`, { companyId, url: hook.url });
    const ids = await Promise.all(
      [1, 2].map(async () => String((await timify.send('POST', '/appointments', plain)).at('data.id'))),
    );
    await sandbox.idle();
    await sendJson(`${sandbox.url}/control/faults`, { service: 'timify', duplicate: true });
    await timify.send('POST', '/appointments/delete/bulk', { ids, ...quiet });
    await sandbox.idle();
    expect(hook.received).toHaveLength(4);
    expect(JSON.stringify(hook.received[3]?.body)).toContain(ids[1]);
    await sendJson(`${sandbox.url}/control/faults`, { service: 'timify', match: 'webhooks', drop: 'before' });
    await timify.send('POST', '/appointments', plain);
    await sandbox.idle();
    expect(hook.received).toHaveLength(4);
    hook.close();
  });

  it('leave out the app’s own changes by switch, but not those of people', async () => {
    sandbox.reset({ switches: { timifyOwnWebhooks: 'not-sent' } });
    timify = await timifyClient(sandbox);
    const hook = await listener();
    await sendJson(`${sandbox.url}/control/timify/webhooks`, { companyId, url: hook.url });
    await timify.send('POST', '/appointments', plain);
    const person = await sendJson(`${sandbox.url}/control/timify/token`, { companyId });
    const headers = { authorization: person.text('token'), 'company-id': companyId };
    await sendJson(`${base()}/appointments`, { ...plain, title: 'by hand' }, 'POST', headers);
    await sandbox.idle();
    expect(hook.received).toHaveLength(1);
    hook.close();
    sandbox.reset({ switches: { timifyOwnWebhooks: 'sent' } });
  });
});
