import type { Settings } from '../../../../shared/settings.ts';
import type { Language } from '../../../../shared/words.ts';

/** What templates may name, in the order in which they are offered. The server fills them (core/project.ts). */
export const TEMPLATE_FIELDS = ['service', 'customer', 'resource', 'notes', 'fields'] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** One event and one booking, as people make them. */
export interface Sample {
  readonly event: { readonly title: string; readonly notes: string };
  readonly booking: Readonly<Record<TemplateField, string>>;
}

export interface ShownCopy {
  readonly title: string;
  readonly notes: string;
  readonly anonymous: boolean;
}

export interface SettingsExample {
  /** What stands in TIMIFY for the event; undefined where the direction writes nothing there. */
  readonly timify: ShownCopy | undefined;
  readonly office: ShownCopy | undefined;
}

/** How the sample would look on the other side under these settings. */
export function exampleOf(settings: Settings, sample: Sample, language: Language): SettingsExample {
  const { direction, anonymous } = settings;
  return {
    timify: direction === 'timify-to-office' ? undefined : blockerOf(settings, sample, language),
    office: direction === 'office-to-timify' ? undefined : eventOf(settings, sample, anonymous, language),
  };
}

function blockerOf(settings: Settings, { event }: Sample, language: Language): ShownCopy {
  const isAnonymous = settings.anonymous.toTimify;
  if (isAnonymous) return { title: settings.blockerWords[language], notes: '', anonymous: true };
  return {
    title: settings.title ? event.title : settings.blockerWords[language],
    notes: settings.notes ? event.notes : '',
    anonymous: false,
  };
}

function eventOf(
  { template, busyWords, notes }: Settings,
  { booking }: Sample,
  anonymous: Settings['anonymous'],
  language: Language,
): ShownCopy {
  if (anonymous.toOffice) return { title: busyWords[language], notes: '', anonymous: true };
  const values = { ...booking, notes: notes ? booking.notes : '' };
  return { title: filled(template.subject, values), notes: filled(template.body, values), anonymous: false };
}

/** As the server fills it: `{service} · {customer}`, and what is empty leaves no separator behind. */
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text
    .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    .replace(/^[\s·|,–-]+|[\s·|,–-]+$/gm, '')
    .replace(/(?:\s*[·|]\s*){2,}/g, ' · ');
