/**
 * What the checker looks at: both calendars as the services hold them (`/control`), and what the product says about
 * them through its own API (the person's archive). Nothing here knows the product's code.
 */
import { DateTime } from 'luxon';
import { call } from '../call.ts';
import type { Time } from '../time.ts';
import { hoursOf, type Hours, type ShiftPicture } from './shifts.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

export interface SeenEvent {
  id: string;
  calendarId: string;
  span: Time;
  isAllDay: boolean;
  isCancelled: boolean;
  isOrganizer: boolean;
  showAs: string;
  sensitivity: string;
  response: string;
  title: string;
  notes: string;
  categories: string[];
  guests: number;
}

export interface SeenAppointment {
  id: string;
  /** From first start to last end, without buffers. */
  span: Time;
  /** The slices of the service alone, without buffers. */
  served: Time[];
  /** The slices that the calendar really blocks, buffers included. */
  busy: Time[];
  title: string;
  notes: string;
  service: string | null;
  customers: string[];
  /** A widget user holds the slot for some minutes. */
  isHeld: boolean;
  /** False for what TIMIFY itself calls another kind. */
  isBooking: boolean;
}

export interface ToldMirror {
  id: string | null;
  base: { span: Time };
}

export interface ToldLink {
  id: string;
  origin: { side: 'office' | 'timify'; id: string; seriesId: string | null; base: { span: Time } };
  mirrors: ToldMirror[];
  anonymous: boolean;
  madeByUs: boolean;
  decision: { kind: string; reason: string | null; setting: string | null };
  ignored: string[];
}

export interface ToldConflict {
  id: string;
  linkId: string;
  kind: string;
  closedAt: number | null;
  closedBy: string | null;
  span: Time;
  office: { id: string } | null;
  timify: { id: string } | null;
}

export interface ToldSettings {
  direction: string;
  anonymous: { toTimify: boolean; toOffice: boolean };
  title: boolean;
  notes: boolean;
  showAs: Record<string, string>;
  allDay: string;
  response: { tentative: string; declined: string; notResponded: string; none: string };
  othersMeetings: string;
  cancelled: string;
  personal: string;
  buffers: string;
  splitBookings: string;
  blockerWords: { en: string; de: string };
  busyWords: { en: string; de: string };
  template: { subject: string };
  windowPastDays: number;
}

export interface Told {
  connection: {
    resourceId: string;
    state: string;
    calendars: string[];
    writeCalendar: string | null;
    timeZone: string;
    settings: ToldSettings;
    hold: { count: number } | null;
  };
  links: ToldLink[];
  conflicts: ToldConflict[];
  log: { rule: string; item: string }[];
}

export interface Seen extends Hours {
  told: Told;
  events: SeenEvent[];
  appointments: SeenAppointment[];
  /** The span that is looked at: well inside what the product keeps in step. */
  within: Time;
}

interface EventPicture {
  immutableId: string;
  calendarId: string;
  subject: string | null;
  body: string;
  start: string;
  end: string;
  isAllDay: boolean;
  isCancelled: boolean;
  isOrganizer: boolean;
  showAs: string;
  sensitivity: string;
  categories: string[];
  response: string;
  attendees: unknown[];
}

interface Slice {
  interval: { begin: string; end: string };
  resourceId: string;
  recurringDay: string | null;
  durationBefore: number;
  durationAfter: number;
}

interface AppointmentPicture {
  id: string;
  type: string;
  title: string;
  notes: string;
  service: { name: string } | null;
  customers: { fullName: string }[];
  recurring: unknown;
  reservedUntil: string | null;
  scheduledForDeletionAt: string | null;
  bookings: Slice[];
}

interface CompanyPicture {
  company: { timezone: string };
  resources: { id: string; timezone: string | null }[];
  appointments: AppointmentPicture[];
  timeshifts: ShiftPicture[];
}

export interface WorldPicture {
  now: number;
  timify: CompanyPicture;
  switches: { timifyInterval: string };
}

/** Where the sandbox and our server are asked about people's calendars. */
export interface Vantage {
  readonly server: string;
  readonly world: { readonly company: { readonly id: string } };
  token(email: string): Promise<string>;
  control<T>(method: string, path: string): Promise<T>;
}

/** Whose calendars are looked at. */
export interface Watched {
  readonly town: Vantage;
  readonly email: string;
  readonly oid: string;
  readonly connectionId: string;
}

/** Both halves of the world, read once for everybody who is checked. */
export const lookAtWorld = async (town: Vantage): Promise<WorldPicture> => {
  const { now } = await town.control<{ now: string }>('GET', '/clock');
  const state = await town.control<{
    timify: Record<string, CompanyPicture>;
    switches: { timifyInterval: string };
  }>('GET', '/state');
  const timify = state.timify[town.world.company.id];
  if (!timify) throw new Error('The world has no company.');
  return { now: Date.parse(now), timify, switches: state.switches };
};

/** A day event is its calendar days in the zone of the mailbox, wherever it was made. */
const eventOf = (picture: EventPicture, zone: string): SeenEvent => {
  const at = (text: string): number =>
    picture.isAllDay ? DateTime.fromISO(text.slice(0, 10), { zone }).toMillis() : Date.parse(text);
  return {
    id: picture.immutableId,
    calendarId: picture.calendarId,
    span: { start: at(picture.start), end: at(picture.end) },
    isAllDay: picture.isAllDay,
    isCancelled: picture.isCancelled,
    isOrganizer: picture.isOrganizer,
    showAs: picture.showAs,
    sensitivity: picture.sensitivity,
    response: picture.response,
    title: picture.subject ?? '',
    notes: picture.body,
    categories: picture.categories,
    guests: picture.attendees.length,
  };
};

const appointmentsOf = (world: WorldPicture, resourceId: string): SeenAppointment[] =>
  world.timify.appointments
    .filter(({ scheduledForDeletionAt }) => scheduledForDeletionAt === null)
    .flatMap((picture) => {
      const slices = picture.bookings.filter((slice) => slice.resourceId === resourceId);
      const days = picture.recurring === null ? [null] : [...new Set(slices.map((one) => one.recurringDay))];
      return days.map((day) => {
        const ofDay = slices.filter((slice) => day === null || slice.recurringDay === day);
        return occurrenceOf(world, picture, day, ofDay);
      });
    })
    .filter(({ busy }) => busy.length > 0);

const occurrenceOf = (
  world: WorldPicture,
  picture: AppointmentPicture,
  day: string | null,
  slices: readonly Slice[],
): SeenAppointment => {
  const withBuffers = world.switches.timifyInterval === 'with-buffers';
  const times = slices.map(({ interval, durationBefore, durationAfter }) => {
    const [start, end] = [Date.parse(interval.begin), Date.parse(interval.end)];
    const [before, after] = [durationBefore * MINUTE, durationAfter * MINUTE];
    return withBuffers
      ? { service: { start: start + before, end: end - after }, busy: { start, end } }
      : { service: { start, end }, busy: { start: start - before, end: end + after } };
  });
  return {
    id: day === null ? picture.id : `${picture.id}/${day}`,
    span: {
      start: Math.min(...times.map(({ service }) => service.start)),
      end: Math.max(...times.map(({ service }) => service.end)),
    },
    served: times.map(({ service }) => service),
    busy: times.map(({ busy }) => busy),
    title: picture.title,
    notes: picture.notes,
    service: picture.service?.name ?? null,
    customers: picture.customers.map(({ fullName }) => fullName),
    isHeld: picture.reservedUntil !== null,
    isBooking: picture.type === 'booking',
  };
};

/** One person's two calendars, and what the product tells about them; null for who may not see it (yet). */
export const lookAt = async (person: Watched, world: WorldPicture): Promise<Seen | null> => {
  const { town } = person;
  const path = `/api/connections/${person.connectionId}/export`;
  const { status, body: told } = await call<Told>('GET', `${town.server}${path}`, {
    token: await town.token(person.email),
  });
  if (status === 403 || status === 404) return null;
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  const past = Math.max(0, told.connection.settings.windowPastDays - 2);
  const within = { start: world.now - past * DAY, end: world.now + 80 * DAY };
  const [from, to] = [within.start - DAY, within.end + DAY].map((at) => new Date(at).toISOString());
  const { items } = await town.control<{ items: EventPicture[] }>(
    'GET',
    `/graph/expanded?user=${person.oid}&start=${from ?? ''}&end=${to ?? ''}`,
  );
  return {
    told,
    events: items.map((picture) => eventOf(picture, told.connection.timeZone)),
    appointments: appointmentsOf(world, told.connection.resourceId),
    ...hoursOf(world.timify, told.connection.resourceId, within),
    within,
  };
};
