import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { openEmbedded } from '../../../server/src/store/embedded/open.ts';
import { tomorrow, type ConnectionAnswer } from '../../support/answers.ts';
import { eventually, must } from '../../support/call.ts';
import { Town } from '../../support/town.ts';

/** Admin of the other tenant. */
const NILS = 'nils.nord@nordwind.example';

let town: Town;

const claim = (): Record<string, string> => {
  const { id, appId, appSecret } = town.world.company;
  return { timifyCompanyId: id, appId, appSecret };
};

const ours = async (words: RegExp): Promise<string[]> =>
  (await town.mails())
    .filter(({ from, subject }) => from === 'ours' && words.test(subject))
    .map(({ to }) => to);

describe('the company’s settings', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    town = await Town.start();
  });
  afterAll(() => town.stop());

  it('S-143 a direction other than the three is refused at saving, with the field named', async () => {
    const lena = await town.connected();
    const paths = ['/api/company/settings', `/api/connections/${lena.connectionId}/settings`];
    for (const path of paths) {
      for (const direction of ['none', '', null, 'BOTH', 3]) {
        const answer = await town.as(town.admin, 'PATCH', path, { direction });
        expect([path, direction, answer.status, answer.body]).toMatchObject([
          path,
          direction,
          400,
          { error: { id: 'invalid_body', field: 'direction' } },
        ]);
      }
    }
    const jonas = await town.person();
    const invitation = await jonas.invitation();
    const body = { invitation, calendars: [jonas.calendarId], settings: { direction: 'none' } };
    expect(await jonas.api('POST', '/api/connections', body)).toMatchObject({
      status: 400,
      body: { error: { id: 'invalid_body', field: 'settings.direction' } },
    });
    expect((await lena.connection()) as unknown).toMatchObject({ settings: { direction: 'both' } });
  });

  it('S-152 a company’s change leaves a resource’s own value; “back to company value” takes it over', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    expect((await lena.settings({ notes: true })).body).toMatchObject({
      notes: true,
      sources: { notes: 'connection' },
    });
    const changed = await town.as(town.admin, 'PATCH', '/api/company/settings', { notes: false });
    expect(changed).toMatchObject({ status: 200, body: { notes: false } });

    const body = { contentType: 'text', content: 'Bring the folder' };
    for (const person of [lena, jonas]) await person.event('Workshop', tomorrow(9), tomorrow(10), { body });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Workshop', notes: 'Bring the folder' }]);
    expect(await jonas.blockers()).toMatchObject([{ title: 'Workshop', notes: '' }]);

    const back = await lena.settings({ reset: ['notes'] });
    expect(back.body).toMatchObject({ notes: false, sources: { notes: 'company' } });
    await lena.event('Later', tomorrow(11), tomorrow(12), { body });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([
      { notes: 'Bring the folder' },
      { title: 'Later', notes: '' },
    ]);
    for (const person of [lena, jonas]) expect(await person.lookAgain()).toEqual([]);
    await town.as(town.admin, 'PATCH', '/api/company/settings', { reset: ['notes'] });
  });

  it('one person may look after two resources, each with a connection of its own', async () => {
    const lena = await town.connected();
    const room = await town.person();
    const answer = await lena.api<ConnectionAnswer>('POST', '/api/connections', {
      invitation: await room.invitation(),
      calendars: [lena.calendarId],
      settings: { direction: 'office-to-timify' },
    });
    expect(answer).toMatchObject({ status: 202, body: { state: 'awaiting-approval' } });
    await town.as(town.admin, 'POST', `/api/company/invitations/${room.resourceId}/approve`);
    await town.settled();
    const { body } = await lena.api<{ connections: { id: string; state: string; resourceId: string }[] }>(
      'GET',
      '/api/me',
    );
    expect(body.connections.map(({ state, resourceId }) => [resourceId, state]).sort()).toEqual(
      [lena.resourceId, room.resourceId].map((id) => [id, 'in-step']).sort(),
    );
    await lena.event('Workshop', tomorrow(9), tomorrow(10));
    await town.settled();
    // Graph may refuse a second subscription to the same calendar: one bell rings for both connections.
    for (const person of [lena, room]) expect(await person.blockers()).toMatchObject([{ title: 'Workshop' }]);
    expect(await lena.lookAgain()).toEqual([]);
    // What is booked of both is in her calendar already, and in nobody's way there.
    await lena.booking(tomorrow(14), 60, { resource_ids: [lena.resourceId, room.resourceId] });
    await town.settled();
    expect((await lena.events()).filter(({ categories }) => categories.includes('TIMIFY'))).toHaveLength(1);
    for (const person of [lena, room]) expect(await person.blockers()).toMatchObject([{ title: 'Workshop' }]);
    expect(await lena.conflicts()).toEqual([]);
    const ofRoom = await lena.api<{ items: unknown[] }>(
      'GET',
      `/api/connections/${body.connections.find(({ resourceId }) => resourceId === room.resourceId)?.id ?? ''}/conflicts`,
    );
    expect(ofRoom.body.items).toEqual([]);
    const taken = await town.as(town.admin, 'POST', '/api/company/invitations', {
      resourceIds: [room.resourceId],
      send: false,
    });
    expect(taken).toMatchObject({ status: 409, body: { error: { id: 'resource_taken', by: 'other' } } });
  });
});

describe('the company itself', { timeout: 90_000 }, () => {
  beforeEach(async () => {
    town = await Town.start();
  });
  afterEach(() => town.stop());

  const companyState = async (): Promise<unknown> =>
    (await town.as(town.admin, 'GET', '/api/company')).body['state'];

  it('S-177 a changed app secret is said once, nothing is deleted, and all goes on with the new one', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(14), 30);
    await lena.event('Before', tomorrow(9), tomorrow(10));
    await town.settled();
    const before = await lena.both();
    const { appSecret } = await town.control<{ appSecret: string }>('POST', '/timify/secret', {
      companyId: town.world.company.id,
    });
    const since = new Date().toISOString();
    await lena.event('Meanwhile', tomorrow(11), tomorrow(12));
    await lena.action('sync');
    await town.as(town.admin, 'POST', '/api/company/sync');
    await town.settled();
    expect(await companyState()).toBe('credentials-refused');
    expect((await lena.connection()).state).toBe('timify-refused');
    expect(await town.writes(since)).toEqual([]);
    for (let again = 0; again < 3; again += 1) {
      await lena.action('sync');
      await town.settled();
    }
    expect(await ours(/App-Geheimnis|app secret/)).toEqual([town.admin]);

    const renewed = await town.as(town.admin, 'PUT', '/api/company', { ...claim(), appSecret });
    expect(renewed).toMatchObject({ status: 200, body: { state: 'ok', webhook: { headerValue: null } } });
    await lena.signIn();
    await eventually('in step again', async () => (await lena.connection()).state === 'in-step');
    await town.settled();
    const after = await lena.both();
    for (const line of before.timify) expect(after.timify).toContain(line);
    expect(await lena.blockers()).toMatchObject([{ title: 'Before' }, { title: 'Meanwhile' }]);
    expect((await lena.appointments()).map(({ id }) => id)).toContain(booking.id);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('is moved to another tenant by a code: copies stay, the old connections end, both are told', async () => {
    const lena = await town.connected();
    await lena.event('Workshop', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(14), 30);
    await town.settled();
    await town.as(town.admin, 'PATCH', '/api/company/settings', { notes: false });
    await town.settled();
    const before = await lena.both();
    const waiting = await town.person();
    const open = await waiting.invitation();
    const since = new Date().toISOString();

    const refused = await town.as(NILS, 'PUT', '/api/company', claim());
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { id: 'company_taken', contact: 'a…@optik-lindner.example' } },
    });
    const sent = await town.as(NILS, 'POST', '/api/company/code', claim());
    expect(sent).toMatchObject({ status: 200, body: { contact: 'a…@optik-lindner.example' } });
    const mail = (await town.mails()).find(({ subject }) => /^Code /.test(subject));
    expect(mail).toMatchObject({ to: 'anna.lindner@optik-lindner.example' });
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(mail?.text ?? '')?.[0] ?? '';
    const wrong = await town.as(NILS, 'PUT', '/api/company', { ...claim(), code: '2222-2222' });
    expect(wrong).toMatchObject({ status: 403, body: { error: { id: 'code_wrong', triesLeft: 4 } } });
    const moved = await town.as(NILS, 'PUT', '/api/company', { ...claim(), code });
    expect(moved).toMatchObject({ status: 200, body: { privacyAccepted: false, state: 'ok' } });
    const again = await town.as(NILS, 'PUT', '/api/company', { ...claim(), code });
    expect(again).toMatchObject({ status: 200, body: { webhook: { headerValue: null } } });

    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.both()).toEqual(before);
    const { items } = await town.control<{ items: { oid: string }[] }>('GET', '/subscriptions');
    expect(items.filter(({ oid }) => oid === lena.oid)).toEqual([]);
    expect((await lena.api('GET', `/api/connections/${lena.connectionId}`)).status).toBe(404);
    expect((await lena.api('GET', '/api/me')).body).toMatchObject({ company: null, connections: [] });
    expect((await waiting.api('GET', `/api/invitations/${open}`)).status).toBe(404);
    expect((await town.as(town.admin, 'GET', '/api/company')).status).toBe(404);
    const settings = await town.as(NILS, 'GET', '/api/company/settings');
    expect(settings.body).toMatchObject({ notes: false, existing: { connections: 0 } });
    expect(await ours(/gehört hier nicht mehr|no longer belongs/)).toEqual([town.admin]);
    expect(await ours(/ist mit Ihrer Organisation|is connected with your/)).toEqual([NILS]);
    for (const { text } of (await town.mails()).filter(({ subject }) => !subject.startsWith('Code ')))
      expect(text).not.toContain(code);
    expect(town.lines.filter((line) => line.includes(code))).toEqual([]);

    await lena.event('Afterwards', tomorrow(16), tomorrow(17));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Workshop' }]);
    expect(town.complaints()).toEqual([]);
  });

  it('a new privacy policy asks again: nothing is kept in step until somebody agrees', async () => {
    const lena = await town.connected();
    await lena.event('Before', tomorrow(9), tomorrow(10));
    await town.settled();
    const [first] = town.servers.splice(0);
    await first?.child.stop();
    // The company agreed to an older text: what an update of the server that brings a new one finds.
    const store = await openEmbedded(join(String(first?.env['DATA_DIR']), 'sync.db'), {
      now: () => Date.now(),
    });
    const company = await store.companies.get(town.world.company.id);
    if (!company?.privacy) throw new Error('the company has not agreed');
    await store.companies.put({ ...company, privacy: { ...company.privacy, version: '2001-01-01' } });
    await store.close();
    await town.addServer(first?.env, Number(first?.env['PORT']));

    const since = new Date().toISOString();
    await lena.event('Meanwhile', tomorrow(11), tomorrow(12));
    const meanwhile = await lena.booking(tomorrow(14), 30);
    await lena.action('sync');
    const refused = { status: 403, body: { error: { id: 'privacy_required' } } };
    expect(await lena.action('apply-settings')).toMatchObject(refused);
    expect(await lena.action('self-test')).toMatchObject(refused);
    expect(await town.as(town.admin, 'POST', '/api/company/apply-settings')).toMatchObject(refused);
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    expect(await town.as(town.admin, 'GET', '/api/company')).toMatchObject({
      body: { privacyAccepted: false },
    });
    expect((await lena.api('GET', '/api/me')).body).toMatchObject({ company: { privacyAccepted: false } });
    const policy = await town.as(town.admin, 'GET', '/api/company/privacy');
    expect(policy.body).toMatchObject({ accepted: false });

    const token = await town.token(town.admin);
    const { version } = policy.body;
    await must('POST', `${town.server}/api/company/privacy`, { token, body: { version } });
    await eventually('both caught up', async () => {
      await town.settled();
      return (await lena.blockers()).length === 2 && (await lena.copies()).length === 1;
    });
    expect((await lena.appointments()).map(({ id }) => id)).toContain(meanwhile.id);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
