/** Builders of what Graph answers, in the shapes of its documentation. */
import type { Content } from '../../core/planned.ts';
import type { Span } from '../../core/items.ts';
import { MARKER_ID } from '../marker.ts';
import { createOffice } from '../side.ts';
import type { OfficeMailbox } from '../side.ts';
import type { GraphConfig } from '../http.ts';
import type { Stub } from './stub.ts';

export const OWNER = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  oid: '22222222-2222-4222-8222-222222222222',
};
export const CAL = 'AAMkCal/ä+1=';
export const WINDOW: Span = {
  start: Date.parse('2026-11-12T00:00:00Z'),
  end: Date.parse('2028-07-01T00:00:00Z'),
};

export const utc = (text: string): { dateTime: string; timeZone: string } => ({
  dateTime: `${text}:00.0000000`,
  timeZone: 'UTC',
});

type Json = Record<string, unknown>;

/** A full single event. */
export const single = (id: string, more: Json = {}): Json => ({
  '@odata.type': '#microsoft.graph.event',
  '@odata.etag': `W/"${id}-1"`,
  id,
  changeKey: `${id}-1`,
  createdDateTime: '2026-11-01T09:24:01.1263863Z',
  lastModifiedDateTime: '2026-11-01T09:24:01.1467294Z',
  type: 'singleInstance',
  seriesMasterId: null,
  subject: `Subject ${id}`,
  body: { contentType: 'text', content: `Body ${id}\r\n` },
  start: utc('2026-12-01T09:00'),
  end: utc('2026-12-01T10:00'),
  isAllDay: false,
  showAs: 'busy',
  sensitivity: 'normal',
  responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
  isOrganizer: true,
  isCancelled: false,
  isDraft: false,
  isOnlineMeeting: false,
  attendees: [],
  location: { displayName: 'Room 1', locationType: 'default' },
  locations: [],
  recurrence: null,
  webLink: `https://outlook.office365.com/owa/?itemid=${id}`,
  uid: '040000008200E00074C5B7101A82E008',
  occurrenceId: null,
  ...more,
});

export const master = (id: string, more: Json = {}): Json =>
  single(id, {
    type: 'seriesMaster',
    start: utc('2026-09-15T08:00'),
    end: utc('2026-09-15T08:30'),
    recurrence: {
      pattern: {
        type: 'daily',
        interval: 1,
        firstDayOfWeek: 'sunday',
        index: 'first',
        month: 0,
        dayOfMonth: 0,
      },
      range: {
        type: 'endDate',
        startDate: '2026-09-15',
        endDate: '2026-12-31',
        recurrenceTimeZone: 'Romance Standard Time',
        numberOfOccurrences: 0,
      },
    },
    ...more,
  });

/** What `$expand` adds to an event of ours. */
export const marked = (value: string): Json => ({
  singleValueExtendedProperties: [{ id: MARKER_ID, value }],
});

/** As delta sends an occurrence: nothing but these. */
export const bare = (id: string, masterId: string, day: string): Json => ({
  '@odata.type': '#microsoft.graph.event',
  '@odata.etag': `W/"${id}-1"`,
  seriesMasterId: masterId,
  type: 'occurrence',
  id,
  start: utc(`${day}T08:00`),
  end: utc(`${day}T08:30`),
});

/** As `instances` and `calendarView` send it. */
export const occurrence = (id: string, masterId: string, day: string, more: Json = {}): Json =>
  single(id, {
    type: 'occurrence',
    seriesMasterId: masterId,
    start: utc(`${day}T08:00`),
    end: utc(`${day}T08:30`),
    ...more,
  });

export const gone = (id: string): Json => ({
  '@odata.type': '#microsoft.graph.event',
  id,
  '@removed': { reason: 'deleted' },
});

export const content = (more: Partial<Content> = {}): Content => ({
  span: { start: Date.parse('2026-12-01T09:00:00Z'), end: Date.parse('2026-12-01T09:30:00Z') },
  title: 'Haircut',
  notes: 'Two lines\nof notes',
  place: 'Berlin',
  look: { category: 'TIMIFY', reminderMinutes: null, showAs: 'busy', isPrivate: false },
  ...more,
});

export interface TokenAsk {
  fresh: { claims?: string } | undefined;
}

/** A mailbox against the stub; tokens are numbered, and every request for one is remembered. */
export const mailboxOn = (
  stub: Stub,
  config: Partial<GraphConfig> = {},
): { side: OfficeMailbox; tokensAsked: TokenAsk[] } => {
  const tokensAsked: TokenAsk[] = [];
  const office = createOffice(
    {
      baseUrl: `${stub.origin}/v1.0`,
      now: () => Date.parse('2026-11-22T10:00:00Z'),
      random: () => 0.5,
      ...config,
    },
    {
      graph: (_owner, _scopes, fresh) => {
        tokensAsked.push({ fresh });
        return Promise.resolve(`token-${fresh === undefined ? 'kept' : `fresh-${tokensAsked.length}`}`);
      },
    },
  );
  return { side: office.side(OWNER, ['Calendars.ReadWrite']), tokensAsked };
};
