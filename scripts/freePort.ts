import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections: one of those could take ours before it is listened on. */
const FIRST = 20_000;
const LAST = 32_000;

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });

/** A port for a server that has to know its address before it listens; or the first of several in a row. */
export const freePort = async (inARow = 1): Promise<number> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(FIRST, LAST);
    const free = await Promise.all(Array.from({ length: inARow }, (_, offset) => isFree(port + offset)));
    if (!free.includes(false)) return port;
  }
  throw new Error(`No free port between ${FIRST} and ${LAST}.`);
};
