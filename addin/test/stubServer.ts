import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { STREAM_PATH } from '../../shared/stream.ts';
import { answerTo } from './answers.ts';
import type { Answers } from './world.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface StubServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The built pages with canned answers, each checked against the contract before it is sent. */
export async function startStubServer(folder: string, answers: Answers): Promise<StubServer> {
  const server = createServer((request, response) => {
    void serve(request, response, folder, answers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${portOf(server)}`,
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
  answers: Answers,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === STREAM_PATH) {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
    return;
  }
  if (path.startsWith('/api/')) {
    const { status, body } = answerTo(request.method ?? 'GET', path, answers, await bodyOf(request));
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

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}
