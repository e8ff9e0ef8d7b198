import type { Base, Field, Item, Span } from './model.ts';
import { FIELDS } from './model.ts';
import { normaliseText } from './normalise.ts';

/** Keyed hash, injected: the core knows no cryptography. */
export type Hash = (text: string) => string;

/** The text of one group in neutral form. A booking's title group holds all that its template may show. */
const textOf = (item: Item, field: Field): string => {
  if (item.side === 'office') return item[field];
  if (field === 'title') {
    const people = item.isGroup ? [`${item.participants}/${item.maxParticipants}`] : item.customers;
    return [item.title, item.service ?? '', ...people, ...item.resourceNames].join('\u001f');
  }
  if (field === 'notes') {
    return [item.notes, ...item.fields.map((one) => `${one.label}\u001f${one.value}`)].join('\u001e');
  }
  return item.place;
};

/** Our own mirrors are compared by what stands in them alone, not by what a template could use. */
const mirrorTextOf = (item: Item, field: Field): string => item[field];

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
    : [item.kind, item.isHeld].join(' ');

/**
 * What is kept of one end: version, times, flags, and a keyed fingerprint per group of text. An anonymous item keeps
 * no fingerprint of any text (design §3).
 */
export const baseOf = (
  item: Item,
  how: { anonymous: boolean; role: 'origin' | 'mirror'; hash: Hash },
): Base => {
  const text = how.role === 'origin' ? textOf : mirrorTextOf;
  const fields: Base['fields'] = {};
  if (!how.anonymous) {
    for (const field of FIELDS) fields[field] = how.hash(`${field}\u001d${normaliseText(text(item, field))}`);
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

/** What differs between an end as read and its own base. Equal versions are equal without a look. */
export interface Difference {
  time: boolean;
  meaning: boolean;
  fields: Field[];
}

export const differenceOf = (
  item: Item,
  base: Base,
  how: { role: 'origin' | 'mirror'; hash: Hash },
): Difference => {
  if (item.version === base.version) return { time: false, meaning: false, fields: [] };
  const allDay = item.side === 'office' ? item.allDay : null;
  const time =
    item.span.start !== base.span.start ||
    item.span.end !== base.span.end ||
    allDay?.start !== base.allDay?.start ||
    allDay?.end !== base.allDay?.end;
  const now = baseOf(item, { anonymous: false, ...how }).fields;
  const fields = FIELDS.filter(
    (field) => base.fields[field] !== undefined && base.fields[field] !== now[field],
  );
  return { time, meaning: meaningOf(item) !== base.meaning, fields };
};
