import { Fault } from '../core/fault.ts';
import type { MailKind } from '../sync/ports/people.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { Letter } from './letter.ts';
import type { Facts, Language } from './words.ts';

const LANGUAGES: Record<'de' | 'en', Language> = { de, en };
/** English dates in the 24-hour form with a zone's name; German ones likewise. */
const LOCALES = { de: 'de-DE', en: 'en-GB' } as const;
const LONGEST = 300;
const SIDES = new Map<string, string>(Object.entries({ office: 'Outlook', timify: 'TIMIFY' }));

/** One line: a name from elsewhere must not begin a header or a paragraph of its own. */
const line = (text: string | undefined): string | null => {
  const clean = (text ?? '').replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
  return clean === '' ? null : clean.slice(0, LONGEST);
};

const webAddress = (text: string | undefined): string | null => {
  if (text === undefined || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
};

const knownZone = (zone: string | undefined): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
};

/** `Di., 8. Dez. 2026, 09:30 (MEZ)`. Null where the text is no time. */
export const moment = (
  iso: string | undefined,
  zone: string | undefined,
  language: 'de' | 'en',
): string | null => {
  const at = new Date(iso ?? '');
  if (Number.isNaN(at.getTime())) return null;
  const locale = LOCALES[language];
  const timeZone = knownZone(zone);
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const parts = clock.formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return `${day.format(at)}, ${part('hour')}:${part('minute')} (${part('timeZoneName')})`;
};

const factsOf = (given: Readonly<Record<string, string>>, language: 'de' | 'en'): Facts => {
  const url = webAddress(given['url']);
  if (url === null) throw new Fault({ kind: 'invalid', service: 'mail', code: 'no-url' });
  return {
    url,
    company: line(given['company']),
    resource: line(given['resource']),
    name: line(given['name']),
    invitedBy: line(given['invitedBy']),
    expires: moment(given['expiresAt'], given['timeZone'], language),
    reason: line(given['reason']),
    requestId: line(given['requestId']),
    count: line(given['count']),
    total: line(given['total']),
    conflicts: line(given['conflicts']),
    code: line(given['code']),
    settings: line(given['settings']),
    place: SIDES.get(given['side'] ?? '') ?? null,
    privacyUrl: webAddress(given['privacyUrl']),
    helpUrl: webAddress(given['helpUrl']),
  };
};

/**
 * The letter of a kind. Facts by name: `url` (needed, http or https), `company`, `resource`, `name`, `invitedBy`,
 * `expiresAt` (ISO) with `timeZone` (IANA), `reason` (error id), `requestId`, `count`, `total`, `conflicts`, `code`,
 * `settings` (they came along), `side` (`office`, `timify`: where the copies are), `privacyUrl`, `helpUrl`. Others are not
 * looked at.
 */
export const compose = (mail: {
  kind: MailKind;
  language: 'de' | 'en';
  facts: Readonly<Record<string, string>>;
}): Letter => {
  const words = LANGUAGES[mail.language];
  const facts = factsOf(mail.facts, mail.language);
  const { small = [], rows = [], ...saying } = words.kinds[mail.kind](facts);
  const id = facts.requestId === null ? null : `${words.requestId}: ${facts.requestId}`;
  return {
    ...saying,
    rows,
    small: [...small, id].flatMap((text) => text ?? []),
    url: facts.url,
    linkHint: words.linkHint,
    footer: [
      ...(facts.company === null ? [] : [{ text: facts.company, url: null }]),
      ...(facts.privacyUrl === null ? [] : [{ text: words.privacy, url: facts.privacyUrl }]),
      ...(facts.helpUrl === null ? [] : [{ text: words.help, url: facts.helpUrl }]),
    ],
  };
};
