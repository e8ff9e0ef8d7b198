import { DateTime } from 'luxon';
import type { Conflict } from './decisions.ts';
import type { Instant, Span } from './items.ts';
import type { Link } from './links.ts';
import type { LogDraft } from './planned.ts';
import { isRule, RULES, type Language } from './rules.ts';
import type { SettingSource } from './settings.ts';
import type { SettingChange, SettingInForce } from './settingChange.ts';

/** A rule of an older version that has no sentence any more is told as the plainest one. */
const sentence = (rule: string, language: Language): string =>
  RULES[isRule(rule) ? rule : 'in-step'][language];

const withoutStop = (text: string): string => text.replace(/\.$/, '');

interface Told {
  language: Language;
  /** IANA zone of the resource, in which times are told. */
  zone: string;
}

const SOURCE: Record<Language, Record<SettingSource, string>> = {
  en: { default: 'the default', company: 'inherited from the company', connection: 'set for this calendar' },
  de: {
    default: 'die Voreinstellung',
    company: 'vom Unternehmen geerbt',
    connection: 'für diesen Kalender gesetzt',
  },
};

const shownValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The decision is older than what the setting says today. */
const sinceThen = (setting: SettingInForce | null, language: Language): string[] => {
  if (!setting?.earlier) return [];
  const value = shownValue(setting.earlier.value);
  return language === 'de'
    ? [`entschieden wurde es, als die Einstellung „${value}“ lautete, die seither geändert wurde`]
    : [`it was decided when the setting said “${value}”, which has been changed since`];
};

const settingWords = ({ name, value, source, locked }: SettingInForce, language: Language): string => {
  const shown = `${name} = ${shownValue(value)}`;
  const from = SOURCE[language][source];
  if (language === 'de') return `Einstellung ${shown}, ${from}${locked ? ' und gesperrt' : ''}`;
  return `setting ${shown}, ${from}${locked ? ' and locked' : ''}`;
};

const moment = (at: Instant, { language, zone }: Told): string =>
  DateTime.fromMillis(at, { zone }).toFormat(
    language === 'de' ? 'dd.MM.yyyy, HH:mm:ss' : 'd LLL yyyy, HH:mm:ss',
  );

/** `27 Nov 2026, 09:00–10:30`; both days where the time does not end on its first. */
const time = (span: Span, { language, zone }: Told): string => {
  const day = language === 'de' ? 'dd.MM.yyyy' : 'd LLL yyyy';
  const [start, end] = [span.start, span.end].map((at) => DateTime.fromMillis(at, { zone, locale: 'en' }));
  const sameDay = start?.hasSame(end ?? start, 'day') ?? true;
  return `${start?.toFormat(`${day}, HH:mm`)}–${end?.toFormat(sameDay ? 'HH:mm' : `${day}, HH:mm`)}`;
};

/** What is told about one item. */
export interface Explained {
  rule: string;
  at: Instant;
  setting: SettingInForce | null;
  /** It is the copy of what the rule is about. */
  isCopy: boolean;
  /** It is a series, and the rule is about its next day. */
  isSeries: boolean;
  anonymousBy: Link['anonymousBy'];
  /** The call that would change the setting, or have it decided anew under what it says by now. */
  change: SettingChange | null;
}

const reasons = (about: Explained, language: Language): string[] => [
  ...(about.isSeries ? [withoutStop(RULES.series[language])] : []),
  ...(about.isCopy ? [withoutStop(RULES.copy[language])] : []),
  withoutStop(sentence(about.rule, language)),
  ...(about.anonymousBy === null
    ? []
    : [withoutStop(RULES[`anonymous.${about.anonymousBy}` as const][language])]),
  ...sinceThen(about.setting, language),
];

/** Why this item is where it is, in one short sentence. No texts of items. */
export const explain = (about: Explained, language: Language): string =>
  `${reasons(about, language).join('; ')}.`;

const changeWords = ({ method, path, body }: SettingChange, language: Language): string => {
  const verb =
    method === 'POST'
      ? { en: 'to be decided anew by', de: 'neu zu entscheiden mit' }
      : { en: 'to be changed by', de: 'zu ändern mit' };
  return `${verb[language]} ${method} ${path} ${JSON.stringify(body)}`;
};

/** As `explain`, with the setting and whether it is inherited, since when, and the call that would change it. */
export const explainInFull = (about: Explained, told: Told): string => {
  const { language } = told;
  const de = language === 'de';
  const parts = reasons(about, language);
  if (about.setting) parts.push(settingWords(about.setting, language));
  const rule = de ? `Regel ${about.rule}` : `rule ${about.rule}`;
  parts.push(`${de ? 'entschieden am' : 'decided on'} ${moment(about.at, told)} (${rule})`);
  if (about.change) {
    parts.push(changeWords(about.change, language));
  }
  return `${parts.join('; ')}.`;
};

export const explainLog = (entry: Pick<LogDraft, 'rule'>, language: Language): string =>
  sentence(entry.rule, language);

/** What a viewer may know of the two items: titles, or nothing but their times. */
export interface Titles {
  office: string | null;
  timify: string | null;
}

const WORDS = {
  en: {
    office: 'event',
    timify: 'TIMIFY entry',
    booking: 'booking',
    about: 'in question',
    since: 'open since',
  },
  de: {
    office: 'Termin',
    timify: 'Eintrag in TIMIFY',
    booking: 'Buchung',
    about: 'strittig',
    since: 'offen seit',
  },
} as const;

const itemWords = (word: string, title: string | null, span: Span, told: Told): string => {
  const quoted = title === null ? '' : told.language === 'de' ? ` „${title}“` : ` “${title}”`;
  return `${word}${quoted} ${time(span, told)}`;
};

/** What collides with what, since when, and by which setting, in one sentence. */
export const explainConflict = (
  conflict: Pick<Conflict, 'rule' | 'office' | 'timify' | 'span' | 'openedAt'>,
  about: Told & { titles: Titles; setting: SettingInForce | null },
): string => {
  const { office, timify, span, openedAt } = conflict;
  const words = WORDS[about.language];
  const word = timify?.hasCustomers ? words.booking : words.timify;
  const parts = [
    withoutStop(sentence(conflict.rule, about.language)),
    ...(office ? [itemWords(words.office, about.titles.office, office.span, about)] : []),
    ...(timify ? [itemWords(word, about.titles.timify, timify.span, about)] : []),
    `${words.about} ${time(span, about)}`,
    `${words.since} ${moment(openedAt, about)}`,
    ...sinceThen(about.setting, about.language),
    ...(about.setting ? [settingWords(about.setting, about.language)] : []),
  ];
  return `${parts.join('; ')}.`;
};
