import { findIana } from 'windows-iana';
import type { Draft, Item, ShowAs, Span } from '../model/items.ts';
import { SHOW_AS } from '../model/items.ts';
import { spanOf } from '../model/draft.ts';
import { addDays, isZone } from '../model/time.ts';
import { callJson } from './http.ts';
import type { Call } from './http.ts';
import { outlookToken } from './outlookToken.ts';
import { keepToken } from './token.ts';

interface DateTimeZone {
  dateTime: string;
  timeZone: string;
}

export interface GraphCalendar {
  id: string;
  name: string;
  isDefaultCalendar?: boolean;
  canEdit?: boolean;
}

export interface GraphEvent {
  id: string;
  subject: string | null;
  start: DateTimeZone;
  end: DateTimeZone;
  isAllDay?: boolean;
  showAs?: string;
  sensitivity?: string;
  isCancelled?: boolean;
  location?: { displayName?: string };
  singleValueExtendedProperties?: { id: string; value: string }[];
}

/** An odd page size marks the page's own reads, so that faults set on this page can leave them alone. */
export const OWN_READS = 487;

export interface OfficeCalendar {
  /** IANA zone of the mailbox. */
  zone: () => Promise<string>;
  items: (first: string, days: number, marker: string | undefined) => Promise<Item[]>;
  /** Of one event by id. */
  title: (id: string) => Promise<{ title: string; start: number }>;
  create: (draft: Draft, zone: string) => Promise<void>;
  change: (id: string, draft: Draft, zone: string) => Promise<void>;
  move: (item: Item, span: Span) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

/** One person's calendars through Graph's own calls, with that person's token. */
export function openOffice(user: { oid: string; email: string }): OfficeCalendar {
  const withToken = keepToken(outlookToken(user.email));
  let calendars: Promise<GraphCalendar[]> | undefined;

  const call = <T>(path: string, options: Call = {}): Promise<T> =>
    withToken((token) => {
      const headers = { authorization: `Bearer ${token}`, prefer: 'outlook.timezone="UTC"' };
      return callJson<T>(`/graph/v1.0/users/${user.oid}${path}`, { ...options, headers });
    });

  const calendarList = async (): Promise<GraphCalendar[]> => {
    calendars ??= call<{ value: GraphCalendar[] }>(`/calendars?$top=${OWN_READS}`).then(({ value }) => value);
    try {
      return await calendars;
    } catch (error) {
      calendars = undefined;
      throw error;
    }
  };

  return {
    zone: async () => {
      const { timeZone } = await call<{ timeZone?: string }>('/mailboxSettings');
      return ianaZone(timeZone ?? 'UTC');
    },
    items: async (first, days, marker) => {
      const range = `startDateTime=${addDays(first, -1)}T00:00:00Z&endDateTime=${addDays(first, days + 1)}T00:00:00Z`;
      const expand =
        marker === undefined
          ? ''
          : `&$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${marker}')`)}`;
      const each = (await calendarList()).map(async (calendar) => {
        const path = `/calendars/${encodeURIComponent(calendar.id)}/calendarView?${range}&$top=${OWN_READS}${expand}`;
        const { value } = await call<{ value: GraphEvent[] }>(path);
        return value.filter((event) => event.isCancelled !== true).map((event) => itemOf(event, calendar));
      });
      return (await Promise.all(each)).flat();
    },
    title: async (id) => {
      const event = await call<GraphEvent>(`/events/${encodeURIComponent(id)}`);
      return { title: event.subject ?? '', start: utc(event.start) };
    },
    create: async (draft, zone) => {
      await call('/calendar/events', { method: 'POST', body: bodyOf(draft, zone) });
    },
    change: async (id, draft, zone) => {
      await call(`/events/${encodeURIComponent(id)}`, { method: 'PATCH', body: bodyOf(draft, zone) });
    },
    move: async ({ id, allDay }, span) => {
      const body = { start: timeOf(span.start, allDay), end: timeOf(span.end, allDay) };
      await call(`/events/${encodeURIComponent(id)}`, { method: 'PATCH', body });
    },
    remove: async (id) => {
      await call(`/events/${encodeURIComponent(id)}`, { method: 'DELETE' });
    },
  };
}

/** Where nobody has told the marker: the property that our copies carry, out of the state of the world. */
export const markerIn = (state: string): string | undefined =>
  /String \{[0-9a-f-]{36}\} Name Timify\w*/i.exec(state)?.[0];

export function itemOf(event: GraphEvent, calendar: GraphCalendar): Item {
  const allDay = event.isAllDay === true;
  const start = utc(event.start);
  const end = utc(event.end);
  return {
    key: event.id,
    id: event.id,
    side: 'office',
    title: event.subject ?? '',
    detail: calendar.isDefaultCalendar === true ? (event.location?.displayName ?? '') : calendar.name,
    start,
    end,
    allDay,
    copy: (event.singleValueExtendedProperties ?? []).length > 0,
    private: event.sensitivity !== undefined && event.sensitivity !== 'normal',
    editable: calendar.canEdit !== false,
    showAs: showAsOf(event.showAs),
    wholeStart: start,
    wholeMinutes: (end - start) / 60_000,
    serviceId: '',
    customerId: '',
  };
}

/** All-day items keep their midnights; with a zone of UTC they come back and go out as dates. */
export function bodyOf(draft: Draft, zone: string): Record<string, unknown> {
  const span = spanOf(draft, zone);
  return {
    subject: draft.title,
    isAllDay: draft.allDay,
    start: timeOf(span.start, draft.allDay),
    end: timeOf(span.end, draft.allDay),
    showAs: draft.showAs,
    sensitivity: draft.private ? 'private' : 'normal',
  };
}

function timeOf(at: number, allDay: boolean): DateTimeZone {
  const iso = new Date(at).toISOString();
  return { dateTime: allDay ? `${iso.slice(0, 10)}T00:00:00` : iso.slice(0, 19), timeZone: 'UTC' };
}

/** Graph writes seven digits of a second and no zone letter. */
const utc = ({ dateTime }: DateTimeZone): number => Date.parse(`${dateTime.slice(0, 19)}Z`);

const showAsOf = (value: string | undefined): ShowAs => SHOW_AS.find((known) => known === value) ?? 'busy';

/** A mailbox may name its zone as Windows does. */
export function ianaZone(name: string): string {
  if (isZone(name)) return name;
  return findIana(name)[0] ?? 'UTC';
}
