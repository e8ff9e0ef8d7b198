/** Two calendars in memory, for the planner's tests: who is in them, and what is asked of them afterwards. */
import type { Appointment, Availability, OfficeEvent, SideName, Span } from './items.ts';
import type { Conflict, Hold, Verdict } from './decisions.ts';
import type { Write } from './planned.ts';
import type { Link } from './links.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { DAY, MINUTE } from './spans.ts';

export const NOW = Date.UTC(2026, 10, 25, 8, 0);

export const WINDOW: Span = { start: NOW - 10 * DAY, end: NOW + 60 * DAY };

export const RESOURCE = 'resource-1';

export interface Toy {
  office: Map<string, OfficeEvent>;
  timify: Map<string, Appointment>;
  links: Map<string, Link>;
  conflicts: Map<string, Conflict>;
  hold: Hold | null;
  ignoredSeries: string[];
  settings: Settings;
  settingsVersion: number;
  availability: Availability;
  /** TIMIFY refuses overlapping appointments. */
  refusesOverlap: boolean;
  /** TIMIFY keeps our external id. */
  keepsMarker: boolean;
  now: number;
  counter: number;
  /** Every write that reached a calendar, in order. */
  sent: Write[];
  /** What the last run wants to be looked at once more. */
  retry: { side: SideName; id: string }[];
  /** A service had not done what the last run wanted of it. */
  failed: boolean;
}

export const toy = (settings: Partial<Settings> = {}): Toy => ({
  office: new Map(),
  timify: new Map(),
  links: new Map(),
  conflicts: new Map(),
  hold: null,
  ignoredSeries: [],
  settings: { ...DEFAULT_SETTINGS, ...settings },
  settingsVersion: 1,
  availability: { bookable: 'always' },
  refusesOverlap: false,
  keepsMarker: true,
  now: NOW,
  counter: 0,
  sent: [],
  retry: [],
  failed: false,
});

const version = (world: Toy): string => `v${(world.counter += 1)}`;

/** Minutes after the world's start. */
export const at = (from: number, to: number): Span => ({
  start: NOW + from * MINUTE,
  end: NOW + to * MINUTE,
});

export const event = (world: Toy, id: string, span: Span, rest: Partial<OfficeEvent> = {}): OfficeEvent => {
  const made: OfficeEvent = {
    side: 'office',
    id,
    version: version(world),
    span,
    title: `Event ${id}`,
    notes: '',
    place: '',
    marker: null,
    createdAt: world.now,
    calendarId: 'calendar-1',
    allDay: null,
    showAs: 'busy',
    sensitivity: 'normal',
    response: 'organizer',
    isOrganizer: true,
    isCancelled: false,
    isDraft: false,
    hasGuests: false,
    isOnlineMeeting: false,
    seriesId: null,
    webLink: null,
    ...rest,
  };
  world.office.set(id, made);
  return made;
};

export const booking = (world: Toy, id: string, span: Span, rest: Partial<Appointment> = {}): Appointment => {
  const made: Appointment = {
    side: 'timify',
    id,
    appointmentId: id,
    kind: 'booking',
    version: version(world),
    span,
    title: `Booking ${id}`,
    notes: '',
    place: '',
    marker: null,
    createdAt: world.now,
    resourceIds: [RESOURCE],
    slices: [{ service: span, busy: span }],
    service: 'Consultation',
    customers: ['Nina Wolf'],
    fields: [],
    resourceNames: ['Lena'],
    hasCustomers: true,
    isGroup: false,
    participants: 1,
    maxParticipants: 1,
    isSplit: false,
    isConnectedSeries: false,
    isHeld: false,
    ...rest,
  };
  world.timify.set(id, made);
  return made;
};

export const edit = (
  world: Toy,
  side: SideName,
  id: string,
  values: Partial<OfficeEvent> & Partial<Appointment>,
): void => {
  const map = world[side] as Map<string, OfficeEvent | Appointment>;
  const item = map.get(id);
  if (!item) throw new Error(`no ${side} item ${id}`);
  const span = values.span ?? item.span;
  const slices = item.side === 'timify' ? { slices: [{ service: span, busy: span }] } : {};
  map.set(id, { ...item, ...slices, ...values, version: version(world) });
};

export const openConflicts = (world: Toy): Conflict[] =>
  [...world.conflicts.values()].filter((conflict) => conflict.closedAt === null);

/** Minutes of `span` in which nothing holds the resource in TIMIFY. Independent of the planner's arithmetic. */
export const bookableMinutes = (world: Toy, span: Span): number => {
  let free = 0;
  for (let minute = span.start; minute < span.end; minute += MINUTE) {
    const open =
      world.availability.bookable === 'always' ||
      world.availability.bookable.some((one) => one.start <= minute && minute < one.end);
    const held = [...world.timify.values()].some((item) =>
      item.slices.some((slice) => slice.busy.start <= minute && minute < slice.busy.end),
    );
    if (open && !held) free += 1;
  }
  return free;
};

export const verdict = (
  conflict: Conflict,
  action: Verdict['action'],
  rest: Partial<Verdict> = {},
): Verdict => ({
  conflictId: conflict.id,
  linkId: conflict.linkId,
  kind: conflict.kind,
  action,
  slot: null,
  notify: false,
  ...rest,
});
