/**
 * A local HTTP server that answers as scripted and remembers what it was asked. It knows nothing of calendars: each
 * test writes the answers that Microsoft documents.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  /** Path and query as received, still encoded. */
  url: string;
  /** Decoded path. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** Parsed JSON, else the text. */
  body: unknown;
  /** Requests under way when this one came, itself included. */
  inFlight: number;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Closes the connection without an answer. */
  drop?: boolean;
  /** Answers when this resolves. */
  until?: Promise<void>;
}

type Handler = (asked: Asked) => Reply;

export interface Stub {
  /** `http://127.0.0.1:{port}`. */
  origin: string;
  asked: Asked[];
  /** Answers calls of `method` whose decoded path ends with `path`: one reply after the other, the last one for ever. */
  on(method: string, path: string, ...replies: (Reply | Handler)[]): void;
  close(): Promise<void>;
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const answer = (response: ServerResponse, reply: Reply): void => {
  if (reply.drop === true) {
    response.destroy();
    return;
  }
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
  response.writeHead(reply.status ?? 200, {
    'Content-Type': 'application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8',
    'request-id': 'd0b2c1f4-0000-4000-8000-000000000001',
    ...reply.headers,
  });
  response.end(text);
};

const notScripted = (asked: Asked): Reply => ({
  status: 400,
  body: { error: { code: 'BadRequest', message: `not scripted: ${asked.method} ${asked.url}` } },
});

export const createStub = async (): Promise<Stub> => {
  const asked: Asked[] = [];
  const routes: { method: string; path: string; replies: (Reply | Handler)[] }[] = [];
  let inFlight = 0;

  const replyTo = (call: Asked): Reply => {
    const route = routes.find(({ method, path }) => method === call.method && call.path.endsWith(path));
    const next =
      route === undefined || route.replies.length === 1 ? route?.replies[0] : route.replies.shift();
    if (next === undefined) return notScripted(call);
    return typeof next === 'function' ? next(call) : next;
  };

  const server = createServer((request, response) => {
    inFlight += 1;
    const count = inFlight;
    response.on('close', () => {
      inFlight -= 1;
    });
    void read(request).then(async (text) => {
      const url = new URL(request.url ?? '/', 'http://stub');
      const call: Asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        headers: request.headers as Record<string, string>,
        body: parse(text),
        inFlight: count,
      };
      asked.push(call);
      const reply = replyTo(call);
      await reply.until;
      answer(response, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    on(method, path, ...replies) {
      routes.unshift({ method, path, replies });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** The error shape of Graph ("Microsoft Graph error responses and resource types"). */
export const graphError = (status: number, code: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: {
    error: { code, message: 'text that nobody reads', innerError: { date: '2026-11-22T10:00:00' } },
  },
});

export interface InnerRequest {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: Record<string, unknown>;
}

/** The parts of a `$batch`. */
export const innerOf = (asked: Asked | undefined): InnerRequest[] =>
  (asked?.body as { requests: InnerRequest[] } | undefined)?.requests ?? [];

/** Answers a batch part by part, in reverse order as Graph may. */
export const batch =
  (
    part: (request: InnerRequest) => {
      status: number;
      headers?: Record<string, string>;
      body?: unknown;
    },
  ) =>
  (asked: Asked): Reply => ({
    body: {
      responses: innerOf(asked)
        .map((request) => ({ id: request.id, ...part(request) }))
        .reverse(),
    },
  });
