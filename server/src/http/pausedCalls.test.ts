import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { connectLena, settle } from './testing/town.ts';

let server: TestServer;
let id: string;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
  id = await connectLena(server);
});
afterEach(() => server.stop());

const admin = () => server.as('admin');
const act = (who: string, action: string, body?: object) =>
  server.as(who).send('POST', `/api/connections/${id}/actions/${action}`, body);

describe('what is paused, and a company without agreement', () => {
  const disagree = async (): Promise<void> => {
    const connection = await server.store.connections.get(id);
    const company = await server.store.companies.get(connection?.companyId ?? '');
    if (company) await server.store.companies.put({ ...company, privacy: null });
  };

  test('applying to all leaves paused connections alone and counts them; so does taking it back', async () => {
    await act('lena', 'pause');
    const { status, body } = await admin().send('POST', '/api/company/apply-settings');
    expect([status, body]).toEqual([200, { connections: 0, done: 0, pending: 0, failed: 0, skipped: 1 }]);
    const undone = await admin().send('POST', '/api/company/apply-settings/undo');
    expect(undone.body.error.id).toBe('undo_impossible');
    expect(server.outside.acts).toEqual([]);
  });

  test.each(['apply-settings', 'confirm-hold', 'refuse-hold', 'undo'])(
    '%s is refused while paused',
    async (action) => {
      await act('lena', 'pause');
      expect((await act('lena', action)).body.error).toMatchObject({ id: 'forbidden', field: 'action' });
      expect(server.outside.acts).toEqual([]);
    },
  );

  test('without agreement nothing but the end is carried out', async () => {
    await disagree();
    for (const action of ['apply-settings', 'confirm-hold', 'refuse-hold', 'undo', 'self-test'])
      expect((await act('lena', action)).body.error.id).toBe('privacy_required');
    const applied = await admin().send('POST', '/api/company/apply-settings');
    expect(applied.body.error.id).toBe('privacy_required');
    expect(server.outside.acts).toEqual([]);
    expect((await act('lena', 'deactivate', { copies: 'keep' })).status).toBe(200);
    expect(server.outside.acts).toMatchObject([{ request: { kind: 'deactivate' } }]);
  });
});

test('resuming wishes a look and leaves alone how far runs have come', async () => {
  const progress = { phase: 'rest' as const, done: 3, total: 20, doneUntil: server.clock.now() };
  await server.store.connections.set(id, { state: 'in-step', importedAt: server.clock.now(), progress });
  await act('lena', 'pause');
  await server.store.connections.set(id, { progress: { ...progress, done: 7 } });
  expect((await act('lena', 'resume')).status).toBe(200);
  expect(await server.store.connections.get(id)).toMatchObject({
    state: 'syncing',
    progress: { ...progress, done: 7 },
  });
  expect((await server.store.work.get(id))?.hints).toContainEqual({ kind: 'window' });
});
