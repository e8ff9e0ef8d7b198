import { describe, expect, it } from 'vitest';
import { FenceLost, type Commit } from '../../sync/ports/store.ts';
import {
  HOUR,
  NOON,
  act,
  at,
  begin,
  conflict,
  connection,
  cursor,
  entry,
  ids,
  link,
  subscription,
} from './builders.ts';
import type { World } from './world.ts';

const everything = (fence: number): Commit => ({
  connectionId: 'connection',
  fence,
  links: [link('link-1'), link('link-2', { series: 'series' })],
  log: [entry('entry-1'), entry('entry-2', { at: NOON + 1 })],
  conflicts: [conflict('conflict-1')],
  cursors: [cursor('calendar', { subscription: subscription('subscription') })],
  connection: { state: 'syncing', lastRunAt: NOON },
  acts: [act('act-1')],
});

export const commitContract = (world: World): void => {
  describe('a commit', () => {
    it('keeps everything it brings, as it was given', async () => {
      const { store } = world;
      await store.connections.create(connection('connection'));
      const { fence } = await begin(store);
      const commit = everything(fence);
      await store.commit(commit);
      expect(await store.links.page('connection', null, 10)).toEqual(commit.links);
      expect(await store.log.page({ connectionId: 'connection' }, null, 10)).toEqual(
        commit.log?.toReversed(),
      );
      expect(await store.conflicts.open('connection')).toEqual(commit.conflicts);
      expect(await store.cursors.ofConnection('connection')).toEqual(commit.cursors);
      expect(await store.acts.waiting('connection')).toEqual(commit.acts);
      expect(await store.connections.get('connection')).toEqual(
        connection('connection', { state: 'syncing', lastRunAt: NOON }),
      );
    });

    it('replaces, forgets, and changes nothing when it is repeated', async () => {
      const { store } = world;
      await store.connections.create(connection('connection'));
      const { fence } = await begin(store);
      await store.commit(everything(fence));
      await store.commit(everything(fence));
      const moved = link('link-1', { span: at(48), origin: 'moved' });
      await store.commit({
        connectionId: 'connection',
        fence,
        links: [moved],
        unlink: ['link-2', 'never-was'],
        dropCursors: ['calendar', 'never-was'],
        conflicts: [conflict('conflict-1', { closedAt: NOON, closedBy: 'solved' })],
        acts: [act('act-1', { result: { ok: true, error: null, facts: { 'a.b': 1 } } })],
      });
      expect(await store.links.page('connection', null, 10)).toEqual([moved]);
      expect(await store.links.get('connection', 'link-2')).toBeNull();
      expect(await store.links.ofSeries('connection', 'series')).toEqual([]);
      expect(await store.cursors.ofConnection('connection')).toEqual([]);
      expect(await store.conflicts.open('connection')).toEqual([]);
      expect(await store.acts.waiting('connection')).toEqual([]);
      expect((await store.acts.get('act-1'))?.result?.facts).toEqual({ 'a.b': 1 });
      expect(await store.log.page({ connectionId: 'connection' }, null, 10)).toHaveLength(2);
    });

    it('can bring back what a former one forgot', async () => {
      const { store } = world;
      const { fence } = await begin(store);
      await store.commit({ connectionId: 'connection', fence, links: [link('link')] });
      await store.commit({ connectionId: 'connection', fence, unlink: ['link'] });
      await store.commit({ connectionId: 'connection', fence, links: [link('link')] });
      expect(await store.links.get('connection', 'link')).toEqual(link('link'));
      expect((await store.links.counts('connection')).linked).toBe(1);
    });

    it('takes more links than one round trip carries', async () => {
      const { store } = world;
      const { fence } = await begin(store);
      const links = Array.from({ length: 130 }, (_, index) => link(`link-${String(index).padStart(5, '0')}`));
      await store.commit({ connectionId: 'connection', fence, links });
      await store.commit({ connectionId: 'connection', fence, unlink: ids(links.slice(0, 70)) });
      expect(ids(await store.links.page('connection', null, 2000))).toEqual(ids(links.slice(70)));
    });

    it('with an old fence is rejected and touches nothing', async () => {
      const { store } = world;
      await store.connections.create(connection('connection'));
      const old = await begin(store);
      await store.commit({ connectionId: 'connection', fence: old.fence, links: [link('kept')] });
      const later = await begin(store, 'connection', NOON + HOUR);
      await expect(store.commit(everything(old.fence))).rejects.toBeInstanceOf(FenceLost);
      await expect(
        store.commit({ connectionId: 'connection', fence: old.fence, unlink: ['kept'] }),
      ).rejects.toBeInstanceOf(FenceLost);
      expect(ids(await store.links.page('connection', null, 10))).toEqual(['kept']);
      expect(await store.log.page({ connectionId: 'connection' }, null, 10)).toEqual([]);
      expect(await store.connections.get('connection')).toEqual(connection('connection'));
      await store.commit(everything(later.fence));
    });

    it('of a removed connection or row is rejected or does no harm', async () => {
      const { store } = world;
      const { fence } = await begin(store);
      await store.commit({ connectionId: 'connection', fence, connection: { state: 'paused' } });
      expect(await store.connections.get('connection')).toBeNull();
      await store.work.remove('connection');
      await expect(store.commit(everything(fence))).rejects.toBeInstanceOf(FenceLost);
    });
  });

  eraseContract(world);
};

const eraseContract = (world: World): void => {
  describe('erasing a connection', () => {
    it('leaves nothing of it and everything of others', async () => {
      const { store } = world;
      const mine = await begin(store);
      const other = await begin(store, 'other');
      await store.commit(everything(mine.fence));
      await store.commit({
        connectionId: 'other',
        fence: other.fence,
        links: [link('link-1', { connectionId: 'other' })],
        log: [entry('entry-of-other', { connectionId: 'other' })],
      });
      await store.acts.put(act('act-2'));
      await store.erase('connection');

      expect(await store.links.page('connection', null, 10)).toEqual([]);
      expect(await store.links.about('connection', { office: ['origin-of-link-1'], spans: [at(0)] })).toEqual(
        [],
      );
      expect(await store.log.page({ connectionId: 'connection' }, null, 10)).toEqual([]);
      expect(await store.conflicts.page({ connectionId: 'connection' }, null, 10)).toEqual([]);
      expect(await store.cursors.ofConnection('connection')).toEqual([]);
      expect(await store.cursors.bySubscription('subscription')).toBeNull();
      expect(await store.acts.get('act-1')).toBeNull();
      expect(await store.acts.waiting('connection')).toEqual([]);
      expect(await store.work.get('connection')).toBeNull();
      expect(ids(await store.links.page('other', null, 10))).toEqual(['link-1']);
      expect(await store.log.page({ connectionId: 'other' }, null, 10)).toHaveLength(1);
    });

    it('stays erased when a run of it is still under way', async () => {
      const { store, second } = world;
      const { fence } = await begin(store);
      const links = Array.from({ length: 160 }, (_, index) => link(`link-${index}`));
      const commit = store.commit({ connectionId: 'connection', fence, links });
      const committed = commit.then(
        () => null,
        (error: unknown) => error,
      );
      while ((await second.links.page('connection', null, 1)).length === 0);
      await second.erase('connection');
      const failure = await committed;
      if (failure !== null) expect(failure).toBeInstanceOf(FenceLost);
      expect(await store.links.page('connection', null, 10)).toEqual([]);
    });
  });
};
