import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow, type ConnectionAnswer } from '../../support/answers.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** Of the other tenant, where she is nobody's admin. */
const FRIDA = 'frida.wind@nordwind.example';

const connecting = (person: Person, invitation: string): Record<string, unknown> => ({
  invitation,
  calendars: [person.calendarId],
  settings: { direction: 'both' },
});

describe('an invitation', { timeout: 60_000 }, () => {
  it('S-168 opened by another user of the tenant awaits approval and shows no data until then', async () => {
    const lena = await town.person();
    const jonas = await town.person();
    await lena.booking(tomorrow(11), 30, { title: 'Lena’s booking' });
    await jonas.event('Jonas’ event', tomorrow(9), tomorrow(10));
    const invitation = await lena.invitation();
    expect((await jonas.api('GET', `/api/invitations/${invitation}`)).body).toMatchObject({
      match: 'different',
    });
    const preview = await jonas.api('POST', '/api/preview', {
      kind: 'connect',
      ...connecting(jonas, invitation),
    });
    expect(preview).toMatchObject({ status: 403, body: { error: { id: 'forbidden' } } });

    const since = new Date().toISOString();
    const answer = await jonas.api<ConnectionAnswer>(
      'POST',
      '/api/connections',
      connecting(jonas, invitation),
    );
    expect(answer).toMatchObject({
      status: 202,
      body: { state: 'awaiting-approval', counts: { linked: 0 } },
    });
    jonas.connectionId = answer.body.id;
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    expect((await jonas.action('sync')).status).toBe(403);
    const id = jonas.connectionId;
    const range = `from=${tomorrow(0)}&to=${tomorrow(0, 0, 2)}`;
    const views = [
      `/api/connections/${id}/log`,
      `/api/connections/${id}/conflicts`,
      `/api/agenda?connection=${id}&${range}`,
      '/api/me',
    ];
    for (const path of views)
      expect(JSON.stringify((await jonas.api('GET', path)).body)).not.toContain('Lena’s booking');
    expect(JSON.stringify((await town.as(town.admin, 'GET', '/api/company/resources')).body)).toContain(
      'awaiting-approval',
    );

    const approved = await town.as(town.admin, 'POST', `/api/company/invitations/${lena.resourceId}/approve`);
    expect(approved.status).toBe(204);
    await town.settled();
    expect(await jonas.connection()).toMatchObject({ state: 'in-step', counts: { linked: 2 } });
    expect(await jonas.copies()).toHaveLength(1);
    expect(await lena.blockers()).toMatchObject([{ title: 'Jonas’ event' }]);
    expect(await jonas.lookAgain()).toEqual([]);
  });

  it('S-168 is not there for a user of another tenant', async () => {
    const lena = await town.person();
    const invitation = await lena.invitation();
    expect((await town.as(FRIDA, 'GET', `/api/invitations/${invitation}`)).status).toBe(404);
    const body = connecting(lena, invitation);
    expect((await town.as(FRIDA, 'POST', '/api/connections', body)).status).toBe(404);
    expect((await town.as(FRIDA, 'POST', '/api/preview', { kind: 'connect', ...body })).status).toBe(404);
    expect((await lena.api('GET', `/api/invitations/${invitation}`)).body).toMatchObject({ match: 'equal' });
  });

  it('S-168 is not used up by a scanner that opens every link', async () => {
    const lena = await town.person();
    const invitation = await lena.invitation();
    const link = `${town.server}/tab.html?invitation=${invitation}`;
    for (const method of ['GET', 'HEAD', 'GET']) await fetch(link, { method });
    expect((await fetch(`${town.server}/api/invitations/${invitation}`)).status).toBe(401);
    const answer = await lena.api<ConnectionAnswer>('POST', '/api/connections', connecting(lena, invitation));
    expect(answer.status).toBe(201);
    await town.settled();
    lena.connectionId = answer.body.id;
    expect((await lena.connection()).state).toBe('in-step');
    const second = await lena.api('POST', '/api/connections', connecting(lena, invitation));
    expect([409, 410]).toContain(second.status);
  });
});

describe('an admin', { timeout: 60_000 }, () => {
  it('S-169 reads no text of an Office item that does not stand in TIMIFY', async () => {
    // Neither title nor notes cross, and yet it is not anonymous: her own conflicts tell her the title.
    const lena = await town.connected({ title: false, notes: false });
    await lena.booking(tomorrow(10), 60);
    const secrets = {
      body: { contentType: 'text', content: 'Kartoffelkeller' },
      location: { displayName: 'Mondschein' },
    };
    const event = await lena.event('Zitronenfalter', tomorrow(9), tomorrow(10, 30), secrets);
    await town.settled();
    const [conflict] = await lena.conflicts();
    expect(conflict).toMatchObject({ kind: 'overlap', office: { title: 'Zitronenfalter' } });

    const id = lena.connectionId;
    const range = `from=${tomorrow(0)}&to=${tomorrow(0, 0, 2)}`;
    const item = encodeURIComponent(event.id);
    const views = [
      `/api/connections/${id}`,
      `/api/connections/${id}/conflicts`,
      `/api/connections/${id}/conflicts?state=all`,
      `/api/connections/${id}/log?titles=true`,
      `/api/connections/${id}/explain?side=office&item=${item}`,
      `/api/connections/${id}/hold`,
      `/api/agenda?connection=${id}&${range}`,
      '/api/company/conflicts',
      '/api/company/log',
      '/api/company/health',
    ];
    for (const path of views) {
      const answer = await town.as(town.admin, 'GET', path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(JSON.stringify(answer.body)).not.toMatch(/Zitronenfalter|Kartoffelkeller|Mondschein/);
    }
    const previews = [
      { kind: 'settings', connection: id },
      { kind: 'settings', connection: id, settings: { showAs: { busy: 'ignore' } } },
      { kind: 'deactivate', connection: id, copies: 'remove' },
    ];
    for (const body of previews) {
      const answer = await town.as(town.admin, 'POST', '/api/preview', body);
      expect([body.kind, answer.status]).toEqual([body.kind, 200]);
      expect(JSON.stringify(answer.body)).not.toMatch(/Zitronenfalter|Kartoffelkeller|Mondschein/);
    }
    expect((await town.as(town.admin, 'GET', `/api/connections/${id}/export`)).status).toBe(403);
  });

  it('S-169 may make anonymity stricter, not looser', async () => {
    const lena = await town.connected({ anonymous: { toTimify: true } });
    const path = `/api/connections/${lena.connectionId}/settings`;
    for (const change of [{ anonymous: { toTimify: false } }, { reset: ['anonymous.toTimify'] }]) {
      const answer = await town.as(town.admin, 'PATCH', path, change);
      expect(answer).toMatchObject({ status: 403, body: { error: { field: 'anonymous.toTimify' } } });
    }
    const jonas = await town.connected();
    const stricter = await town.as(town.admin, 'PATCH', `/api/connections/${jonas.connectionId}/settings`, {
      anonymous: { toTimify: true },
    });
    expect(stricter).toMatchObject({ status: 200, body: { anonymous: { toTimify: true } } });
    await jonas.event('Zitronenfalter', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(JSON.stringify(await jonas.appointments())).not.toContain('Zitronenfalter');
  });

  it('S-169 moves and deletes no event of the owner', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(10), 60);
    await lena.event('Workshop', tomorrow(9), tomorrow(10, 30));
    await town.settled();
    const [conflict] = await lena.conflicts();
    const path = `/api/connections/${lena.connectionId}/conflicts`;
    const shown = await town.as<{ items: { actions: string[] }[] }>(town.admin, 'GET', path);
    expect(shown.body.items[0]?.actions).not.toContain('move-event');
    const since = new Date().toISOString();
    const slot = { start: tomorrow(15), end: tomorrow(16, 30) };
    for (const body of [{ action: 'move-event', slot }, { action: 'delete-event' }]) {
      const answer = await town.as(town.admin, 'POST', `${path}/${conflict?.id ?? ''}/resolve`, body);
      expect(answer).toMatchObject({ status: 403, body: { error: { id: 'forbidden' } } });
    }
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    const moved = await lena.resolve(conflict ?? { id: '' }, { action: 'move-event', slot });
    expect(moved).toMatchObject({ status: 200, body: { ok: true } });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(15), end: tomorrow(16, 30) }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-169 and nobody else is either: a stranger’s connection is not there', async () => {
    const lena = await town.connected();
    const jonas = await town.person();
    const base = `/api/connections/${lena.connectionId}`;
    for (const path of ['', '/log', '/conflicts', '/settings', '/export'])
      expect((await jonas.api('GET', `${base}${path}`)).status).toBe(404);
    expect((await jonas.api('POST', `${base}/actions/sync`, {})).status).toBe(404);
    expect((await town.as(FRIDA, 'GET', base)).status).toBe(404);
  });
});
