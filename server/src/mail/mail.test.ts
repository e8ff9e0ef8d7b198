import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../core/fault.ts';
import type { MailKind } from '../sync/ports/people.ts';
import { compose, moment } from './compose.ts';
import { createMail, createNoMail } from './createMail.ts';
import { letterHtml, letterText } from './letter.ts';
import { decodeHeader, startSmtp, type Received, type SmtpStub } from './smtp.testing.ts';

const KINDS: MailKind[] = [
  'invitation',
  'connected',
  'connect-failed',
  'sign-in-again',
  'held',
  'reminder',
  'conflicts',
  'company-code',
  'company-left',
  'company-came',
  'company-refused',
  'company-help',
];
const FACTS = {
  company: 'Optik Lindner',
  resource: 'Lena Berger',
  invitedBy: 'Jonas Weber',
  url: 'https://sync.timify.example/tab?invitation=q7Vd2mX9',
  expiresAt: '2026-12-08T08:30:00.000Z',
  timeZone: 'Europe/Berlin',
};

let smtp: SmtpStub;
beforeEach(async () => {
  smtp = await startSmtp();
});
afterEach(() => smtp.close());

const mail = (url = smtp.url) => createMail({ smtpUrl: url, from: 'TIMIFY Sync <sync@timify.example>' });
const sent = async (
  kind: MailKind,
  language: 'de' | 'en',
  facts: Record<string, string> = FACTS,
): Promise<Received> => {
  await mail().send({ kind, to: 'lena@optik.example', language, facts });
  const [one] = smtp.received;
  if (!one) throw new Error('nothing arrived');
  return one;
};
const html = (one: Received): string => one.parts['text/html'] ?? '';
const text = (one: Received): string => (one.parts['text/plain'] ?? '').replace(/\r\n/g, '\n');

describe('a company that came from another tenant', () => {
  it.each([
    ['de', 'Die Einstellungen der Firma sind mitgekommen.'],
    ['en', 'settings came along.'],
  ] as const)('says that its settings came along only where they did, %s', async (language, words) => {
    expect(text(await sent('company-came', language, { ...FACTS, settings: '3' }))).toContain(words);
    smtp.received.length = 0;
    expect(text(await sent('company-came', language))).not.toContain(words);
  });
});

describe('the invitation', () => {
  it('reads as drawn, in German', async () => {
    const one = await sent('invitation', 'de');
    expect(decodeHeader(one.headers['subject'] ?? '')).toBe(
      'Optik Lindner lädt Sie ein: Kalender mit TIMIFY abgleichen',
    );
    expect(one).toMatchObject({ from: 'sync@timify.example', to: ['lena@optik.example'] });
    for (const words of [
      'Guten Tag, Lena Berger',
      '<strong>Jonas Weber</strong> von Optik Lindner bittet Sie, Ihren Outlook-Kalender mit TIMIFY zu verbinden.',
      'Kalender verbinden</a>',
      'Falls die Schaltfläche nicht funktioniert:',
      'etwa eine Minute',
      'Termine in den Kalendern, die Sie auswählen',
      'E-Mails an Ihre Gäste, Zugriff auf Ihre Nachrichten',
      'Kopien und Änderungen, 30 Tage lang',
      'Der Link gilt bis Di., 8. Dez. 2026, 09:30 (MEZ) und nur für Sie.',
    ]) {
      expect(html(one)).toContain(words);
    }
  });

  it('reads as drawn, in English', async () => {
    const one = await sent('invitation', 'en');
    expect(decodeHeader(one.headers['subject'] ?? '')).toBe(
      'Optik Lindner invites you to sync your calendar with TIMIFY',
    );
    expect(html(one)).toContain('The link is valid until Tue, 8 Dec 2026, 09:30 (CET) and for you alone.');
    expect(html(one)).toContain('<html lang="en">');
  });

  it('answers no machine and says its language', async () => {
    const { headers } = await sent('invitation', 'de');
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'content-language': 'de',
    });
  });
});

describe('every mail', () => {
  it.each(KINDS.flatMap((kind) => (['de', 'en'] as const).map((language) => [kind, language] as const)))(
    '%s (%s) says the same in both parts, with one button and its visible link',
    async (kind, language) => {
      const one = await sent(kind, language, {
        ...FACTS,
        count: '48',
        total: '50',
        side: 'timify',
        requestId: 'r-17',
        code: 'K7QM-2XHP',
      });
      const said = html(one)
        .replace(/<style[\s\S]*?<\/style>|<title>.*?<\/title>/g, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ');
      for (const line of text(one)
        .split(/\n+/)
        .flatMap((part) => part.split(/: /))) {
        expect(said).toContain(line.replace(/:$/, '').trim());
      }
      expect(
        html(one).match(/<a href="https:\/\/sync\.timify\.example\/tab\?invitation=q7Vd2mX9"/g),
      ).toHaveLength(2);
      expect(html(one)).toMatch(/width="560"/);
      expect(html(one)).toContain('name="color-scheme" content="light dark"');
      expect(html(one)).not.toMatch(/<img|<link|<style|url\(|undefined|null|\{/);
      expect(text(one)).not.toMatch(/undefined|null|\{/);
    },
  );

  it.each(KINDS)('%s gets along with the link alone', (kind) => {
    for (const language of ['de', 'en'] as const) {
      const letter = compose({ kind, language, facts: { url: FACTS.url } });
      expect(letterText(letter)).not.toMatch(/undefined|null|  |“”|„“/);
    }
  });

  it('shows facts as text, never as markup or a header', async () => {
    const evil = {
      ...FACTS,
      company: 'A & B <script>alert(1)</script>\r\nBcc: all@optik.example',
      resource: '"><b>x',
    };
    const one = await sent('invitation', 'de', evil);
    expect(html(one)).not.toContain('<script>');
    expect(html(one)).toContain('A &amp; B &lt;script&gt;');
    expect(one.headers['bcc']).toBeUndefined();
    expect(one.to).toEqual(['lena@optik.example']);
  });

  it('escapes the link and takes no other than a web address', () => {
    const letter = compose({ kind: 'held', language: 'en', facts: { url: 'https://a.example/?a=1&b="2"' } });
    expect(letterHtml(letter, 'en')).toContain('href="https://a.example/?a=1&amp;b=%222%22"');
    for (const url of ['javascript:alert(1)', 'x', '']) {
      expect(() => compose({ kind: 'held', language: 'en', facts: { url } })).toThrow(Fault);
    }
  });

  it('tells the cause of a failure, and what it means for the data', () => {
    const of = (reason: string) =>
      letterText(compose({ kind: 'connect-failed', language: 'de', facts: { ...FACTS, reason } }));
    expect(of('mailbox_unsupported')).toContain('Es wurde nichts gelesen und nichts geschrieben.');
    expect(of('constructor')).toContain('Der Fehler liegt bei uns.');
    expect(of('')).toContain('Der Fehler liegt bei uns.');
  });

  it.each([
    ...['sign_in_required', 'consent_required', 'permission_missing', 'mailbox_unsupported'],
    ...['calendar_gone', 'resource_gone', 'timify_credentials', 'timify_permission'],
  ])('says in both languages what is to be done about %s', (reason) => {
    for (const [language, person] of [
      ['de', /Bitte|muss/],
      ['en', /[Pp]lease|has to/],
    ] as const) {
      const said = letterText(compose({ kind: 'connect-failed', language, facts: { ...FACTS, reason } }));
      expect(said).toMatch(person);
      expect(said).not.toMatch(/Fehler liegt bei uns|fault is ours/);
    }
  });

  it('counts what is held, and where', () => {
    const facts = { ...FACTS, count: '48', total: '50', side: 'timify' };
    expect(letterText(compose({ kind: 'held', language: 'de', facts }))).toContain(
      '48 von 50 Kopien in TIMIFY',
    );
    expect(
      letterText(compose({ kind: 'held', language: 'en', facts: { ...facts, side: 'office' } })),
    ).toContain('48 of 50 copies in Outlook');
  });
});

describe('the code that moves a company', () => {
  it.each(['de', 'en'] as const)(
    'stands in the mail with its time, and nothing else of the asker does (%s)',
    (language) => {
      const said = letterText(
        compose({ kind: 'company-code', language, facts: { ...FACTS, code: 'K7QM-2XHP' } }),
      );
      expect(said).toContain('K7QM-2XHP');
      expect(said).toContain(
        language === 'de' ? 'bis Di., 8. Dez. 2026, 09:30' : 'until Tue, 8 Dec 2026, 09:30',
      );
      expect(said).not.toContain(FACTS.invitedBy);
    },
  );
});

describe('times in mails', () => {
  it('stand in the zone, with its name', () => {
    expect(moment('2026-07-08T07:05:00Z', 'Europe/Berlin', 'de')).toBe('Mi., 8. Juli 2026, 09:05 (MESZ)');
    expect(moment('2026-12-08T08:30:00Z', 'No/Where', 'en')).toBe('Tue, 8 Dec 2026, 08:30 (UTC)');
    expect(moment('soon', 'Europe/Berlin', 'de')).toBeNull();
  });
});

describe('a mail that does not get away', () => {
  it('is refused with the receiver, and the fault holds no address', async () => {
    const refusing = await startSmtp(550);
    const failure = await mail(refusing.url)
      .send({ kind: 'held', to: 'lena@optik.example', language: 'de', facts: FACTS })
      .catch((error: unknown) => error);
    await refusing.close();
    expect(failure).toMatchObject({ kind: 'refused', service: 'mail', status: 550 });
    expect(String(failure)).not.toContain('optik.example');
  });

  it('is unanswered where the connection breaks after it was handed over: it may have gone out', async () => {
    const breaking = await startSmtp(null, true);
    const sending = mail(breaking.url).send({
      kind: 'held',
      to: 'a@b.example',
      language: 'de',
      facts: FACTS,
    });
    await expect(sending).rejects.toMatchObject({ kind: 'unanswered', service: 'mail' });
    expect(breaking.received).toHaveLength(1);
    await breaking.close();
  });

  it('is unavailable where the server puts it off, and has not taken it', async () => {
    const busy = await startSmtp(451);
    const sending = mail(busy.url).send({ kind: 'held', to: 'a@b.example', language: 'de', facts: FACTS });
    await expect(sending).rejects.toMatchObject({ kind: 'unavailable', status: 451 });
    expect(busy.received).toEqual([]);
    await busy.close();
  });

  it('is unavailable where nobody listens', async () => {
    const gone = smtp.url;
    await smtp.close();
    await expect(
      mail(gone).send({ kind: 'held', to: 'a@b.example', language: 'de', facts: FACTS }),
    ).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('without a server is said once per kind, without addresses, and not taken for sent', async () => {
    const lines: unknown[] = [];
    const none = createNoMail({ warn: (...line) => lines.push(line) });
    for (const kind of ['held', 'held', 'connected'] as const) {
      await expect(
        none.send({ kind, to: 'a@b.example', language: 'de', facts: FACTS }),
      ).rejects.toMatchObject({ code: 'not-configured' });
    }
    expect(lines).toEqual([
      ['mail not configured', { kind: 'held' }],
      ['mail not configured', { kind: 'connected' }],
    ]);
  });
});
