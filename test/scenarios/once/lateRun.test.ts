/** A run that lost its connection to another, or that a person paused, and what is kept of its look at the window. */
import { expect, it } from 'vitest';
import { NOW } from '../../../server/src/core/toyWorld.ts';
import type { Connection } from '../../../server/src/sync/documents.ts';
import type { Store } from '../../../server/src/sync/ports/store.ts';
import { CONNECTION, runSide, type RunSide } from '../../support/runSide.ts';

const look = (done: number): Connection['progress'] => ({
  ...{ phase: done < 20 ? 'rest' : 'done', total: 20, doneUntil: NOW },
  done,
});

/** Another run has taken it over after the lease, and come as far as this. */
const takenOver = (progress: Connection['progress']) => async (store: Store) => {
  const claim = await store.work.claimOne(CONNECTION, { owner: 'other', now: NOW + 61_000, leaseMs: 60_000 });
  if (!claim) throw new Error('the row is taken');
  await store.commit({ connectionId: CONNECTION, fence: claim.fence, connection: { progress } });
};

const LEFT = 'run left to others';
const progressOf = async (side: RunSide) => (await side.connection())?.progress;

it('a run that comes too late begins no look over the one that another has made', async () => {
  const side = await runSide(0);
  const meanwhile = { before: 'cursors.ofConnection', act: takenOver(look(20)) };
  await expect(side.run('connection', [{ kind: 'window' }], meanwhile)).rejects.toThrow(LEFT);
  expect(await progressOf(side)).toEqual(look(20));
});

it('a pause ends the look that it stopped, so that the next one begins anew', async () => {
  const side = await runSide(0);
  await side.set({ state: 'paused', progress: look(3) });
  await side.run('connection', [{ kind: 'window', goesOn: true }]);
  expect(await progressOf(side)).toEqual({ ...look(3), phase: 'done' });
});

it('and none that another run goes on with since', async () => {
  const side = await runSide(0);
  await side.set({ state: 'paused', progress: look(3) });
  const meanwhile = { before: 'companies.get', act: takenOver(look(7)) };
  await expect(side.run('connection', [{ kind: 'window', goesOn: true }], meanwhile)).rejects.toThrow(LEFT);
  expect(await progressOf(side)).toEqual(look(7));
});

it('a pause in the last moment of a first import leaves it made, and told once', async () => {
  const side = await runSide(0);
  await side.set({ state: 'importing', importedAt: null, progress: { ...look(19), done: 1_000 } });
  const pause = async (store: Store): Promise<void> => {
    await store.connections.set(CONNECTION, { state: 'paused' });
  };
  const meanwhile = { before: 'connections.set', act: pause };
  await side.run('connection', [{ kind: 'window', goesOn: true }], meanwhile);
  expect(await side.connection()).toMatchObject({
    ...{ state: 'paused', importedAt: NOW },
    progress: { phase: 'done' },
  });
  await side.set({ state: 'syncing' });
  await side.run('connection', [{ kind: 'event', id: 'none' }]);
  expect(await side.connection()).toMatchObject({ state: 'in-step' });
  expect(side.mails).toEqual(['connected']);
});
