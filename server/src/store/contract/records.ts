import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../core/decisions.ts';
import type { LagRow, LogEntry } from '../../sync/documents.ts';
import {
  DAY,
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
  subscription,
} from './builders.ts';
import type { World } from './world.ts';

const keep = async (
  world: World,
  records: { log?: LogEntry[]; conflicts?: Conflict[] },
  connectionId = 'connection',
): Promise<void> => {
  const { fence } = await begin(world.store, connectionId);
  await world.store.commit({ connectionId, fence, ...records });
};

const lags = (companyId: string, at: number, by: string, changes = 1): LagRow => ({
  ...{ companyId, at, by, changes },
  ...{ theirs: 900, kept: [{ theirs: 900, ours: 100 }] },
});

const lagsContract = (world: World): void => {
  describe('how long changes took', () => {
    it('is a row of each company, half hour and process, which its process replaces', async () => {
      const [one, two] = [world.store.lags, world.second.lags];
      await one.put(lags('company', NOON, 'one'));
      await two.put(lags('company', NOON, 'two', 5));
      await one.put(lags('company', NOON - HOUR, 'one'));
      await one.put(lags('other', NOON, 'one'));
      await one.put(lags('company', NOON, 'one', 7));
      expect(await two.since('company', NOON - HOUR)).toEqual([
        lags('company', NOON - HOUR, 'one'),
        lags('company', NOON, 'one', 7),
        lags('company', NOON, 'two', 5),
      ]);
      expect(await two.since('company', NOON + 1)).toEqual([]);
    });

    it('is forgotten with age', async () => {
      const { lags: rows } = world.store;
      for (const at of [NOON - DAY, NOON - HOUR, NOON]) await rows.put(lags('company', at, 'one'));
      expect(await rows.prune(NOON - HOUR)).toBe(1);
      expect((await rows.since('company', 0)).map(({ at }) => at)).toEqual([NOON - HOUR, NOON]);
    });
  });
};

export const recordsContract = (world: World): void => {
  lagsContract(world);
  describe('the log', () => {
    const entries = [
      entry('e3', { at: NOON + 2, item: 'other' }),
      entry('e1', { at: NOON }),
      entry('e2', { at: NOON + 1 }),
      entry('e2b', { at: NOON + 1 }),
    ];

    it('is pages, newest first, of a connection, a company or an item', async () => {
      await keep(world, { log: entries });
      await keep(world, { log: [entry('f', { connectionId: 'other', at: NOON + 9 })] }, 'other');
      const { log } = world.store;
      const mine = { connectionId: 'connection' };
      expect(ids(await log.page(mine, null, 3))).toEqual(['e3', 'e2b', 'e2']);
      expect(ids(await log.page(mine, 'e2b', 3))).toEqual(['e2', 'e1']);
      expect(await log.page(mine, 'e1', 3)).toEqual([]);
      expect(await log.page(mine, 'unknown', 3)).toEqual([]);
      expect(ids(await log.page(mine, null, 9, { item: 'item' }))).toEqual(['e2b', 'e2', 'e1']);
      expect(ids(await log.page(mine, 'e2b', 1, { item: 'item' }))).toEqual(['e2']);
      expect(ids(await log.page(mine, null, 9, { until: NOON + 2 }))).toEqual(['e2b', 'e2', 'e1']);
      expect(ids(await log.page(mine, 'e2b', 9, { item: 'item', until: NOON + 1 }))).toEqual(['e1']);
      expect(ids(await log.page({ companyId: 'company' }, null, 2))).toEqual(['f', 'e3']);
      expect(ids(await log.page({ companyId: 'company' }, 'f', 2))).toEqual(['e3', 'e2b']);
      expect(await log.get('connection', 'e3')).toEqual(entries[0]);
      expect(await log.get('other', 'e3')).toBeNull();
    });

    it('forgets what is old: entries, answered acts, closed conflicts of the past', async () => {
      await keep(world, {
        log: entries,
        conflicts: [
          conflict('open'),
          conflict('closed', { closedAt: NOON, openedAt: NOON }),
          conflict('closed-future', { closedAt: NOON, span: at(24 * 90) }),
        ],
      });
      await world.store.acts.put(act('waiting'));
      await world.store.acts.put(act('answered', { result: { ok: true, error: null, facts: {} } }));
      expect(await world.store.log.prune(NOON)).toBe(0);
      expect(await world.store.log.prune(NOON + 1)).toBe(2);
      expect(await world.store.log.prune(NOON + DAY)).toBe(4);
      expect(await world.store.log.page({ connectionId: 'connection' }, null, 9)).toEqual([]);
      const left = await world.store.conflicts.page({ connectionId: 'connection' }, null, 9);
      expect(ids(left).sort()).toEqual(['closed-future', 'open']);
      expect(await world.store.acts.get('waiting')).not.toBeNull();
      expect(await world.store.acts.get('answered')).toBeNull();
    });

    it('forgets more than one step can take', async () => {
      const log = Array.from({ length: 510 }, (_, index) => entry(`e${index}`));
      await keep(world, { log });
      expect(await world.store.log.prune(NOON + 1)).toBe(510);
    });
  });

  describe('conflicts', () => {
    it('are open until they are closed, and pages hold both, newest first', async () => {
      const { store } = world;
      await store.connections.create(connection('connection'));
      await store.connections.create(connection('foreign', { companyId: 'another' }));
      const conflicts = [
        conflict('a', { openedAt: NOON + 1 }),
        conflict('b', { closedAt: NOON + 5, closedBy: 'solved' }),
        conflict('c', { openedAt: NOON + 1 }),
      ];
      await keep(world, { conflicts });
      await keep(world, { conflicts: [conflict('z', { connectionId: 'foreign' })] }, 'foreign');
      expect(ids(await store.conflicts.open('connection'))).toEqual(['a', 'c']);
      for (const of of [{ connectionId: 'connection' }, { companyId: 'company' }]) {
        expect(ids(await store.conflicts.page(of, null, 2))).toEqual(['c', 'a']);
        expect(ids(await store.conflicts.page(of, conflicts[0] ?? null, 2))).toEqual(['b']);
        expect(await store.conflicts.page(of, conflicts[1] ?? null, 2)).toEqual([]);
        expect(ids(await store.conflicts.page(of, null, 9, true))).toEqual(['c', 'a']);
        expect(ids(await store.conflicts.page(of, conflicts[2] ?? null, 9, true))).toEqual(['a']);
        // Where nothing stands any more.
        expect(ids(await store.conflicts.page(of, { openedAt: NOON + 1, id: 'aa' }, 9))).toEqual(['a', 'b']);
      }
      expect(await store.conflicts.get('connection', 'b')).toEqual(conflicts[1]);
      expect(await store.conflicts.get('foreign', 'b')).toBeNull();
    });
  });

  furtherContract(world);
};

const furtherContract = (world: World): void => {
  describe('cursors', () => {
    it('are kept per calendar and found by their subscription', async () => {
      const { cursors } = world.store;
      await cursors.put(cursor('b', { subscription: subscription(null) }));
      await cursors.put(cursor('a'));
      await cursors.put(cursor('b', { subscription: subscription('s') }));
      expect((await cursors.ofConnection('connection')).map(({ calendarId }) => calendarId)).toEqual([
        'a',
        'b',
      ]);
      expect(await cursors.bySubscription('s')).toEqual(cursor('b', { subscription: subscription('s') }));
      await cursors.put(cursor('b'));
      expect(await cursors.bySubscription('s')).toBeNull();
    });
  });

  describe('acts', () => {
    it('wait, oldest first, until they have a result', async () => {
      const { acts } = world.store;
      await acts.put(act('late', { at: NOON + 1 }));
      await acts.put(act('early'));
      await acts.put(act('others', { connectionId: 'other' }));
      expect(ids(await acts.waiting('connection'))).toEqual(['early', 'late']);
      const answered = act('early', { result: { ok: false, error: 'refused', facts: { count: 2 } } });
      await acts.put(answered);
      expect(ids(await acts.waiting('connection'))).toEqual(['late']);
      expect(await acts.get('early')).toEqual(answered);
    });
  });

  describe('what the polling net has seen', () => {
    const seen = (
      id: string,
      hours: number,
      version = 'v1',
    ): Parameters<World['store']['seen']['put']>[1][0] => ({
      id,
      version,
      start: at(hours).start,
      resourceIds: [`r-${id}`],
    });

    it('is kept per company, by id and by start', async () => {
      const { seen: net } = world.store;
      await net.put('company', [seen('a', 0), seen('b', 1), seen('c', 2)]);
      await net.put('company', [seen('b', 1, 'v2'), seen('c', 9)]);
      await net.put('other', [seen('a', 0, 'v9')]);
      expect(await net.versions('company', ['a', 'b', 'x'])).toEqual(
        new Map([
          ['a', 'v1'],
          ['b', 'v2'],
        ]),
      );
      expect(await net.resources('company', ['c'])).toEqual(new Map([['c', ['r-c']]]));
      expect(await net.inside('company', { start: NOON, end: NOON + HOUR })).toEqual(['a']);
      expect(await net.inside('company', { start: NOON, end: NOON + 10 * HOUR })).toEqual(['a', 'b', 'c']);
      await net.drop('company', ['a', 'c', 'x']);
      expect(await net.inside('company', { start: NOON, end: NOON + 10 * HOUR })).toEqual(['b']);
      expect(await net.versions('other', ['a'])).toEqual(new Map([['a', 'v9']]));
      await net.put('company', []);
      expect(await net.versions('company', [])).toEqual(new Map());
    });
  });

  describe('the audit of admin acts', () => {
    it('is pages of a company, newest first', async () => {
      const { audit } = world.store;
      for (const [id, companyId, hours] of [
        ['a', 'company', 0],
        ['b', 'company', 2],
        ['c', 'company', 1],
        ['d', 'other', 3],
      ] as const)
        await audit.add({
          id,
          companyId,
          tenantId: 'tenant',
          at: at(hours).start,
          by: 'admin',
          act: 'settings',
          facts: { 'showAs.free': 'block' },
        });
      const first = await audit.page('company', null, 2);
      expect(ids(first)).toEqual(['b', 'c']);
      expect(first[0]?.facts).toEqual({ 'showAs.free': 'block' });
      expect(ids(await audit.page('company', 'c', 2))).toEqual(['a']);
    });
  });
};
