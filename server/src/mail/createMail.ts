import { createTransport, type SendMailOptions } from 'nodemailer';
import { Fault, type FaultKind } from '../core/fault.ts';
import type { Log } from '../sync/ports/process.ts';
import type { Mail, MailKind } from '../sync/ports/people.ts';
import { compose } from './compose.ts';
import { letterHtml, letterText } from './letter.ts';

/** What we need of nodemailer: any of its transports does. */
export interface Transport {
  sendMail(message: SendMailOptions): Promise<unknown>;
}

const SECOND = 1000;

const smtp = (url: string): Transport =>
  createTransport({
    url,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 20 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** nodemailer's codes and SMTP's reply classes → kinds. A reply's text is never looked at: it may hold an address. */
const BY_CODE = new Map<string, FaultKind>(
  Object.entries({
    EAUTH: 'credentials',
    EOAUTH2: 'credentials',
    ENOAUTH: 'credentials',
    EDNS: 'unavailable',
    ETLS: 'unavailable',
  }),
);

/** nodemailer tells in which phase nobody answered: while these last nothing is handed over. */
const BEFORE_MAIL = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

interface Told {
  code: string | null;
  reply: number | null;
  isBeforeMail: boolean;
}

const toldBy = (error: unknown): Told => {
  const { code, responseCode, timeoutType, syscall } = error as Record<string, unknown>;
  return {
    code: typeof code === 'string' ? code : null,
    reply: typeof responseCode === 'number' ? responseCode : null,
    isBeforeMail: syscall === 'connect' || BEFORE_MAIL.includes(String(timeoutType)),
  };
};

/** A server that says no has not taken the mail; where a connection breaks without a word it may have. */
const kindOf = ({ code, reply, isBeforeMail }: Told): FaultKind => {
  const known = BY_CODE.get(code ?? '');
  if (known) return known;
  if (reply !== null) return reply >= 500 ? 'refused' : 'unavailable';
  return isBeforeMail ? 'unavailable' : 'unanswered';
};

const faultOf = (error: unknown): Fault => {
  const told = toldBy(error);
  return new Fault({ kind: kindOf(told), service: 'mail', status: told.reply, code: told.code });
};

/**
 * Mail by SMTP. Rejects with a `Fault`: `unavailable`, `credentials`, `refused` (the receiver's address), `invalid`;
 * `unanswered` where the mail may have gone out all the same.
 */
export const createMail = (
  config: { smtpUrl: string; from: string },
  transport: Transport = smtp(config.smtpUrl),
): Mail => ({
  send: async ({ kind, to, language, facts }) => {
    const letter = compose({ kind, language, facts });
    const message: SendMailOptions = {
      from: config.from,
      // An object: whatever stands in the text can't become a second receiver.
      to: { name: '', address: to },
      subject: letter.subject,
      html: letterHtml(letter, language),
      text: letterText(letter),
      // No automatic answers to a machine (RFC 3834; Exchange's own header).
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': language,
      },
    };
    try {
      await transport.sendMail(message);
    } catch (error) {
      throw faultOf(error);
    }
  },
});

/** Where no SMTP server is configured: says so once per kind, and rejects, so that nobody claims a mail was sent. */
export const createNoMail = (log: Pick<Log, 'warn'>): Mail => {
  const told = new Set<MailKind>();
  return {
    send: ({ kind }) => {
      if (!told.has(kind)) log.warn('mail not configured', { kind });
      told.add(kind);
      return Promise.reject(new Fault({ kind: 'unavailable', service: 'mail', code: 'not-configured' }));
    },
  };
};
