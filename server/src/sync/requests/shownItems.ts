/**
 * Texts of items, read live with the viewer's own right (design §4, rule 8). The owner's token is used for the owner
 * alone; everyone else sees of an Office item what already stands in TIMIFY, or its times.
 */
import { isFault } from '../../core/fault.ts';
import type { Appointment, Instant, OfficeEvent, SideName, Span } from '../../core/items.ts';
import type { Link } from '../../core/links.ts';
import { effective } from '../../core/settings.ts';
import { seesTimifyTexts, type Role } from '../policy.ts';
import type { Company, Connection } from '../documents.ts';
import type { TimifySide } from '../ports/sides.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { scopesFor } from '../../core/scopes.ts';
import { timifyCompanyOf } from '../desk.ts';

export interface Subject {
  role: Role;
  connection: Connection;
  company: Company;
}

/** `hidden`: not for this viewer. `later`: nobody can read it right now. */
export type Readable = 'yes' | 'hidden' | 'later';

export interface ShownItem {
  id: string;
  start: Instant;
  end: Instant;
  allDay: boolean;
  title: string | null;
  readable: Readable;
  isPrivate: boolean;
  hasGuests: boolean;
  isOrganizer: boolean;
  webLink: string | null;
  service: string | null;
  customers: string[];
  hasCustomers: boolean;
}

export type ShowDeps = Pick<RequestDeps, 'store' | 'sides' | 'vault' | 'log'>;

const times = (id: string, span: Span, readable: Readable): ShownItem => ({
  id,
  start: span.start,
  end: span.end,
  allDay: false,
  title: null,
  readable,
  isPrivate: false,
  hasGuests: false,
  isOrganizer: false,
  webLink: null,
  service: null,
  customers: [],
  hasCustomers: false,
});

/** For the owner's eyes only. */
export const showEvent = (event: OfficeEvent): ShownItem => ({
  ...times(event.id, event.span, 'yes'),
  allDay: event.allDay !== null,
  title: event.title,
  isPrivate: event.sensitivity !== 'normal',
  hasGuests: event.hasGuests,
  isOrganizer: event.isOrganizer,
  webLink: event.webLink,
});

export const showAppointment = (appointment: Appointment, subject: Subject): ShownItem => {
  const { settings } = effective(subject.company, subject.connection.settings);
  const shown = times(appointment.id, appointment.span, 'hidden');
  const hasCustomers = appointment.hasCustomers;
  if (!seesTimifyTexts(subject.role, settings.anonymous.toOffice)) return { ...shown, hasCustomers };
  const { title, service, customers } = appointment;
  return { ...shown, title, service, customers, hasCustomers, readable: 'yes' };
};

export const officeOf = (deps: Pick<RequestDeps, 'sides'>, { connection, company }: Subject) => {
  const { direction } = effective(company, connection.settings).settings;
  const { tenantId, oid, calendars } = connection;
  return deps.sides.office({ tenantId, oid, calendars }, scopesFor(direction, calendars));
};

export const timifySideOf = (deps: Pick<RequestDeps, 'sides' | 'vault'>, subject: Subject): TimifySide =>
  timifyCompanyOf(deps, subject.company).side(subject.connection.resourceId, subject.connection.timeZone);

/** What a service can't tell right now is told as such; the rest of the screen works. */
export const orNothing = async <T>(deps: Pick<RequestDeps, 'log'>, work: Promise<T>): Promise<T | null> => {
  try {
    return await work;
  } catch (error) {
    if (!isFault(error)) throw error;
    deps.log.info('texts not read', {
      service: error.service,
      fault: error.kind,
      requestId: error.requestId,
    });
    return null;
  }
};

/** The item in TIMIFY that says what an Office item is, as far as others may know: its copy or its origin. */
export const twinOf = (link: Link): string | null =>
  link.origin.side === 'timify' ? link.origin.id : (link.mirrors.find(({ id }) => id !== null)?.id ?? null);

const idsOf = (link: Link, side: SideName): string[] =>
  link.origin.side === side ? [link.origin.id] : link.mirrors.flatMap(({ id }) => id ?? []);

/** What others may know of Office items: the title of the twin in TIMIFY, under the Office item's id. */
const titlesFromTwins = async (
  deps: ShowDeps,
  subject: Subject,
  ids: readonly string[],
): Promise<{ twins: Map<string, string>; wanted: string[] }> => {
  if (ids.length === 0) return { twins: new Map(), wanted: [] };
  const links = await deps.store.links.about(subject.connection.id, { office: ids });
  const twins = new Map<string, string>();
  for (const link of links) {
    const twin = twinOf(link);
    if (twin !== null) for (const id of idsOf(link, 'office')) twins.set(id, twin);
  }
  return { twins, wanted: ids.flatMap((id) => twins.get(id) ?? []) };
};

export interface Wanted {
  id: string;
  span: Span;
}

export interface Shown {
  office: (wanted: Wanted) => ShownItem;
  timify: (wanted: Wanted) => ShownItem;
}

const readAppointments = async (
  deps: ShowDeps,
  subject: Subject,
  ids: readonly string[],
): Promise<Map<string, Appointment> | null> => {
  if (ids.length === 0) return new Map();
  const read = await orNothing(deps, timifySideOf(deps, subject).read([...new Set(ids)]));
  return read && new Map(read.items.map((item) => [item.id, item]));
};

const readEvents = async (
  deps: ShowDeps,
  subject: Subject,
  ids: readonly string[],
): Promise<Map<string, OfficeEvent> | null> => {
  if (subject.role !== 'owner' || ids.length === 0) return new Map();
  const read = await orNothing(deps, officeOf(deps, subject).read([...new Set(ids)]));
  return read && new Map(read.items.map((item) => [item.id, item]));
};

/** Reads what this viewer may see of these items, in one go per side. */
export const showItems = async (
  deps: ShowDeps,
  subject: Subject,
  ids: { office: readonly string[]; timify: readonly string[] },
): Promise<Shown> => {
  const others = subject.role === 'owner' ? [] : ids.office;
  const { twins, wanted } = await titlesFromTwins(deps, subject, others);
  const [events, appointments] = await Promise.all([
    readEvents(deps, subject, ids.office),
    readAppointments(deps, subject, [...ids.timify, ...wanted]),
  ]);
  return {
    office: ({ id, span }) => {
      const event = events?.get(id);
      if (event) return showEvent(event);
      if (subject.role === 'owner') return times(id, span, 'later');
      const twin = appointments?.get(twins.get(id) ?? '');
      return twin ? { ...times(id, span, 'yes'), title: twin.title } : times(id, span, 'hidden');
    },
    timify: ({ id, span }) => {
      const appointment = appointments?.get(id);
      return appointment ? showAppointment(appointment, subject) : times(id, span, 'later');
    },
  };
};
