import type { Appointment, OfficeEvent, Span } from './items.ts';
import type { Content } from './planned.ts';
import type { Field, Part, Shape, TextGroup } from './links.ts';
import { isPrivate, normaliseText } from './normalise.ts';
import type { Settings } from './settings.ts';
import { sameSpan, subtract, union } from './spans.ts';

/** Longest title and notes we write; more is cut off, since both services have limits of their own. */
const TITLE_LIMIT = 250;
const NOTES_LIMIT = 8_000;

/** Half a character, or what joins it to the next: left at the end, a service would show or keep something else. */
const TORN = /\u200D?[\uD800-\uDBFF]?$/;

const cut = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${text
        .slice(0, limit - 1)
        .replace(TORN, '')
        .trimEnd()}…`;

export interface Voice {
  settings: Settings;
  language: 'de' | 'en';
  anonymous: boolean;
}

/** Whether nothing but the time of this event may cross. */
export const anonymousEvent = (event: OfficeEvent, settings: Settings): boolean =>
  settings.anonymous.toTimify || isPrivate(event, settings.personal);

/** What a blocker shows in TIMIFY: the name and notes by setting; nothing at all when anonymous. */
export const blockerContent = (event: OfficeEvent | null, span: Span, voice: Voice): Content => {
  const word = voice.settings.blockerWords[voice.language];
  if (voice.anonymous || !event) return { span, title: word, notes: '', place: '', look: null };
  const title = voice.settings.title ? normaliseText(event.title) : '';
  return {
    span,
    title: cut(title === '' ? word : title, TITLE_LIMIT),
    notes: voice.settings.notes ? cut(normaliseText(event.notes), NOTES_LIMIT) : '',
    place: '',
    look: null,
  };
};

/** `{service} · {customer}` with empty parts: no separator is left dangling. */
const fill = (template: string, values: Record<string, string>): string =>
  normaliseText(
    template
      .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
      .replace(/^[\s·|,–-]+|[\s·|,–-]+$/gm, '')
      .replace(/(?:\s*[·|]\s*){2,}/g, ' · '),
  );

/** `3/10`, and who they are where a setting says so; otherwise the names. */
const peopleOf = (booking: Appointment, settings: Settings): string => {
  const names = booking.customers.join(', ');
  if (!booking.isGroup) return names;
  const count = `${booking.participants}/${booking.maxParticipants}`;
  return settings.groupNames && names !== '' ? `${count}: ${names}` : count;
};

const bookingValues = (booking: Appointment, settings: Settings): Record<string, string> => ({
  title: booking.title,
  service: booking.service ?? booking.title,
  customer: peopleOf(booking, settings),
  resource: booking.resourceNames.join(', '),
  notes: settings.notes ? booking.notes : '',
  fields: booking.fields.map((field) => `${field.label}: ${field.value}`).join('\n'),
});

/** Which groups of a booking's text a placeholder shows. */
const SHOWN: Record<string, (settings: Settings) => TextGroup[]> = {
  title: () => ['title'],
  service: () => ['service', 'title'],
  customer: ({ groupNames }) => (groupNames ? ['customer', 'names'] : ['customer']),
  resource: () => ['resource'],
  notes: ({ notes }) => (notes ? ['notes'] : []),
  fields: () => ['fields'],
};

const groupsIn = (template: string, settings: Settings): TextGroup[] =>
  [...template.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => SHOWN[name]?.(settings) ?? []);

/** The texts of an event that a change of these groups of its booking concerns: what no template shows concerns none. */
export const eventFields = (changed: readonly TextGroup[], settings: Settings): Field[] => {
  const { subject, body } = settings.template;
  const isShown = (template: string): boolean =>
    groupsIn(template, settings).some((group) => changed.includes(group));
  return [...(isShown(subject) ? (['title'] as const) : []), ...(isShown(body) ? (['notes'] as const) : [])];
};

/** Words for preparation and follow-up time as events of their own. */
const BUFFER_WORDS = {
  before: { en: 'Preparation', de: 'Vorbereitung' },
  after: { en: 'Follow-up', de: 'Nachbereitung' },
} as const;

/** What an event shows in Outlook for a booking. No attendees, ever: `Content` has no place for them. */
export const eventContent = (booking: Appointment, span: Span, part: Part, voice: Voice): Content => {
  const { settings } = voice;
  const look: NonNullable<Content['look']> = {
    category: settings.category === '' ? null : settings.category,
    reminderMinutes: settings.reminder === 'none' ? null : settings.reminder,
    showAs: settings.busyAs,
    isPrivate: voice.anonymous || settings.private,
  };
  const word = settings.busyWords[voice.language];
  if (voice.anonymous) return { span, title: word, notes: '', place: '', look };
  const values = bookingValues(booking, settings);
  const title = fill(settings.template.subject, values);
  const shown = cut(title === '' ? word : title, TITLE_LIMIT);
  if (part !== 'service') {
    const quiet = { ...look, reminderMinutes: null };
    const name = BUFFER_WORDS[part][voice.language];
    return { span, title: cut(`${name}: ${shown}`, TITLE_LIMIT), notes: '', place: '', look: quiet };
  }
  const notes = cut(fill(settings.template.body, values), NOTES_LIMIT);
  return { span, title: shown, notes, place: '', look };
};

const hull = (spans: readonly Span[]): Span[] =>
  spans.length === 0
    ? []
    : [
        {
          start: Math.min(...spans.map((span) => span.start)),
          end: Math.max(...spans.map((span) => span.end)),
        },
      ];

/**
 * The times that a booking takes in Outlook: one event from first start to last end, or one per slice
 * (`splitBookings`); preparation and follow-up merged into it, left out, or as events of their own (`buffers`).
 */
export const bookingSpans = (booking: Appointment, shape: Shape): Record<Part, Span[]> => {
  const { slices } = booking;
  const spans = slices.map((slice) => (shape.buffers === 'merge' ? slice.busy : slice.service));
  const service = shape.splitBookings === 'each' ? union(spans) : hull(spans);
  if (shape.buffers !== 'separate') return { service, before: [], after: [] };
  const before = slices.map((slice) => ({ start: slice.busy.start, end: slice.service.start }));
  const after = slices.map((slice) => ({ start: slice.service.end, end: slice.busy.end }));
  // What lies inside the one event of a split booking is part of it.
  return { service, before: subtract(before, service), after: subtract(after, service) };
};

/** The members of `wanted` that differ from what is already there. */
export const contentPatch = (
  fields: ReadonlySet<string>,
  wanted: Content,
  spanNow: Span,
): Partial<Content> => {
  const patch: Partial<Content> = {};
  if (!sameSpan(wanted.span, spanNow)) patch.span = wanted.span;
  if (fields.has('title')) patch.title = wanted.title;
  if (fields.has('notes')) patch.notes = wanted.notes;
  if (fields.has('place')) patch.place = wanted.place;
  if (fields.has('look') && wanted.look) patch.look = wanted.look;
  return patch;
};
