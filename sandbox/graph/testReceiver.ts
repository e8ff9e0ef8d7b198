import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Told } from './testJson.ts';

export interface Receiver {
  url: string;
  /** Bodies of the notifications that came, in order. */
  posts: { url: string; items: Told[] }[];
  items(): Told[];
  /** Statuses to answer next instead of 202. */
  answers: number[];
  /** What to answer a validation with; undefined: as it should be. */
  validation: ((token: string) => { status: number; type: string; body: string }) | undefined;
  validations: string[];
  /** Resolves when the next notification has come. */
  next(): Promise<void>;
}

export async function listen(servers: Server[], server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A webhook endpoint that remembers what came. */
export async function receiver(servers: Server[]): Promise<Receiver> {
  let waiting: (() => void)[] = [];
  const found: Receiver = {
    url: '',
    posts: [],
    items: () => found.posts.flatMap((post) => post.items),
    answers: [],
    validation: undefined,
    validations: [],
    next: () => new Promise((resolve) => void waiting.push(resolve)),
  };
  const handle = (req: IncomingMessage, res: ServerResponse, body: string): void => {
    const token = new URL(req.url ?? '', 'http://x').searchParams.get('validationToken');
    if (token !== null) {
      found.validations.push(req.url ?? '');
      const answer = found.validation?.(token) ?? { status: 200, type: 'text/plain', body: token };
      res.writeHead(answer.status, { 'Content-Type': answer.type }).end(answer.body);
      return;
    }
    const status = found.answers.shift() ?? 202;
    res.writeHead(status).end();
    if (status < 300)
      found.posts.push({ url: req.url ?? '', items: (JSON.parse(body) as { value: Told[] }).value });
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (part: Buffer) => (body += part.toString()));
    req.on('end', () => handle(req, res, body));
  });
  found.url = await listen(servers, server);
  return found;
}
