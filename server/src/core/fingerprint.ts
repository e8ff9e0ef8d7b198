import type { Appointment, Item, Span } from './items.ts';
import type { Base, Link, TextGroup } from './links.ts';
import { FIELDS } from './links.ts';
import { normaliseText } from './normalise.ts';
import { sameSpan, subtract } from './spans.ts';

/** Keyed hash, injected: the core knows no cryptography. */
export type Hash = (text: string) => string;

type Texts = Partial<Record<TextGroup, string>>;

const plainTexts = ({ title, notes, place }: Item): Texts => ({ title, notes, place });

/** One group per placeholder of the templates, so that a change nobody is shown writes nothing (S-023). */
const bookingTexts = (item: Appointment): Texts => ({
  title: item.title,
  notes: item.notes,
  service: item.service ?? '',
  customer: item.isGroup ? `${item.participants}/${item.maxParticipants}` : item.customers.join('\u001f'),
  names: item.isGroup ? item.customers.join('\u001f') : '',
  resource: item.resourceNames.join('\u001f'),
  fields: item.fields.map((one) => `${one.label}\u001f${one.value}`).join('\u001e'),
});

/** Our own mirrors are compared by what stands in them alone, not by what a template could use. */
const textsOf = (item: Item, role: 'origin' | 'mirror'): Texts =>
  role === 'origin' && item.side === 'timify' ? bookingTexts(item) : plainTexts(item);

const GROUPS: readonly TextGroup[] = [...FIELDS, 'service', 'customer', 'names', 'resource', 'fields'];

const busyOf = (item: Item): Span => {
  if (item.side === 'office' || item.slices.length === 0) return item.span;
  return {
    start: Math.min(...item.slices.map((slice) => slice.busy.start)),
    end: Math.max(...item.slices.map((slice) => slice.busy.end)),
  };
};

/** What eligibility looks at besides the time. A change of it is a change of the item; a settings change is not. */
const meaningOf = (item: Item): string =>
  item.side === 'office'
    ? [
        item.showAs,
        item.sensitivity,
        item.response,
        item.isCancelled,
        item.isDraft,
        item.allDay !== null,
      ].join(' ')
    : [
        item.kind,
        item.isHeld,
        ...(item.clockZone === undefined ? [] : [item.clockZone]),
        ...cutOf(item),
      ].join(' ');

/** How a booking is cut and what it blocks around itself, from its start on; nothing where it is one plain span. */
const cutOf = ({ kind, slices, span }: Appointment): string[] => {
  const isPlain = slices.every(({ service, busy }) => sameSpan(service, span) && sameSpan(busy, span));
  if (kind !== 'booking' || isPlain) return [];
  const ofSpan = ({ start, end }: Span): string => `${start - span.start}-${end - span.start}`;
  return slices.map(({ service, busy }) => `${ofSpan(service)}/${ofSpan(busy)}`);
};

/** Between its parts somebody else can book. */
export const hasGaps = (item: Item): boolean =>
  item.side === 'timify' &&
  item.slices.length > 1 &&
  subtract(
    [item.span],
    item.slices.map(({ busy }) => busy),
  ).length > 0;

/** A time shift: kept as clock times of a zone, and made anew instead of moved. */
export const isClockBound = (base: Pick<Base, 'meaning'>): boolean =>
  base.meaning.startsWith('blocker ') && base.meaning.split(' ').length > 2;

/** The keyed fingerprint of one text. */
export const printOf = (group: TextGroup, text: string, hash: Hash): string =>
  hash(`${group}\u001d${normaliseText(text)}`);

/**
 * What is kept of one end: version, times, flags, and a keyed fingerprint per group of text. An anonymous item keeps
 * no fingerprint of any text (design §3).
 */
export const baseOf = (
  item: Item,
  how: { anonymous: boolean; role: 'origin' | 'mirror'; hash: Hash },
): Base => {
  const fields: Base['fields'] = {};
  if (!how.anonymous) {
    const texts = textsOf(item, how.role);
    for (const group of GROUPS) {
      const text = texts[group];
      if (text !== undefined) fields[group] = printOf(group, text, how.hash);
    }
  }
  return {
    version: item.version,
    span: item.span,
    busy: busyOf(item),
    meaning: meaningOf(item),
    allDay: item.side === 'office' ? item.allDay : null,
    fields,
    hasGuests: item.side === 'office' && item.hasGuests,
    isOrganizer: item.side === 'timify' || item.isOrganizer,
    isOnlineMeeting: item.side === 'office' && item.isOnlineMeeting,
  };
};

const STALE = '?';

/** An origin whose agreement could not be carried out looks changed at the next read, so that it is tried again. */
export const stale = (link: Link): Link => ({
  ...link,
  origin: { ...link.origin, base: { ...link.origin.base, version: STALE, meaning: STALE } },
});

/**
 * What differs between an end as read and its own base. Equal versions are equal without a look; not so a booking that
 * is an origin, for the names of its service, resources and customers change without a new version.
 */
export interface Difference {
  time: boolean;
  meaning: boolean;
  fields: TextGroup[];
}

export const differenceOf = (
  item: Item,
  base: Base,
  how: { role: 'origin' | 'mirror'; hash: Hash },
): Difference => {
  // Bases of 0.1.0 have no group for the service: they are compared by version until they are renewed.
  const isBooking = how.role === 'origin' && item.side === 'timify' && base.fields.service !== undefined;
  // We make none with gaps: one that has some is not as we left it, whatever its version.
  const isCut = how.role === 'mirror' && hasGaps(item);
  if (item.version === base.version && !isBooking && !isCut)
    return { time: false, meaning: false, fields: [] };
  const allDay = item.side === 'office' ? item.allDay : null;
  const time =
    isCut ||
    item.span.start !== base.span.start ||
    item.span.end !== base.span.end ||
    allDay?.start !== base.allDay?.start ||
    allDay?.end !== base.allDay?.end;
  const now = baseOf(item, { anonymous: false, ...how }).fields;
  const fields = GROUPS.filter(
    (group) => base.fields[group] !== undefined && base.fields[group] !== now[group],
  );
  const handedOver = how.role === 'origin' && item.side === 'office' && item.isOrganizer !== base.isOrganizer;
  return { time, meaning: handedOver || meaningOf(item) !== base.meaning, fields };
};
