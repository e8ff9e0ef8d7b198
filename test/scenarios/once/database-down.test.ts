import { connect as open, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import { call, eventually } from '../../support/call.ts';
import { Town } from '../../support/town.ts';

/** A way to the database that can be cut. */
interface Bridge {
  uri: string;
  cut(): void;
  mend(): Promise<void>;
}

const bridgeTo = async (uri: string): Promise<Bridge> => {
  const target = new URL(uri);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = open({ host: target.hostname, port: Number(target.port || 27017) });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => server.once('error', reject).listen(port, resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const bridge = new URL(uri);
  bridge.host = `localhost:${port}`;
  bridge.pathname = `/town-${process.pid}-${Date.now()}`;
  bridge.searchParams.set('directConnection', 'true');
  bridge.searchParams.set('serverSelectionTimeoutMS', '1000');
  return {
    uri: bridge.href,
    cut: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    mend: () => listen(port),
  };
};

describe('a database that is down', { timeout: 120_000 }, () => {
  // That a store which does not answer makes 503 of any notification is tested in server/src/http/webhooks.test.ts too.
  it('S-134 makes Graph deliver again; nothing is lost', async (context) => {
    const uri = process.env['TEST_MONGODB_URI'];
    if (!uri) {
      console.log('S-134 from end to end: not run, since TEST_MONGODB_URI is not set');
      return context.skip('TEST_MONGODB_URI is not set');
    }
    const bridge = await bridgeTo(uri);
    const town = await Town.start({ env: { MONGODB_URI: bridge.uri } });
    try {
      const lena = await town.connected();
      const { id, clientState, resource } = await town.subscription(lena);
      const body = { value: [{ subscriptionId: id, clientState, changeType: 'created', resource }] };
      const ring = async (): Promise<number> =>
        (await call('POST', `${town.server}/webhooks/graph/notifications`, { body })).status;
      bridge.cut();
      await lena.event('Dentist', tomorrow(9), tomorrow(10));
      expect(await ring()).toBe(503);
      expect((await fetch(`${town.server}/readyz`)).status).toBe(503);
      expect((await fetch(`${town.server}/healthz`)).status).toBe(200);
      await bridge.mend();
      // Graph delivers again by itself, after a pause of its own.
      await eventually('the blocker', async () => (await lena.blockers()).length > 0, 60_000);
      await town.settled();
      expect(await lena.blockers()).toMatchObject([{ title: 'Dentist' }]);
      expect(await lena.connection()).toMatchObject({ state: 'in-step' });
      expect(await lena.lookAgain()).toEqual([]);
    } finally {
      await town.stop();
      bridge.cut();
    }
  });
});
