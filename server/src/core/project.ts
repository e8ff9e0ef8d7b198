import type { Appointment, Content, OfficeEvent, Span } from './model.ts';
import { isPrivate, normaliseText } from './normalise.ts';
import type { Settings } from './settings.ts';
import { sameSpan, union } from './spans.ts';

/** Longest title and notes we write; more is cut at a word, since both services have limits of their own. */
const TITLE_LIMIT = 250;
const NOTES_LIMIT = 8_000;

const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;

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

const bookingValues = (booking: Appointment): Record<string, string> => ({
  title: booking.title,
  service: booking.service ?? booking.title,
  customer: booking.isGroup
    ? `${booking.participants}/${booking.maxParticipants}`
    : booking.customers.join(', '),
  resource: booking.resourceNames.join(', '),
  notes: booking.notes,
  fields: booking.fields.map((field) => `${field.label}: ${field.value}`).join('\n'),
});

/** What an event shows in Outlook for a booking. No attendees, ever: `Content` has no place for them. */
export const eventContent = (booking: Appointment, span: Span, voice: Voice): Content => {
  const { settings } = voice;
  const look: Content['look'] = {
    category: settings.category === '' ? null : settings.category,
    reminderMinutes: settings.reminder === 'none' ? null : settings.reminder,
    showAs: settings.busyAs,
    isPrivate: voice.anonymous,
  };
  const word = settings.busyWords[voice.language];
  if (voice.anonymous) return { span, title: word, notes: '', place: '', look };
  const values = bookingValues(booking);
  const title = fill(settings.template.subject, values);
  return {
    span,
    title: cut(title === '' ? word : title, TITLE_LIMIT),
    notes: settings.notes ? cut(fill(settings.template.body, values), NOTES_LIMIT) : '',
    place: '',
    look,
  };
};

/**
 * The times that a booking takes in Outlook: one event from first start to last end, or one per slice
 * (`splitBookings`); preparation and follow-up merged or left out (`buffers`).
 */
export const bookingSpans = (booking: Appointment, settings: Settings): Span[] => {
  const spans = booking.slices.map((slice) => (settings.buffers === 'exclude' ? slice.service : slice.busy));
  if (settings.splitBookings === 'each') return union(spans);
  const first = Math.min(...spans.map((span) => span.start));
  const last = Math.max(...spans.map((span) => span.end));
  return spans.length === 0 ? [] : [{ start: first, end: last }];
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
  return patch;
};
