import { describe, expect, it } from 'vitest';
import type { Link } from '../../core/links.ts';
import { at, begin, conflict, connection, ids, link } from './builders.ts';
import type { World } from './world.ts';

const keep = async (world: World, links: Link[], connectionId = 'connection'): Promise<void> => {
  const { fence } = await begin(world.store, connectionId);
  await world.store.commit({ connectionId, fence, links });
};

export const linksContract = (world: World): void => {
  describe('links', () => {
    it('are pages in the order of their ids, of one connection', async () => {
      await keep(
        world,
        ['d', 'a', 'c', 'b', 'e'].map((id) => link(id)),
      );
      await keep(world, [link('aa', { connectionId: 'other' })], 'other');
      const { links } = world.store;
      expect(ids(await links.page('connection', null, 2))).toEqual(['a', 'b']);
      expect(ids(await links.page('connection', 'b', 2))).toEqual(['c', 'd']);
      expect(ids(await links.page('connection', 'd', 2))).toEqual(['e']);
      expect(ids(await links.page('connection', 'e', 2))).toEqual([]);
      expect(await links.get('other', 'a')).toBeNull();
      expect(await links.get('connection', 'a')).toEqual(link('a'));
    });

    it('of a series are found by it', async () => {
      await keep(world, [link('a', { series: 's' }), link('b'), link('c', { series: 's' })]);
      expect(ids(await world.store.links.ofSeries('connection', 's'))).toEqual(['a', 'c']);
      expect(await world.store.links.ofSeries('other', 's')).toEqual([]);
    });

    it('are counted by what was decided', async () => {
      const { store } = world;
      await store.connections.create(
        connection('connection', { hold: { linkIds: ['a', 'b'], side: 'timify', total: 9, since: 0 } }),
      );
      const kinds = ['mirrored', 'mirrored', 'covered', 'conflict', 'adopted', 'skipped', 'skipped'] as const;
      await keep(
        world,
        kinds.map((decision, index) => link(`link-${index}`, { decision })),
      );
      const { fence } = await begin(store, 'connection', Number.MAX_SAFE_INTEGER / 2);
      await store.commit({
        connectionId: 'connection',
        fence,
        conflicts: [conflict('open'), conflict('closed', { closedAt: 1 })],
      });
      expect(await store.links.counts('connection')).toEqual({
        linked: 5,
        covered: 1,
        conflicts: 1,
        skipped: 2,
        held: 2,
      });
      expect(await store.links.counts('nobody')).toEqual({
        linked: 0,
        covered: 0,
        conflicts: 0,
        skipped: 0,
        held: 0,
      });
    });

    it('tell which connections of a company hold an appointment', async () => {
      const { store } = world;
      for (const [id, companyId] of [
        ['a', 'one'],
        ['b', 'one'],
        ['c', 'one'],
        ['d', 'two'],
      ] as const)
        await store.connections.create(connection(id, { companyId }));
      const booking = { side: 'timify', origin: 'appointment' } as const;
      await keep(world, [link('1', { connectionId: 'a', ...booking })], 'a');
      await keep(
        world,
        [link('1', { connectionId: 'b', mirrors: [{ id: 'appointment', span: at(0) }] })],
        'b',
      );
      await keep(
        world,
        [link('1', { connectionId: 'c', side: 'timify', origin: 'appointment/2026-03-02' })],
        'c',
      );
      await keep(world, [link('1', { connectionId: 'd', ...booking })], 'd');
      expect(await store.links.connectionsOfAppointment('one', 'appointment')).toEqual(['a', 'b', 'c']);
      expect(await store.links.connectionsOfAppointment('two', 'appointment')).toEqual(['d']);
      expect(await store.links.connectionsOfAppointment('one', 'another')).toEqual([]);
    });
  });
};
