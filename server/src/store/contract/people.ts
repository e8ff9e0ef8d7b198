import { describe, expect, it } from 'vitest';
import { NOON, company, connection, ids, invitation } from './builders.ts';
import type { World } from './world.ts';

const winners = (answers: readonly boolean[]): number => answers.filter(Boolean).length;

export const peopleContract = (world: World): void => {
  describe('companies', () => {
    it('are written only over the revision that was read', async () => {
      const { companies } = world.store;
      expect(await companies.put(company('c'))).toBe(true);
      const kept = await companies.get('c');
      expect(kept).toEqual(company('c', { revision: 1 }));
      expect(await companies.put(company('c', { name: 'too late' }))).toBe(false);
      expect(await companies.put(company('c', { name: 'New', tenantId: 'moved', revision: 1 }))).toBe(true);
      expect(await companies.get('c')).toMatchObject({ name: 'New', revision: 2 });
      expect(ids(await companies.ofTenant('moved'))).toEqual(['c']);
      expect(await companies.ofTenant('tenant')).toEqual([]);
      expect(await companies.put(company('never-was', { revision: 4 }))).toBe(false);
      await companies.remove('c');
      expect(await companies.get('c')).toBeNull();
    });

    it('belong to one of many who write at once', async () => {
      const { store, second } = world;
      const created = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 ? store : second).companies.put(company('c', { tenantId: `tenant-${index}` })),
        ),
      );
      expect(winners(created)).toBe(1);
      const changed = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 ? store : second).companies.put(company('c', { name: `${index}`, revision: 1 })),
        ),
      );
      expect(winners(changed)).toBe(1);
    });

    it('come in pages by id', async () => {
      for (const id of ['b', 'a', 'c']) await world.store.companies.put(company(id));
      expect(ids(await world.store.companies.page(null))).toEqual(['a', 'b', 'c']);
      expect(ids(await world.store.companies.page('b'))).toEqual(['c']);
    });
  });

  describe('sealed tokens', () => {
    it('are written only over the revision that was read', async () => {
      const { tokens } = world.store;
      expect(await tokens.load('key')).toBeNull();
      expect(await tokens.save('key', 'a', 3)).toBe(false);
      expect(await tokens.save('key', 'a', 0)).toBe(true);
      expect(await tokens.save('key', 'b', 0)).toBe(false);
      const revision = (await tokens.load('key'))?.revision ?? -1;
      const saved = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          (index % 2 ? world.store : world.second).tokens.save('key', `${index}`, revision),
        ),
      );
      expect(winners(saved)).toBe(1);
      expect((await tokens.load('key'))?.sealed).toBe(`${saved.indexOf(true)}`);
      await tokens.remove('key');
      expect(await tokens.load('key')).toBeNull();
    });
  });

  connectionsContract(world);
  invitationsContract(world);

  it('answers a ping while it is open, and with a fault afterwards', async () => {
    await world.store.ping();
    await world.store.close();
    await expect(world.store.ping()).rejects.toMatchObject({ kind: 'unavailable', service: 'store' });
    await expect(world.store.work.get('connection')).rejects.toMatchObject({ kind: 'unavailable' });
  });
};

const connectionsContract = (world: World): void => {
  describe('connections', () => {
    it('are found by user, company and resource, newest first', async () => {
      const { connections } = world.store;
      const first = connection('a', { resourceId: 'r', state: 'deactivated' });
      await connections.create(first);
      await connections.create(connection('b', { resourceId: 'r', createdAt: NOON + 1 }));
      await connections.create(connection('c', { oid: 'another', createdAt: NOON + 2 }));
      await connections.create(connection('d', { companyId: 'other', tenantId: 'other' }));
      expect(ids(await connections.ofUser('tenant', 'person'))).toEqual(['b', 'a']);
      expect(ids(await connections.ofCompany('company'))).toEqual(['c', 'b', 'a']);
      expect(ids(await connections.ofResource('company', 'r'))).toEqual(['b', 'a']);
      expect(await connections.get('a')).toEqual(first);
      await connections.remove('a');
      expect(await connections.get('a')).toBeNull();
    });

    it('are changed member by member, where the state allows it', async () => {
      const { connections } = world.store;
      await connections.create(connection('a'));
      expect(await connections.set('a', { lag: { theirs: 1, ours: 2 }, state: 'paused' }, ['in-step'])).toBe(
        true,
      );
      expect(await connections.set('a', { state: 'syncing' }, ['in-step', 'failing'])).toBe(false);
      expect(await connections.set('a', { settings: { 'template.subject': 'x' } })).toBe(true);
      expect(await connections.set('nobody', { lag: null })).toBe(false);
      const changed = { settings: { notes: false }, settingsVersion: 2 };
      expect(await connections.change('a', { settings: {}, settingsVersion: 1 }, 2)).toBe(false);
      expect(await connections.change('nobody', changed, 1)).toBe(false);
      expect(await connections.change('a', changed, 1)).toBe(true);
      expect(await connections.get('a')).toEqual(
        connection('a', {
          lag: { theirs: 1, ours: 2 },
          state: 'paused',
          ...changed,
        }),
      );
    });

    it('are found by when they ended', async () => {
      const { connections } = world.store;
      const ended = (at: number) => ({ at, copies: 'keep' as const, by: 'person' });
      await connections.create(connection('live', { deactivated: ended(NOON - 9) }));
      for (const [id, at] of [
        ['b', NOON - 2],
        ['a', NOON - 3],
        ['c', NOON],
      ] as const)
        await connections.create(connection(id, { state: 'deactivated', deactivated: ended(at) }));
      expect(ids(await connections.endedBefore(NOON, 10))).toEqual(['a', 'b']);
      expect(ids(await connections.endedBefore(NOON, 1))).toEqual(['a']);
    });

    it('are listed by need, page by page, and counted without being read', async () => {
      const { connections } = world.store;
      const trouble = { kind: 'unavailable', requestId: null, at: NOON };
      const rows = [
        connection('fine', { provenEqualAt: NOON + 2 }),
        connection('paused', { state: 'paused', provenEqualAt: NOON + 1 }),
        connection('gone', { state: 'calendar-gone', provenEqualAt: NOON + 3 }),
        connection('troubled', { trouble, provenEqualAt: NOON + 4 }),
        connection('waiting', { state: 'awaiting-approval' }),
        connection('ended', { state: 'deactivated' }),
        connection('foreign', { companyId: 'other', state: 'failing' }),
      ];
      const counts = { covered: 0, conflicts: 0, skipped: 0, held: 0 };
      for (const row of rows)
        await connections.create({ ...row, resourceId: row.id, counts: { ...counts, linked: 2 } });
      expect(ids(await connections.byNeed('company', null, 9))).toEqual([
        'gone',
        'troubled',
        'fine',
        'paused',
      ]);
      expect(ids(await connections.byNeed('company', null, 3))).toEqual(['gone', 'troubled', 'fine']);
      expect(ids(await connections.byNeed('company', { need: 0, id: 'h' }, 2))).toEqual(['troubled', 'fine']);
      expect(ids(await connections.byNeed('company', { need: 1, id: 'fine' }, 2))).toEqual(['paused']);
      const all = { live: 4, needHelp: 2, awaiting: 1, linked: 8, provenEqualAt: NOON + 1 };
      expect(await connections.tally('company')).toEqual(all);
      await connections.set('troubled', { trouble: null, counts: { ...counts, linked: 5 } });
      await connections.set('fine', { state: 'failing', provenEqualAt: null });
      await connections.set('waiting', { state: 'deactivated' });
      expect(ids(await connections.byNeed('company', null, 9))).toEqual([
        'fine',
        'gone',
        'paused',
        'troubled',
      ]);
      const then = { live: 4, needHelp: 2, awaiting: 0, linked: 11, provenEqualAt: null };
      expect(await connections.tally('company')).toEqual(then);
      const none = { live: 0, needHelp: 0, awaiting: 0, linked: 0, provenEqualAt: null };
      expect(await connections.tally('nobody')).toEqual(none);
    });

    it('are live one at a time per resource', async () => {
      const { store, second } = world;
      const created = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          (index % 2 ? store : second).connections.create(connection(`c${index}`, { resourceId: 'r' })),
        ),
      );
      expect(winners(created)).toBe(1);
      const id = `c${created.indexOf(true)}`;
      expect(await store.connections.create(connection(id, { resourceId: 'another' }))).toBe(false);
      await store.connections.set(id, { state: 'deactivated' });
      expect(await store.connections.create(connection('next', { resourceId: 'r' }))).toBe(true);
      expect(await store.connections.set(id, { state: 'importing' })).toBe(false);
      expect((await store.connections.get(id))?.state).toBe('deactivated');
      await store.connections.set('next', { state: 'deactivated' });
      expect(await store.connections.set(id, { state: 'importing' })).toBe(true);
    });
  });
};

const invitationsContract = (world: World): void => {
  describe('invitations', () => {
    it('replace the open one of the same resource', async () => {
      const { invitations } = world.store;
      await invitations.put(invitation('a'));
      await invitations.put(invitation('b', { createdAt: NOON + 1 }));
      await invitations.put(invitation('c', { resourceId: 'other' }));
      expect((await invitations.get('a'))?.state).toBe('replaced');
      expect(await invitations.get('b')).toEqual(invitation('b', { createdAt: NOON + 1 }));
      expect(ids(await invitations.ofCompany('company'))).toEqual(['b', 'c', 'a']);
      await invitations.put(invitation('b', { state: 'used', createdAt: NOON + 1 }));
      await invitations.put(invitation('d'));
      expect((await invitations.get('b'))?.state).toBe('used');
    });

    it('of one resource are open one at a time, however many are written at once', async () => {
      const { store, second } = world;
      const names = Array.from({ length: 6 }, (_, index) => `i${index}`);
      await Promise.all(
        names.map((id, index) => (index % 2 ? store : second).invitations.put(invitation(id))),
      );
      const states = (await store.invitations.ofCompany('company')).map(({ state }) => state);
      expect(states.sort()).toEqual(['open', ...names.slice(1).map(() => 'replaced')]);
    });

    it('are found by the hash of their token and, while open, by address within the tenant', async () => {
      const { invitations } = world.store;
      await invitations.put(invitation('a', { awaiting: { oid: 'person', connectionId: 'c' } }));
      await invitations.put(invitation('b', { resourceId: 'r2', state: 'withdrawn' }));
      await invitations.put(invitation('c', { resourceId: 'r3', tenantId: 'other' }));
      expect(ids(await invitations.openFor('tenant', ['room@example.com', 'x@example.com']))).toEqual(['a']);
      expect(await invitations.openFor('tenant', [])).toEqual([]);
      expect((await invitations.byTokenHash('hash-of-a'))?.awaiting).toEqual({
        oid: 'person',
        connectionId: 'c',
      });
      expect(await invitations.byTokenHash('hash-of-x')).toBeNull();
    });

    it('go one by one, and with age; one that waits for an admin stays', async () => {
      const { invitations } = world.store;
      const awaiting = { oid: 'person', connectionId: 'c' };
      const old = { createdAt: NOON - 1 };
      await invitations.put(invitation('used', { ...old, state: 'used' }));
      await invitations.put(invitation('open', { ...old, resourceId: 'r2' }));
      await invitations.put(invitation('waits', { ...old, resourceId: 'r3', awaiting }));
      await invitations.put(invitation('used-by-another', { ...old, state: 'used', awaiting }));
      await invitations.put(invitation('young', { createdAt: NOON, resourceId: 'r4' }));
      await invitations.put(invitation('taken', { createdAt: NOON, resourceId: 'r5' }));
      await invitations.remove('taken');
      expect(await invitations.prune(NOON)).toBe(3);
      expect(ids(await invitations.ofCompany('company'))).toEqual(['young', 'waits']);
      expect(await invitations.byTokenHash('hash-of-open')).toBeNull();
    });
  });
};
