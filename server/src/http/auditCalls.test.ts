import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conflict, entry } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { at, keep, openDay } from './testing/day.ts';
import type { TimifyAccount } from './testing/fakes.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { COMPANY, LENA_RESOURCE, must } from './testing/town.ts';

let server: TestServer;
let id: string;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  id = await openDay(server);
});
afterEach(() => server.stop());

const acts = async (act: string, query = '') => {
  const { items } = (await must(server.as('admin').get(`/api/company/audit?${query}`))).body;
  return items.filter((one) => one.act === act);
};
const account = (): TimifyAccount => {
  const found = server.outside.accounts.get(COMPANY);
  if (!found) throw new Error('no account');
  return found;
};
const lena = (name: string | null) => [{ id: LENA_RESOURCE, name }];
const act = (name: string, body: object = {}) =>
  must(server.as('admin').send('POST', `/api/connections/${id}/actions/${name}`, body));

describe('whom an act was about', () => {
  test('is told by the name of today, which is not kept', async () => {
    await act('pause');
    expect(await acts('invite')).toMatchObject([{ resources: lena('Lena Berger') }]);
    expect(await acts('pause')).toMatchObject([{ resources: lena('Lena Berger') }]);
    expect(await acts('accept-privacy')).toMatchObject([{ resources: [], undone: null }]);
    expect(JSON.stringify(await server.store.audit.page(COMPANY, null, 50))).not.toContain('Lena');
    for (const one of account().resources) one.name = 'Lena Vogel';
    expect(await acts('pause')).toMatchObject([{ resources: lena('Lena Vogel') }]);
  });

  test('is told without a name while TIMIFY does not answer, or lists it no more', async () => {
    account().fault = 'unavailable';
    expect(await acts('invite')).toMatchObject([{ resources: lena(null) }]);
    account().fault = null;
    account().resources = [];
    expect(await acts('invite')).toMatchObject([{ resources: lena(null) }]);
  });
});

describe('what an act was about', () => {
  test('is the kind of conflict and the way out, and for a deleted copy its side', async () => {
    const overlap = conflict('c1', { connectionId: id, actions: ['keep-both'] });
    const deleted = conflict('c2', {
      ...{ connectionId: id, kind: 'mirror-deleted', office: null, actions: ['put-back'] },
      timify: { id: 'booking', span: at(15), hasCustomers: false },
    });
    await keep(server, id, { conflicts: [overlap, deleted] });
    const resolve = (which: string, action: string) =>
      server.as('admin').send('POST', `/api/connections/${id}/conflicts/${which}/resolve`, { action });
    await must(resolve('c1', 'keep-both'));
    server.clock.advance(1000);
    await must(resolve('c2', 'put-back'));
    expect(await acts('resolve-conflict')).toMatchObject([
      { resources: lena('Lena Berger'), facts: { kind: 'mirror-deleted', side: 'office' } },
      { resources: lena('Lena Berger'), facts: { kind: 'overlap', action: 'keep-both' } },
    ]);
  });

  test('is which settings were changed, locked and set free', async () => {
    const change = async (body: object) => {
      server.clock.advance(1000);
      await must(server.as('admin').send('PATCH', '/api/company/settings', body));
    };
    await change({ notes: false, locked: ['notes'] });
    await change({ locked: ['direction'] });
    expect((await acts('change-settings')).map(({ facts }) => facts)).toEqual([
      { names: [], lockedNow: ['direction'], freedNow: ['notes'] },
      { names: ['notes'], lockedNow: ['notes'], freedNow: [] },
    ]);
  });

  test('is what was taken back, in the reader’s language', async () => {
    const back = { kind: 'restore' } as const;
    const facts = { connectionId: id, companyId: COMPANY, at: server.clock.now(), back };
    await keep(server, id, { log: [entry('l1', facts)] });
    await must(server.as('admin').send('POST', `/api/connections/${id}/log/l1/undo`, { notify: false }));
    expect(await acts('undo', 'language=de')).toMatchObject([
      { resources: lena('Lena Berger'), undone: 'de: rule' },
    ]);
    expect(await acts('undo', 'language=en')).toMatchObject([{ undone: 'en: rule' }]);
  });

  test('is what became of the copies', async () => {
    await act('deactivate', { copies: 'remove' });
    expect(await acts('deactivate')).toMatchObject([
      { resources: lena('Lena Berger'), facts: { copies: 'remove' } },
    ]);
  });
});
