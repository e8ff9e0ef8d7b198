import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import { eventually } from '../../support/call.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';

/** What the privacy policy says about how long something is kept, looked up in the database itself. */
let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const HOURS = 3_600;
const DAYS = 24 * HOURS;

/** Names of the tables in which a text stands. */
const tablesWith = (text: string): string[] => {
  const database = new Database(join(town.folder, 'server', 'sync.db'), { readonly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as {
      name: string;
    }[];
    return tables
      .map(({ name }) => name)
      .filter((name) => JSON.stringify(database.prepare(`select * from "${name}"`).all()).includes(text));
  } finally {
    database.close();
  }
};

const erase = (person: Person) =>
  person.api<{ left: number; removed: Record<string, number> }>(
    'DELETE',
    `/api/connections/${person.connectionId}/data`,
    { copies: 'remove' },
  );

describe('what is stored of a person', { timeout: 120_000 }, () => {
  it('is gone when they erase it: connection, address, and the invitations that led to it', async () => {
    const lena = await town.person();
    await lena.invitation();
    await lena.connect();
    await lena.event('Own', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(tablesWith(lena.email)).toEqual(['connections', 'invitations']);
    const archive = await lena.api<{ invitations: { state: string }[] }>(
      'GET',
      `/api/connections/${lena.connectionId}/export`,
    );
    expect(archive.body.invitations.map(({ state }) => state).sort()).toEqual(['replaced', 'used']);
    expect(JSON.stringify(archive.body)).not.toContain('tokenHash');

    const { body } = await erase(lena);
    expect(body).toMatchObject({ left: 0, removed: { invitations: 2 } });
    expect(tablesWith(lena.email)).toEqual([]);
    expect(tablesWith(lena.connectionId)).toEqual([]);
  });

  it('leaves an invitation that was made since, and one of somebody else whom they only answered', async () => {
    const [lena, jonas] = [await town.connected(), await town.person()];
    await lena.action('deactivate', { copies: 'remove' });
    await town.settled();
    const again = await lena.invitation();
    await erase(lena);
    expect(await lena.api('GET', `/api/invitations/${again}`)).toMatchObject({ status: 200 });

    const theirs = await jonas.invitation();
    const { body } = await lena.api<{ id: string }>('POST', '/api/connections', {
      invitation: theirs,
      calendars: [lena.calendarId],
      settings: { direction: 'both' },
    });
    expect(tablesWith(lena.oid)).toContain('invitations');
    lena.connectionId = body.id;
    await erase(lena);
    lena.connectionId = '';
    expect(tablesWith(lena.oid)).toEqual([]);
    expect((await jonas.api('GET', `/api/invitations/${theirs}`)).body).toMatchObject({ match: 'equal' });
  });

  it('is erased 30 days after the deactivation, when it can not be undone any more', async () => {
    const [lena, stays] = [await town.connected(), await town.connected()];
    await lena.event('Own', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.action('deactivate', { copies: 'keep' });
    await town.settled();
    const id = lena.connectionId;
    lena.connectionId = '';
    await town.advance(29 * DAYS);
    expect(tablesWith(id)).toContain('links');
    await town.advance(1 * DAYS + 3 * HOURS);
    await eventually('everything of it is gone', () =>
      Promise.resolve(tablesWith(id).length === 0 && tablesWith(lena.email).length === 0),
    );
    expect(tablesWith(stays.email)).toContain('connections');
  });

  it('an invitation is erased 90 days after it was made', async () => {
    const lena = await town.person();
    const token = await lena.invitation();
    await town.advance(89 * DAYS);
    expect(await lena.api('GET', `/api/invitations/${token}`)).toMatchObject({
      status: 410,
      body: { error: { id: 'invitation_expired' } },
    });
    expect(tablesWith(lena.email)).toEqual(['invitations']);
    await town.advance(2 * DAYS);
    await eventually('the address is gone', () => Promise.resolve(tablesWith(lena.email).length === 0));
    expect(await lena.api('GET', `/api/invitations/${token}`)).toMatchObject({ status: 404 });
  });
});
