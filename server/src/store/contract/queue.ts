import { describe, expect, it } from 'vitest';
import { FenceLost } from '../../sync/ports/store.ts';
import { type Hint } from '../../sync/documents.ts';
import { MOST_HINTS } from '../hints.ts';
import { DAY, HOUR, NOON, begin, claim, end, signal } from './builders.ts';
import type { World } from './world.ts';

const event = (id: string): Hint => ({ kind: 'event', id });

export const queueContract = (world: World): void => {
  describe('a signal', () => {
    it('makes a row, raises its sequence, joins hints and never delays', async () => {
      const { work } = world.store;
      expect(await work.get('connection')).toBeNull();
      await signal(world.store, 'connection', { hints: [event('a')], dueAt: NOON + HOUR, lane: 'import' });
      await signal(world.store, 'connection', { hints: [event('b'), event('a')], dueAt: NOON + DAY });
      await signal(world.store, 'connection', { dueAt: NOON });
      expect(await work.get('connection')).toEqual({
        id: 'connection',
        kind: 'connection',
        tenantId: 'tenant',
        lane: 'import',
        dueAt: NOON,
        sequence: 3,
        hints: [event('a'), event('b')],
        signalledAt: NOON,
        lease: null,
        fence: 0,
        failures: 0,
      });
    });

    it('of the live lane lifts a row out of the imports, and no import puts it back before it is served', async () => {
      const { store } = world;
      const laneOf = async (): Promise<string | undefined> => (await store.work.get('connection'))?.lane;
      await signal(store, 'connection', { hints: [{ kind: 'window' }], lane: 'import' });
      await signal(store, 'connection', { hints: [event('a')], lane: 'live' });
      expect(await laneOf()).toBe('live');
      await signal(store, 'connection', { hints: [{ kind: 'window' }], lane: 'import' });
      expect(await laneOf()).toBe('live');
      const run = await begin(store);
      await store.work.done('connection', run.fence, end(run));
      await signal(store, 'connection', { hints: [{ kind: 'window' }], lane: 'import' });
      expect(await laneOf()).toBe('import');
    });

    it('keeps the last of those whom notifications named, also after they were served', async () => {
      const { store } = world;
      const rungFor = async (): Promise<string[] | undefined> =>
        (await store.work.get('connection'))?.rungFor;
      const ring = (...ids: string[]): Promise<void> => signal(store, 'connection', { rungFor: ids });
      await ring('a', 'b');
      await signal(store, 'connection');
      await ring('c', 'a');
      const run = await begin(store);
      await store.work.done('connection', run.fence, end(run));
      expect(await rungFor()).toEqual(['b', 'c', 'a']);
      await ring(...Array.from({ length: 19 }, (_, index) => `more-${index}`));
      expect(await rungFor()).toEqual(['a', ...Array.from({ length: 19 }, (_, index) => `more-${index}`)]);
    });

    it('keeps the time of the oldest one that is not served', async () => {
      await signal(world.store, 'connection');
      world.now = NOON + 1000;
      await signal(world.store, 'connection');
      const run = await begin(world.store);
      expect(run.signalledAt).toBe(NOON);
      world.now = NOON + 2000;
      await signal(world.store, 'connection');
      world.now = NOON + 3000;
      await signal(world.store, 'connection');
      await world.store.work.done('connection', run.fence, end(run));
      expect((await world.store.work.get('connection'))?.signalledAt).toBe(NOON + 2000);
    });

    it('never keeps more hints than the bound: an overflow becomes the window and keeps acts', async () => {
      const { store } = world;
      await signal(store, 'connection', { hints: [{ kind: 'act', id: 'act' }] });
      for (let index = 0; index < MOST_HINTS; index += 10)
        await signal(store, 'connection', {
          hints: Array.from({ length: 10 }, (_, offset) => event(`event-${index + offset}`)),
        });
      const hints = (await store.work.get('connection'))?.hints;
      expect(hints).toEqual([{ kind: 'window' }, { kind: 'act', id: 'act' }]);
    });

    it('leaves behind what no reading of the window replaces, also where a run has taken a part of it', async () => {
      const { store } = world;
      const gone: Hint = { kind: 'subscription', calendarId: 'calendar', gone: true };
      await signal(store, 'connection', { hints: [gone, { kind: 'shift', id: 's', action: null }] });
      const run = await begin(store);
      await signal(store, 'connection', {
        hints: Array.from({ length: MOST_HINTS }, (_, index) => event(`event-${index}`)),
      });
      await store.work.done('connection', run.fence, { ...end(run), retain: run.hints });
      const hints = (await store.work.get('connection'))?.hints;
      expect(hints).toEqual([{ kind: 'window' }, { kind: 'availability' }, gone]);
    });

    it('is not lost when many come at once, from several processes', async () => {
      const names = Array.from({ length: 24 }, (_, index) => `event-${index}`);
      await Promise.all(
        names.map((name, index) =>
          signal(index % 2 ? world.store : world.second, 'connection', { hints: [event(name)] }),
        ),
      );
      const hints = (await world.store.work.get('connection'))?.hints ?? [];
      expect(hints.map((hint) => ('id' in hint ? hint.id : hint.kind)).sort()).toEqual(names.sort());
    });
  });

  describe('a run', () => {
    it('is due again when the last signal asked, with the new hints and what it retains', async () => {
      await signal(world.store, 'connection', { hints: [event('served')] });
      const run = await begin(world.store);
      expect(run.hints).toEqual([event('served')]);
      await signal(world.store, 'connection', { hints: [event('served'), event('new')], dueAt: NOON + 1 });
      await world.store.work.done('connection', run.fence, { ...end(run), retain: [event('again')] });
      const row = await world.store.work.get('connection');
      expect(row?.hints).toEqual([event('again'), event('served'), event('new')]);
      expect(row?.dueAt).toBe(NOON + 1);
      expect((await claim(world.store, NOON + 1))?.id).toBe('connection');
    });

    it('rests until its due time when nothing came', async () => {
      const run = await begin(world.store);
      await world.store.work.done('connection', run.fence, { ...end(run), failures: 3, lane: 'import' });
      const row = await world.store.work.get('connection');
      expect(row).toMatchObject({ hints: [], lease: null, signalledAt: null, failures: 3, lane: 'import' });
      expect(await claim(world.store, NOON + DAY - 1)).toBeNull();
      expect((await claim(world.store, NOON + DAY))?.failures).toBe(3);
    });

    it('that a live signal overtook comes back on the live lane', async () => {
      await signal(world.store, 'connection', { lane: 'import' });
      const run = await begin(world.store);
      await signal(world.store, 'connection', { lane: 'live' });
      await world.store.work.done('connection', run.fence, end(run));
      expect((await world.store.work.get('connection'))?.lane).toBe('live');
    });

    it('whose lease ended is handed out again with all its hints and a higher fence', async () => {
      await signal(world.store, 'connection', { hints: [event('a')] });
      const first = await claim(world.store);
      await signal(world.store, 'connection', { hints: [event('b')] });
      expect(await claim(world.store, NOON + 59_999)).toBeNull();
      const second = await claim(world.store, NOON + 60_000, 'another');
      expect(second?.hints).toEqual([event('a'), event('b')]);
      expect(second?.fence).toBeGreaterThan(first?.fence ?? Infinity);
      expect(second?.lease).toEqual({ owner: 'another', until: NOON + 120_000 });
    });

    it('that lost its fence can neither prolong its lease nor end', async () => {
      const { work } = world.store;
      const first = await begin(world.store);
      const second = await begin(world.store, 'connection', NOON + HOUR);
      await expect(work.renewLease('connection', first.fence, NOON + DAY)).rejects.toBeInstanceOf(FenceLost);
      await expect(work.done('connection', first.fence, end(first))).rejects.toBeInstanceOf(FenceLost);
      await work.done('connection', second.fence, end(second));
      await expect(work.renewLease('connection', second.fence, NOON + DAY)).rejects.toBeInstanceOf(FenceLost);
      await work.remove('connection');
      await expect(work.done('connection', second.fence, end(second))).rejects.toBeInstanceOf(FenceLost);
    });

    it('keeps its row for as long as it prolongs the lease', async () => {
      const run = await begin(world.store);
      await world.store.work.renewLease('connection', run.fence, NOON + HOUR);
      expect(await claim(world.store, NOON + HOUR - 1)).toBeNull();
      expect(await claim(world.store, NOON + HOUR)).not.toBeNull();
    });
  });

  claimContract(world);
};

const claimContract = (world: World): void => {
  describe('a claim', () => {
    it('finds nothing where nothing is due', async () => {
      await signal(world.store, 'later', { dueAt: NOON + 1 });
      expect(await claim(world.store)).toBeNull();
      expect(await world.store.work.claimOne('nobody', { owner: 'w', now: NOON, leaseMs: 1 })).toBeNull();
    });

    it('takes the live lane first, and only the lanes asked for', async () => {
      const { store } = world;
      await signal(store, 'import', { lane: 'import', dueAt: NOON - DAY });
      await signal(store, 'live', { lane: 'live' });
      const request = { owner: 'worker', now: NOON, leaseMs: 60_000 };
      expect((await store.work.claim({ ...request, lanes: ['import', 'live'] }))?.id).toBe('live');
      expect(await store.work.claim({ ...request, lanes: ['live'] })).toBeNull();
      expect((await store.work.claim({ ...request, lanes: ['import'] }))?.id).toBe('import');
    });

    it('lets tenants take turns, and serves the earliest of each first', async () => {
      const { store } = world;
      for (const index of [1, 2, 3])
        await signal(store, `big-${index}`, { tenantId: 'big', dueAt: NOON - HOUR + index });
      await signal(store, 'small-1', { tenantId: 'small', dueAt: NOON - 2 });
      await signal(store, 'small-2', { tenantId: 'small', dueAt: NOON - 1 });
      const order: (string | undefined)[] = [];
      for (let index = 0; index < 5; index++) order.push((await claim(store))?.id);
      expect(order.slice(0, 4).map((id) => id?.split('-')[0])).toEqual(
        order[0] === 'big-1' ? ['big', 'small', 'big', 'small'] : ['small', 'big', 'small', 'big'],
      );
      expect(order.filter((id) => id?.startsWith('big'))).toEqual(['big-1', 'big-2', 'big-3']);
      expect(order.filter((id) => id?.startsWith('small'))).toEqual(['small-1', 'small-2']);
    });

    it('never gives one row to two claimers', async () => {
      const rows = Array.from({ length: 12 }, (_, index) => `connection-${index}`);
      for (const id of rows) await signal(world.store, id, { tenantId: `tenant-${id.length}` });
      const claims = await Promise.all(
        Array.from({ length: 16 }, (_, index) => claim(index % 2 ? world.store : world.second)),
      );
      const taken = claims.flatMap((one) => one?.id ?? []);
      expect(new Set(taken).size).toBe(taken.length);
      for (let one = await claim(world.store); one; one = await claim(world.store)) taken.push(one.id);
      expect(taken.sort()).toEqual(rows.sort());
    });

    it('of one row succeeds for one of many', async () => {
      await signal(world.store, 'connection');
      const request = { owner: 'worker', now: NOON, leaseMs: 60_000 };
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 ? world.store : world.second).work.claimOne('connection', request),
        ),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    it('is counted in the backlog until it is made', async () => {
      expect(await world.store.work.backlog(NOON)).toEqual({ due: 0, oldest: null });
      await signal(world.store, 'a', { dueAt: NOON - 5 });
      await signal(world.store, 'b', { dueAt: NOON });
      await signal(world.store, 'c', { dueAt: NOON + 1 });
      expect(await world.store.work.backlog(NOON)).toEqual({ due: 2, oldest: NOON - 5 });
      await claim(world.store);
      expect(await world.store.work.backlog(NOON)).toEqual({ due: 1, oldest: NOON });
    });
  });
};
