import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { OTHER_TENANT, startTestServer, TENANT, type TestServer } from './testing/server.ts';
import { COMPANY, connectLena } from './testing/town.ts';

let server: TestServer;
let id: string;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  id = await connectLena(server);
});
afterEach(() => server.stop());

interface Listening {
  /** The next part of the stream that holds `word`. */
  until(word: string): Promise<string>;
  leave(): Promise<void>;
  response: Response;
}

const listen = async (
  oid: string,
  facts: { roles?: string[]; tenantId?: string; validFor?: number } = {},
): Promise<Listening> => {
  const response = await fetch(`${server.url}/api/stream`, {
    headers: { authorization: `Bearer ${server.token(oid, facts)}` },
  });
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) throw new Error('no stream');
  let heard = '';
  const decoder = new TextDecoder();
  const listening: Listening = {
    response,
    until: async (word) => {
      while (!heard.includes(word)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended before "${word}": ${heard}`);
        heard += decoder.decode(value, { stream: true });
      }
      const found = heard;
      heard = '';
      return found;
    },
    leave: () => reader.cancel(),
  };
  await listening.until(': open');
  return listening;
};

const tell = (kind: 'progress' | 'state' | 'conflict', connectionId = id): void =>
  server.bus.publish({ tenantId: TENANT, companyId: COMPANY, connectionId, kind });

test('tells an owner what became of their connection, as it is now', async () => {
  const lena = await listen('lena');
  expect(lena.response.headers.get('content-type')).toContain('text/event-stream');
  await server.store.connections.set(id, { state: 'in-step' });
  tell('state');
  const heard = await lena.until('\n\n');
  expect(heard).toContain('event: state');
  const data = /data: (.*)/.exec(heard)?.[1] ?? '';
  expect(JSON.parse(data)).toMatchObject({
    connectionId: id,
    connection: { id, state: 'in-step', mine: true },
  });
  await lena.leave();
});

test('tells an admin of the tenant too, and nobody else', async () => {
  const admin = await listen('admin');
  const others = [
    await listen('paul'),
    await listen('eve', { tenantId: OTHER_TENANT, roles: ['Sync.Admin'] }),
    await listen('lena', { tenantId: OTHER_TENANT }),
  ];
  tell('conflict');
  expect(await admin.until('event: conflict')).toContain(id);
  server.clock.advance(20_000);
  for (const other of others) expect(await other.until('still here')).not.toContain('event:');
  await Promise.all([admin, ...others].map((one) => one.leave()));
});

test('lives on heartbeats, and finds what another process changed', async () => {
  const lena = await listen('lena');
  server.clock.advance(20_000);
  expect(await lena.until('still here')).not.toContain('event:');
  await server.store.connections.set(id, { state: 'paused' });
  server.clock.advance(20_000);
  expect(await lena.until('event: state')).toContain('"paused"');
  await lena.leave();
});

test('says when a connection is gone', async () => {
  const lena = await listen('lena');
  await server.store.connections.remove(id);
  tell('state');
  expect(await lena.until('event: state')).toContain('"connection":null');
  await lena.leave();
});

test('ends with the token it was opened with, between two heartbeats too', async () => {
  const shortest = await listen('lena', { validFor: 10_000 });
  const short = await listen('lena', { validFor: 30_000 });
  const long = await listen('lena');
  server.clock.advance(10_000);
  await expect(shortest.until('still here')).rejects.toThrow('the stream ended');
  server.clock.advance(10_000);
  await short.until('still here');
  server.clock.advance(10_000);
  await expect(short.until('still here')).rejects.toThrow('the stream ended');
  tell('state');
  expect(await long.until('event: state')).toContain(id);
  await long.leave();
});

test('ends with the server, and needs a token', async () => {
  expect((await fetch(`${server.url}/api/stream`)).status).toBe(401);
  const lena = await listen('lena');
  await server.stop();
  await expect(lena.until('never')).rejects.toThrow();
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
});
