import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { api, companyPath, type CallName } from '../../shared/api.ts';
import type { Call } from '../../shared/call.ts';
import { STREAM_PATH } from '../../shared/stream.ts';
import type { Answers } from './world.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface StubServer {
  readonly url: string;
  /** Replaces what is answered from now on. */
  answer(answers: Answers): void;
  close(): Promise<void>;
}

/** The built pages with canned answers, each checked against the contract before it is sent. */
export async function startStubServer(folder: string, first: Answers, port = 0): Promise<StubServer> {
  let answers = first;
  const server = createServer((request, response) => {
    void serve(request, response, folder, () => answers);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${portOf(server)}`,
    answer: (next) => {
      answers = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  answers: () => Answers,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === STREAM_PATH) {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
    return;
  }
  if (path.startsWith('/api/')) {
    const { status, body } = answerTo(request.method ?? 'GET', path, answers());
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': '7F3C-21A9' }).end(body);
    return;
  }
  try {
    const file = await readFile(join(folder, normalize(path)));
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(file);
  } catch {
    response.writeHead(404).end();
  }
}

export function answerTo(
  method: string,
  path: string,
  answers: Answers,
): { readonly status: number; readonly body: string } {
  const name = callNamed(method, path);
  const answer = name === undefined ? undefined : answers[name];
  if (name === undefined || answer === undefined) return { status: 404, body: refusal('not_found') };
  if (isRefusal(answer)) return { status: answer.status, body: refusal(answer.refuse, answer.facts) };
  const call: Call = api[name];
  if (call.answer === undefined) return { status: 204, body: '' };
  return { status: call.status?.[0] ?? 200, body: JSON.stringify(call.answer.parse(answer)) };
}

interface Refusal {
  readonly refuse: string;
  readonly status: number;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'refuse' in answer;

const refusal = (id: string, facts: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ error: { id, message: id, requestId: '7F3C-21A9', ...facts } });

export function callNamed(method: string, path: string): CallName | undefined {
  const matches = ([, call]: [string, Call]): boolean =>
    call.method.toUpperCase() === method &&
    [call.path, companyPath(call.path)].some(
      (template) => template !== null && patternOf(template).test(path),
    );
  // Fixed segments win over placeholders.
  const found = (Object.entries(api) as [CallName, Call][])
    .filter(matches)
    .sort(([, a], [, b]) => (a.path.match(/\{/g)?.length ?? 0) - (b.path.match(/\{/g)?.length ?? 0));
  return found[0]?.[0];
}

const patternOf = (template: string): RegExp => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`);
