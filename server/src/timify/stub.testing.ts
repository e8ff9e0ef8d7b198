import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../core/fault.ts';

/** One request as the stub received it. */
export interface Seen {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Ends the connection without an answer. */
  drop?: boolean;
  /** Never answers. */
  hang?: boolean;
}

export type Handler = (seen: Seen) => Reply;

/** A local HTTP server for tests of the adapter: routes are `GET /v1/appointments`, `:id` stands for one segment. */
export interface Stub {
  baseUrl: string;
  seen: Seen[];
  on(route: string, handler: Handler): void;
  /** Requests to a route, in order. */
  to(route: string): Seen[];
  close(): Promise<void>;
}

const matches = (route: string, method: string, path: string): boolean => {
  const [wanted = '', pattern = ''] = route.split(' ');
  const expected = pattern.split('/');
  const actual = path.split('/');
  return (
    wanted === method &&
    expected.length === actual.length &&
    expected.every((part, index) => part.startsWith(':') || part === actual[index])
  );
};

const readBody = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
};

/** Token routes answer `token-1`, `token-2`, …; everything else as told, the latest matching route first. */
export const startStub = async (): Promise<Stub> => {
  const seen: Seen[] = [];
  const routes: { route: string; handler: Handler }[] = [];
  let tokens = 0;
  const token: Handler = () => {
    tokens += 1;
    return { body: { accessToken: `token-${tokens}`, refreshToken: `refresh-${tokens}`, expires: 3600 } };
  };
  routes.push(
    { route: 'POST /v1/auth/token', handler: token },
    { route: 'POST /v1/auth/refreshtoken', handler: token },
  );

  const server: Server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const one: Seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body,
      };
      seen.push(one);
      const found = routes.findLast(({ route }) => matches(route, one.method, one.path));
      const reply: Reply = found
        ? found.handler(one)
        : { status: 404, body: { error: 'no such route', name: 'NotFoundError' } };
      if (reply.hang) return;
      if (reply.drop) {
        request.socket.destroy();
        return;
      }
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? { status: 1 }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    seen,
    on: (route, handler) => routes.push({ route, handler }),
    to: (route) => seen.filter((one) => matches(route, one.method, one.path)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** The fault that a call ends in; anything else fails the test. */
export const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const error = await work.then(
    () => new Error('no fault'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Fault)) throw error;
  return error;
};
