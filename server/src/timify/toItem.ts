import { convert } from 'html-to-text';
import type { Appointment, Instant, Span } from '../core/items.ts';
import { MINUTE, sameSpan } from '../core/spans.ts';
import type { AppointmentFacts } from '../sync/ports/sides.ts';
import { appointment, people, type AppointmentAnswer, type Slice } from './schemas.ts';
import { instantOf, localDay, soundZone } from './time.ts';

/** What could not be understood; never with the text of an item. */
export interface Broken {
  id: string | null;
  why: string;
}

export type Reading = { read: AppointmentAnswer } | { broken: Broken };

/** An answer in our words, or why it is none. */
export const readAppointment = (value: unknown): Reading => {
  const read = appointment.safeParse(value);
  if (read.success) return { read: read.data };
  const id =
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
      ? value.id
      : null;
  return { broken: { id, why: `unreadable: ${read.error.issues[0]?.path.join('.') ?? 'answer'}` } };
};

/** The version stamp: `timestamp`, epoch milliseconds as a string; `updatedAt` where it is missing (observed). */
export const versionOf = (answer: AppointmentAnswer): string =>
  answer.timestamp !== '' ? answer.timestamp : answer.updatedAt;

/** Set: the appointment will go, for us it has gone ("soft delete with delay", inferred). */
export const isLeaving = (answer: AppointmentAnswer): boolean =>
  (answer.scheduledForDeletionAt ?? null) !== null;

/** A widget user holds the slot for some minutes. A time that can't be read counts as held. */
const isReserved = (answer: AppointmentAnswer, now: Instant): boolean => {
  const until = answer.reservedUntil ?? null;
  if (until === null || until === '' || until === false) return false;
  const at = instantOf(until);
  return at === null || at > now;
};

/**
 * Service time and blocked time of one slice. Whether `interval` includes preparation and follow-up is not documented
 * and is seen here: an interval as long as `durationTotal` includes them, one as long as `duration` does not.
 */
export const timesOf = (slice: Slice): { service: Span; busy: Span } => {
  const { begin, end } = slice.interval;
  const interval = { start: begin, end };
  const sum = slice.durationBefore + slice.duration + slice.durationAfter;
  const total = slice.durationTotal ?? sum;
  // A split booking prepares before its first part and follows up after its last, unless the part's own sum says more.
  const own = total === sum;
  const before = (own || slice.isFirstBatch !== false ? slice.durationBefore : 0) * MINUTE;
  const after = (own || slice.isLastBatch !== false ? slice.durationAfter : 0) * MINUTE;
  if (before + after === 0) return { service: interval, busy: interval };
  const length = end - begin;
  if (length < total * MINUTE)
    return { service: interval, busy: { start: begin - before, end: end + after } };
  if (length <= before + after) return { service: interval, busy: interval };
  return { service: { start: begin + before, end: end - after }, busy: interval };
};

const around = (spans: readonly Span[]): Span => ({
  start: Math.min(...spans.map((span) => span.start)),
  end: Math.max(...spans.map((span) => span.end)),
});

const serviceOf = (slices: readonly Slice[]): Span => around(slices.map((slice) => timesOf(slice).service));

/** One group of slices per occurrence; key null where the appointment is no connected series. */
const occurrences = (answer: AppointmentAnswer, slices: readonly Slice[]): Map<string | null, Slice[]> => {
  const days = new Set(slices.flatMap((slice) => slice.recurringDay ?? []));
  const connected = (answer.recurring ?? null) !== null || days.size > 1;
  const zone = soundZone(answer.recurring?.timezone ?? '');
  const groups = new Map<string | null, Slice[]>();
  for (const slice of slices) {
    const day = connected ? (slice.recurringDay?.slice(0, 10) ?? localDay(slice.interval.begin, zone)) : null;
    groups.set(day, [...(groups.get(day) ?? []), slice]);
  }
  return groups;
};

/** HTML only where it is: a plain note may hold `<` as well. */
const plainText = (notes: string): string =>
  /<\/?[a-z][^<>]*>/i.test(notes)
    ? convert(notes, {
        wordwrap: false,
        selectors: [
          { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
          { selector: 'img', format: 'skip' },
          ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
            selector,
            options: { uppercase: false },
          })),
        ],
      })
    : notes;

const valueText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value)
    ? value
        .map(valueText)
        .filter((one) => one !== '')
        .join(', ')
    : '';
};

/** `customers` and `singleCustomers` may name the same person; their inner shape is inferred, so any row counts. */
const namesOf = (answer: AppointmentAnswer): string[] => {
  const names = new Map<string, string>();
  for (const one of people.parse([...answer.customers, ...answer.singleCustomers])) {
    const name = one.fullName.trim() || `${one.firstName} ${one.lastName}`.trim();
    if (name !== '') names.set(one.id ?? name, name);
  }
  return [...names.values()];
};

const resourceIdsOf = (answer: AppointmentAnswer): string[] => [
  ...new Set([
    ...answer.resources.map((one) => one.id),
    ...answer.bookings.slices.map((one) => one.resourceId),
  ]),
];

/** What all occurrences of an appointment share. */
const sharedBy = (answer: AppointmentAnswer, now: Instant) => ({
  side: 'timify' as const,
  appointmentId: answer.id,
  version: versionOf(answer),
  title: answer.title,
  notes: plainText(answer.notes),
  place: '',
  marker: answer.externalId === '' ? null : answer.externalId,
  createdAt: answer.createdAt,
  kind:
    answer.type === null || answer.type === undefined || answer.type === 'booking'
      ? ('booking' as const)
      : ('blocker' as const),
  resourceIds: resourceIdsOf(answer),
  service: answer.service?.name ?? null,
  customers: namesOf(answer),
  fields: answer.customfields
    .map((one) => ({ label: one.label || one.name, value: valueText(one.value) }))
    .filter((one) => one.value !== ''),
  resourceNames: answer.resources.map((one) => one.name).filter((name) => name !== ''),
  // A group's participants are people too, also where the answer does not list them.
  hasCustomers:
    answer.customers.length + answer.singleCustomers.length > 0 ||
    (answer.isCourse && answer.participants > 0),
  isGroup: answer.isCourse,
  participants: answer.participants,
  maxParticipants: answer.maxParticipants,
  isHeld: isReserved(answer, now) || isLeaving(answer),
});

/**
 * The items that an appointment is in the calendar of one resource: one, or one per occurrence of a connected series;
 * none where no slice is this resource's. `span` is the service time from first start to last end, what `datetime`
 * and `duration` of a write mean; `slices` hold the blocked time too. Where another resource has some of the intervals
 * this one's time is but a part of the booking, which is split then, however many of them are this resource's.
 */
export const itemsOf = (
  answer: AppointmentAnswer,
  resourceId: string,
  now: Instant,
): { items: Appointment[]; broken: Broken | null } => {
  const slices = answer.bookings.slices.filter((slice) => slice.resourceId === resourceId);
  const backwards = slices.some((slice) => slice.interval.end < slice.interval.begin);
  const named = answer.resources.some((one) => one.id === resourceId);
  const unreadable = answer.bookings.brokenOf.some(
    (owner) => owner === resourceId || (owner === null && named),
  );
  const why = unreadable ? 'unreadable slice' : backwards ? 'slice ends before it starts' : 'no slices';
  if (unreadable || backwards || (named && answer.bookings.slices.length === 0)) {
    return { items: [], broken: { id: answer.id, why } };
  }
  const shared = sharedBy(answer, now);
  const ofAll = occurrences(answer, answer.bookings.slices);
  const items = [...occurrences(answer, slices)].map(([day, group]): Appointment => {
    const times = group.map(timesOf).sort((a, b) => a.service.start - b.service.start);
    const span = around(times.map((one) => one.service));
    return {
      ...shared,
      id: day === null ? answer.id : `${answer.id}/${day}`,
      // We make no series: a person made one of a blocker of ours, stamp and all.
      marker: day === null ? shared.marker : null,
      span,
      slices: times,
      isSplit: times.length > 1 || !sameSpan(span, serviceOf(ofAll.get(day) ?? group)),
      isConnectedSeries: day !== null,
    };
  });
  return { items, broken: null };
};

/** Ids of the service, customers and resources whose names an appointment shows. */
export const namedBy = (answer: AppointmentAnswer): string[] => [
  ...(answer.serviceId ? [answer.serviceId] : []),
  ...people.parse([...answer.customers, ...answer.singleCustomers]).flatMap(({ id }) => id ?? []),
  ...resourceIdsOf(answer),
];

/** The same appointment for a run of the company: no texts. Null where it tells no time at all. */
export const factsOf = (answer: AppointmentAnswer): AppointmentFacts | null => {
  const starts = answer.bookings.slices.map((slice) => slice.interval.begin);
  const start = starts.length > 0 ? Math.min(...starts) : answer.startDate;
  return start === null
    ? null
    : { id: answer.id, version: versionOf(answer), start, resourceIds: resourceIdsOf(answer) };
};
