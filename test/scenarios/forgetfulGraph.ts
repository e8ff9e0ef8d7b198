import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy before Graph that leaves things out of listings when it is told to, as a service with a bad day would. */
export interface ForgetfulGraph {
  /** Base address with version, for the server. */
  url: string;
  /** Of each page of a listing whose address matches, only the first `keep` items are passed on; null: all. */
  forget: { match: RegExp; keep: number } | null;
  /** Listings that were cut short so far. */
  cut: number;
  stop(): Promise<void>;
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const shortened = (body: Buffer, keep: number): Buffer => {
  const page = JSON.parse(body.toString('utf8')) as { value?: unknown[] };
  return Buffer.from(JSON.stringify({ ...page, value: page.value?.slice(0, keep) }));
};

export const startForgetfulGraph = async (sandbox: string): Promise<ForgetfulGraph> => {
  const target = new URL(sandbox);
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const sent = await bodyOf(incoming);
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const { hostname, port } = target;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ hostname, port, method: incoming.method, path: incoming.url, headers }, resolve)
        .once('error', reject)
        .end(sent);
    });
    const body = await bodyOf(answer);
    const { forget } = graph;
    const isCut = forget && answer.statusCode === 200 && forget.match.test(incoming.url ?? '');
    if (isCut) graph.cut += 1;
    const given = isCut ? shortened(body, forget.keep) : body;
    const kept = Object.entries(answer.headers).filter(([name]) => name !== 'transfer-encoding');
    const told = { ...Object.fromEntries(kept), 'content-length': given.length };
    outgoing.writeHead(answer.statusCode ?? 502, told).end(given);
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  const graph: ForgetfulGraph = {
    url: `http://localhost:${(server.address() as AddressInfo).port}/graph/v1.0`,
    forget: null,
    cut: 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return graph;
};
