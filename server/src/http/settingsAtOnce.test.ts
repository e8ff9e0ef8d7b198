import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { connectLena, must, settle } from './testing/town.ts';

let server: TestServer;
let id: string;
/** What others do in the moment before a change is stored. */
let meanwhile: (() => Promise<unknown>) | null;
beforeEach(async () => {
  meanwhile = null;
  server = await startTestServer({
    store: async (clock) => {
      const store = await openEmbedded(':memory:', clock);
      const change: typeof store.connections.change = async (...call) => {
        const others = meanwhile;
        meanwhile = null;
        await others?.();
        return store.connections.change(...call);
      };
      return { ...store, connections: { ...store.connections, change } };
    },
  });
  settle(server);
  id = await connectLena(server);
});
afterEach(() => server.stop());

const path = (): string => `/api/connections/${id}/settings`;
const change = (who: string, body: object) => server.as(who).send('PATCH', path(), body);
const present = async () => {
  const row = await server.store.connections.get(id);
  return { ...row?.settings };
};

test('changes at the same moment all hold, and each is a version of its own', async () => {
  const before = (await server.store.connections.get(id))?.settingsVersion ?? 0;
  meanwhile = () => must(change('admin', { title: false }));
  const { body } = await must(change('lena', { notes: false }));
  expect(body).toMatchObject({ title: false, notes: false });
  expect(await present()).toMatchObject({ title: false, notes: false });
  expect((await server.store.connections.get(id))?.settingsVersion).toBe(before + 2);
});

test('what is changed meanwhile is asked about like anything else', async () => {
  meanwhile = () => must(change('lena', { anonymous: { toTimify: true } }));
  const { body } = await change('admin', { anonymous: { toTimify: false } });
  expect(body.error).toMatchObject({ id: 'forbidden', field: 'anonymous.toTimify' });
  expect(await present()).toMatchObject({ 'anonymous.toTimify': true });
});
