import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Listening } from '../shell/listen.ts';
import type { World } from '../world.ts';
import { parseMail } from './message.ts';

const LARGEST_MAIL = 5_000_000;

interface Letter {
  to: string[];
  /** Undefined while the envelope is written. */
  lines?: string[];
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? line.slice(line.indexOf(':') + 1).trim();
}

/** One mail for each recipient, as each would find it. */
function keep(world: World, letter: Letter): void {
  const source = (letter.lines ?? [])
    .map((line) => (line.startsWith('..') ? line.slice(1) : line))
    .join('\r\n');
  const { subject, text, html } = parseMail(source);
  const at = new Date(world.clock.now()).toISOString();
  for (const to of letter.to) {
    world.mails.add({ at, from: 'ours', to, subject, text, ...(html === undefined ? {} : { html }) });
  }
}

/** One command; answers what is to be said, or undefined inside a letter. */
function answer(line: string, letter: Letter): string {
  const command = line.slice(0, 4).toUpperCase();
  if (command === 'EHLO') return '250-localhost\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 5000000';
  if (command === 'RCPT') letter.to.push(addressIn(line));
  if (command === 'MAIL' || command === 'RSET') letter.to = [];
  if (command === 'DATA') {
    if (letter.to.length === 0) return '503 No recipients';
    letter.lines = [];
    return '354 Go ahead, end with a dot';
  }
  if (command === 'QUIT') return '221 Bye';
  return ['HELO', 'MAIL', 'RCPT', 'RSET', 'NOOP'].includes(command) ? '250 OK' : '502 Not here';
}

function converse(socket: Socket, world: World): void {
  let letter: Letter = { to: [] };
  let unread = '';
  const say = (text: string): boolean => socket.write(`${text}\r\n`);
  const hear = (line: string): void => {
    if (!letter.lines) {
      const reply = answer(line, letter);
      say(reply);
      if (reply.startsWith('221')) socket.end();
    } else if (line === '.') {
      keep(world, letter);
      letter = { to: [] };
      say('250 OK');
    } else letter.lines.push(line);
  };
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    unread += chunk;
    if (unread.length > LARGEST_MAIL) socket.destroy();
    for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
      const line = unread.slice(0, end);
      unread = unread.slice(end + 2);
      hear(line);
    }
  });
  say('220 localhost sandbox');
}

/** A post box without a post office: whatever is handed in can be read at `/control/mails`. */
export async function listenSmtp(port: number, world: World): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    converse(socket, world);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
