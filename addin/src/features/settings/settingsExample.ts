import type { Settings } from '../../../../shared/settings.ts';
import type { Language } from '../../../../shared/words.ts';
import type { Translate } from '../../strings/words.ts';

/** What templates may name, in the order in which they are offered. The server fills them (core/project.ts). */
export const TEMPLATE_FIELDS = ['service', 'customer', 'resource', 'notes', 'fields'] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** One event and one booking, as people make them. */
export interface Sample {
  readonly event: { readonly title: string; readonly notes: string };
  readonly booking: Readonly<Record<TemplateField, string>>;
}

/** What an example looks at. */
export type ExampleSettings = Pick<
  Settings,
  'direction' | 'anonymous' | 'title' | 'notes' | 'template' | 'blockerWords' | 'busyWords'
>;

/** The sample that every example shows, in the reader's words. */
export const sampleIn = (t: Translate): Sample => ({
  event: { title: t('example.private'), notes: t('example.notes') },
  booking: {
    service: t('example.booking'),
    customer: t('example.customer'),
    resource: t('example.resource'),
    notes: t('example.bookingNotes'),
    fields: t('example.fields'),
  },
});

export interface ShownCopy {
  readonly title: string;
  readonly notes: string;
  readonly anonymous: boolean;
  /** What is written in the company's language instead of a title, where it is. */
  readonly word: string | undefined;
}

export interface SettingsExample {
  /** What stands in TIMIFY for the event; undefined where the direction writes nothing there. */
  readonly timify: ShownCopy | undefined;
  readonly office: ShownCopy | undefined;
}

/** What stands in several lines over there, in the one of a small tile. */
export const inOneLine = (notes: string): string =>
  notes
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join(' · ');

const spokenCopy = (copy: ShownCopy | undefined): string | undefined =>
  copy && [copy.title, inOneLine(copy.notes)].filter((text) => text !== '').join(', ');

/** What the example shows, in one sentence. */
export const spokenExample = (
  t: Translate,
  { timify, office }: { readonly timify: ShownCopy | undefined; readonly office: ShownCopy | undefined },
): string =>
  t('choose.spoken', {
    timify: spokenCopy(timify) ?? t('general.none'),
    office: spokenCopy(office) ?? t('general.none'),
  });

/** How the sample would look on the other side under these settings. */
export function exampleOf(settings: ExampleSettings, sample: Sample, language: Language): SettingsExample {
  const { direction } = settings;
  return {
    timify: direction === 'timify-to-office' ? undefined : blockerOf(settings, sample, language),
    office: direction === 'office-to-timify' ? undefined : eventOf(settings, sample, language),
  };
}

/** Alone with its time: nothing of the original is told. */
const onlyWord = (word: string): ShownCopy => ({ title: word, notes: '', anonymous: true, word });

function blockerOf(settings: ExampleSettings, { event }: Sample, language: Language): ShownCopy {
  const word = settings.blockerWords[language];
  if (settings.anonymous.toTimify) return onlyWord(word);
  return {
    title: settings.title ? event.title : word,
    notes: settings.notes ? event.notes : '',
    anonymous: false,
    word: settings.title ? undefined : word,
  };
}

function eventOf(
  { template, busyWords, notes, anonymous }: ExampleSettings,
  { booking }: Sample,
  language: Language,
): ShownCopy {
  const word = busyWords[language];
  if (anonymous.toOffice) return onlyWord(word);
  const values = { ...booking, notes: notes ? booking.notes : '' };
  const title = filled(template.subject, values);
  return {
    title: title === '' ? word : title,
    notes: filled(template.body, values),
    anonymous: false,
    word: title === '' ? word : undefined,
  };
}

/** As the server fills it: `{service} · {customer}`, and what is empty leaves no separator behind. */
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text
    .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    .replace(/^[\s·|,–-]+|[\s·|,–-]+$/gm, '')
    .replace(/(?:\s*[·|]\s*){2,}/g, ' · ');
