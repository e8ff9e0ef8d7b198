import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address for several servers, as a load balancer would be: it asks the next where one does not answer. */
export interface Balancer {
  url: string;
  stop(): Promise<void>;
}

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** False where nobody listens, or the connection broke before an answer came. */
const forward = (
  to: string,
  incoming: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
): Promise<boolean> =>
  new Promise((resolve) => {
    const { method, headers } = incoming;
    const call = request(
      new URL(incoming.url ?? '/', to),
      { ...(method ? { method } : {}), headers },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
        resolve(true);
      },
    );
    call.once('error', () => resolve(false));
    call.end(body);
  });

export const startBalancer = async (servers: () => string[]): Promise<Balancer> => {
  let turn = 0;
  const serve = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const all = servers();
    turn += 1;
    for (const index of all.keys()) {
      const to = all[(turn + index) % all.length];
      if (to && (await forward(to, incoming, body, answer))) return;
    }
    answer.writeHead(502).end();
  };
  const balancer = createServer((incoming, answer) => void serve(incoming, answer));
  await new Promise<void>((resolve) => balancer.listen(0, resolve));
  const { port } = balancer.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      balancer.close(() => resolve());
      balancer.closeAllConnections();
    });
  return { url: `http://localhost:${port}`, stop };
};
