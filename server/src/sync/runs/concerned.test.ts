import { expect, it } from 'vitest';
import { company, connection, NOON, signal } from '../../store/contract/builders.ts';
import { openEmbedded } from '../../store/embedded/open.ts';
import { signalConcerned } from './concerned.ts';

it('a changed booking goes before imports, but not before the first import of its own connection', async () => {
  const clock = { now: () => NOON, until: () => Promise.resolve() };
  const store = await openEmbedded(':memory:', clock);
  const resourceIds = ['one', 'two'];
  await store.connections.create(connection('imported', { resourceId: 'one', importedAt: NOON }));
  await store.connections.create(connection('importing', { resourceId: 'two', importedAt: null }));
  for (const id of ['imported', 'importing'])
    await signal(store, id, { hints: [{ kind: 'window' }], lane: 'import' });
  const changed = [{ id: 'booking', version: 'v2', resourceIds }];
  expect(await signalConcerned({ store, clock }, company('company'), changed)).toBe(2);
  const hints = [{ kind: 'window' }, { kind: 'appointment', id: 'booking', version: 'v2' }];
  expect(await store.work.get('imported')).toMatchObject({ lane: 'live', hints });
  expect(await store.work.get('importing')).toMatchObject({ lane: 'import', hints });
  await store.close();
});
