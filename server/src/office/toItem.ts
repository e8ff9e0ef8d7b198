/** Graph's event → our item. */
import type { OfficeEvent, Span } from '../core/items.ts';
import { markerOf } from './marker.ts';
import { graphEvent, tombstone } from './schemas.ts';
import type { GraphEvent } from './schemas.ts';
import { notesOf } from './text.ts';
import { dayOf, instantOf } from './zones.ts';

/** What an element of a list or a delta page turned out to be. */
export type Read =
  | { kind: 'event'; id: string; event: GraphEvent }
  | { kind: 'removed'; id: string }
  | { kind: 'broken'; id: string | null; why: string };

/** Words for `Snapshot.broken`. */
const whyBroken = (raw: unknown): string => {
  if (typeof raw !== 'object' || raw === null) return 'not-an-object';
  const { id, start, end } = raw as { id?: unknown; start?: unknown; end?: unknown };
  if (typeof id !== 'string' || id === '') return 'no-id';
  const lacks = (moment: unknown): boolean =>
    typeof (moment as { dateTime?: unknown } | null | undefined)?.dateTime !== 'string';
  if (lacks(start)) return 'no-start';
  return lacks(end) ? 'no-end' : 'unreadable';
};

const idOf = (raw: unknown): string | null => {
  const id = (raw as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id !== '' ? id : null;
};

/** A tombstone has an id and `@removed`, nothing else ("Use delta query to track changes", event: delta). */
export const readElement = (raw: unknown): Read => {
  const removed = tombstone.safeParse(raw);
  if (removed.success) return { kind: 'removed', id: removed.data.id };
  const parsed = graphEvent.safeParse(raw);
  if (!parsed.success) return { kind: 'broken', id: idOf(raw), why: whyBroken(raw) };
  const { start, end } = parsed.data;
  if (instantOf(start) === null || instantOf(end) === null) {
    return { kind: 'broken', id: parsed.data.id, why: 'bad-time' };
  }
  return { kind: 'event', id: parsed.data.id, event: parsed.data };
};

/** `W/"{changeKey}"` is the etag; it comes with `$select` too. */
export const versionOf = (event: GraphEvent): string =>
  event['@odata.etag'] ?? (event.changeKey ? `W/"${event.changeKey}"` : '');

const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const timesOf = (event: GraphEvent): { span: Span; allDay: OfficeEvent['allDay'] } => {
  const [start, end] = [dayOf(event.start), dayOf(event.end)];
  if (event.isAllDay === true && start !== null && end !== null) {
    return { span: { start: dayStart(start), end: dayStart(end) }, allDay: { start, end } };
  }
  return { span: { start: instantOf(event.start) ?? 0, end: instantOf(event.end) ?? 0 }, allDay: null };
};

const placeOf = (event: GraphEvent): string => {
  const name = event.location?.displayName ?? '';
  return (name === '' ? (event.locations?.[0]?.displayName ?? '') : name).trim();
};

const instantOrNull = (text: string | null | undefined): number | null => {
  const instant = Date.parse(text ?? '');
  return Number.isNaN(instant) ? null : instant;
};

/** `event` has passed `readElement`. A master is not an item; callers keep it apart. */
export const toItem = (event: GraphEvent, calendarId: string): OfficeEvent => ({
  side: 'office',
  id: event.id,
  version: versionOf(event),
  ...timesOf(event),
  title: event.subject ?? '',
  notes: notesOf(event.body),
  place: placeOf(event),
  marker: markerOf(event.singleValueExtendedProperties),
  createdAt: instantOrNull(event.createdDateTime),
  calendarId,
  showAs: event.showAs ?? 'unknown',
  sensitivity: event.sensitivity ?? 'normal',
  response: event.responseStatus?.response ?? 'none',
  isOrganizer: event.isOrganizer ?? false,
  isCancelled: event.isCancelled ?? false,
  isDraft: event.isDraft ?? false,
  hasGuests: (event.attendees ?? []).length > 0,
  isOnlineMeeting: event.isOnlineMeeting ?? false,
  seriesId: event.seriesMasterId ?? null,
  webLink: event.webLink ?? null,
});

export const isMaster = (event: GraphEvent): boolean => event.type === 'seriesMaster';

/**
 * In a delta round an occurrence carries id, type, master, start, end and etag alone (`microsoft-graph-docs#7632`).
 * A title that is null was sent; a title that is missing was not.
 */
export const isBare = (event: GraphEvent): boolean =>
  event.type === 'occurrence' && event.subject === undefined && event.showAs === undefined;

/** A bare occurrence with everything else from its master. */
export const hydrate = (occurrence: GraphEvent, master: GraphEvent): GraphEvent => ({
  ...master,
  ...definedOnly(occurrence),
  seriesMasterId: occurrence.seriesMasterId ?? master.id,
  // The master's own key and link are not the occurrence's.
  changeKey: occurrence.changeKey ?? null,
  webLink: occurrence.webLink ?? null,
  singleValueExtendedProperties: null,
});

const definedOnly = (event: GraphEvent): GraphEvent =>
  Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as GraphEvent;
