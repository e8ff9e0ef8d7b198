import { describe, expect, it } from 'vitest';
import { at, booking, event, NOW } from '../../../server/src/core/toyWorld.ts';
import type { Act } from '../../../server/src/sync/documents.ts';
import type { Store } from '../../../server/src/sync/ports/store.ts';
import { CONNECTION, runSide, type Meanwhile } from '../../support/runSide.ts';

const wish = (request: Act['request']): Act => ({
  ...{ id: `act-${request.kind}`, connectionId: CONNECTION, by: 'lena', at: 0, result: null },
  request,
});

/** Settings, and right after them an act about them, while a run has begun and not asked for acts yet. */
const changing = (settings: Record<string, unknown>, request: Act['request']): Meanwhile => ({
  before: 'acts.waiting',
  act: async (store: Store) => {
    await store.connections.set(CONNECTION, { settings, settingsVersion: 2 });
    await store.acts.put(wish(request));
  },
});

/** Any act: what makes the run ask for all that wait. */
const earlier: Act['request'] = { kind: 'confirm-hold' };

describe('an act that a run finds', () => {
  it('is carried out under the settings that were changed before it was wished', async () => {
    const side = await runSide(0);
    event(side.world, 'e', at(60, 120));
    await side.run('connection', [{ kind: 'event', id: 'e' }]);
    expect(side.world.timify.size).toBe(1);
    const act = changing({ direction: 'timify-to-office' }, { kind: 'release-copies', copies: 'remove' });
    await side.run('connection', [{ kind: 'act', id: wish(earlier).id }], act);
    expect([...side.world.timify.keys()]).toEqual([]);
  });

  it('applies them to what is there', async () => {
    const side = await runSide(0);
    booking(side.world, 'b', at(60, 120));
    await side.run('connection', [{ kind: 'appointment', id: 'b', version: null }]);
    const act = changing({ 'anonymous.toOffice': true }, { kind: 'apply-settings', level: 'connection' });
    await side.run('connection', [{ kind: 'act', id: wish(earlier).id }], act);
    expect([...side.world.office.values()]).toMatchObject([{ title: 'Busy' }]);
  });
});

it('that bookable times may be others is kept for all processes', async () => {
  const side = await runSide(0);
  await side.run('connection', [{ kind: 'event', id: 'none' }]);
  expect((await side.connection())?.plansToldAt).toBeUndefined();
  await side.run('connection', [{ kind: 'availability' }]);
  expect((await side.connection())?.plansToldAt).toBe(NOW);
});
