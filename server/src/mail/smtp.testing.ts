import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Received {
  from: string;
  to: string[];
  /** Header names in lower case, unfolded, undecoded. */
  headers: Record<string, string>;
  /** Decoded parts by content type. */
  parts: Record<string, string>;
}

export interface SmtpStub {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

const decode = (body: string, encoding: string): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=` as text. */
export const decodeHeader = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, form: string, text: string) =>
      form.toUpperCase() === 'B'
        ? decode(text, 'base64')
        : decode(text.replace(/_/g, ' '), 'quoted-printable'),
    );

const split = (text: string): { headers: Record<string, string>; body: string } => {
  const edge = text.indexOf('\r\n\r\n');
  const headers: Record<string, string> = {};
  for (const one of text
    .slice(0, edge)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = one.indexOf(':');
    headers[one.slice(0, colon).toLowerCase()] = one.slice(colon + 1).trim();
  }
  return { headers, body: text.slice(edge + 4) };
};

const parse = (raw: string): Pick<Received, 'headers' | 'parts'> => {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const parts: Record<string, string> = {};
  for (const section of body.split(`--${boundary}`).slice(1, -1)) {
    const part = split(section.replace(/^\r\n/, ''));
    const type = (part.headers['content-type'] ?? '').split(';')[0] ?? '';
    parts[type] = decode(part.body, part.headers['content-transfer-encoding'] ?? '7bit');
  }
  return { headers, parts };
};

/** Enough of SMTP to take a mail, or to refuse the receiver with `refuse`. `breaks`: it takes mail and says nothing. */
export const startSmtp = async (refuse: number | null = null, breaks = false): Promise<SmtpStub> => {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let from = '';
    let to: string[] = [];
    let message: string | null = null;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    const command = (line: string): void => {
      if (/^MAIL/i.test(line)) from = /<(.*?)>/.exec(line)?.[1] ?? '';
      if (/^RCPT/i.test(line)) to = [...to, /<(.*?)>/.exec(line)?.[1] ?? ''];
      if (/^RCPT/i.test(line) && refuse !== null) say(`${refuse} no such person ${to.join()}`);
      else if (/^DATA/i.test(line)) {
        message = '';
        say('354 go on');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else say('250 ok');
    };
    const take = (line: string): void => {
      if (message === null) command(line);
      else if (line === '.') {
        received.push({ from, to, ...parse(message) });
        message = null;
        if (breaks) socket.destroy();
        else say('250 taken');
      } else message += `${line.replace(/^\.\./, '.')}\r\n`;
    };
    say('220 stub');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
};
