/** Just enough of RFC 5322 and MIME to show what was sent: headers, one text, one HTML part. */
export interface ParsedMail {
  subject: string;
  text: string;
  html?: string;
}

interface Part {
  headers: Map<string, string>;
  body: string;
}

function split(source: string): Part {
  const cut = source.search(/\r?\n\r?\n/);
  const head = cut < 0 ? source : source.slice(0, cut);
  const body = cut < 0 ? '' : source.slice(cut).replace(/^\r?\n\r?\n/, '');
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body };
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replace(/=\r?\n/g, '');
  const bytes: number[] = [];
  for (let at = 0; at < joined.length; at += 1) {
    const escaped = /^=([0-9A-Fa-f]{2})/.exec(joined.slice(at, at + 3));
    if (escaped?.[1] === undefined) {
      bytes.push(...Buffer.from(joined.charAt(at), 'latin1'));
      continue;
    }
    bytes.push(Number.parseInt(escaped[1], 16));
    at += 2;
  }
  return Buffer.from(bytes);
}

function decodeBody(part: Part): string {
  const encoding = (part.headers.get('content-transfer-encoding') ?? '7bit').toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(part.body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(part.body)
        : Buffer.from(part.body, 'latin1');
  return bytes.toString('utf8').replace(/\r\n/g, '\n');
}

/** Encoded words of RFC 2047, in UTF-8. */
export function decodeHeader(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?[^?]+\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, text: string) =>
    (kind.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64')
      : quotedPrintable(text.replace(/_/g, ' '))
    ).toString('utf8'),
  );
}

function leaves(part: Part): Part[] {
  const type = part.headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (!type.toLowerCase().startsWith('multipart/') || boundary === undefined) return [part];
  return part.body
    .split(`--${boundary}`)
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .flatMap((piece) => leaves(split(piece.replace(/^\r?\n/, ''))));
}

/** `source` holds one byte per character (latin1). */
export function parseMail(source: string): ParsedMail {
  const mail = split(source);
  const parts = leaves(mail);
  const find = (type: string): Part | undefined =>
    parts.find((part) => (part.headers.get('content-type') ?? 'text/plain').toLowerCase().startsWith(type));
  const [text, html] = [find('text/plain'), find('text/html')];
  const parsed: ParsedMail = {
    subject: decodeHeader(mail.headers.get('subject') ?? ''),
    text: text ? decodeBody(text).trimEnd() : '',
  };
  return html ? { ...parsed, html: decodeBody(html).trimEnd() } : parsed;
}
