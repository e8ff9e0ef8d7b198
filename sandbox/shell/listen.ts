import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KeyPair } from './certificates.ts';

export interface Listening {
  port: number;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

async function open(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Port 0 takes any free one. */
export function listenPlain(port: number, listener: RequestListener): Promise<Listening> {
  return open(createServer({ keepAliveTimeout: 30_000 }, listener), port);
}

export function listenSecure(port: number, pair: KeyPair, listener: RequestListener): Promise<Listening> {
  return open(
    createSecureServer({ key: pair.key, cert: pair.cert, keepAliveTimeout: 30_000 }, listener),
    port,
  );
}
