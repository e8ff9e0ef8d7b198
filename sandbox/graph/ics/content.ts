import type { DirectoryUser } from '../../world.ts';
import { defaultContent, EMPTY_LOCATION, NEVER } from '../events/defaults.ts';
import type { Attendee, EventContent, Moment, ResponseKind, Sensitivity, ShowAs } from '../model.ts';
import { momentAt, momentOfWall } from '../time/moments.ts';
import { ianaOf } from '../time/zones.ts';
import type { IcsEvent, IcsPerson, IcsTime } from './read.ts';

/** Zones that a file's times fall back to. */
export interface IcsZones {
  mailbox: string;
  /** `X-WR-TIMEZONE`, where it is a zone we know. */
  calendar: string | undefined;
}

/** A zone name of the file; programs write prefixes before it. A name nobody knows becomes a custom zone. */
function zoneOf(tzid: string | undefined, zones: IcsZones): { zone: string; iana: string } {
  const home = zones.calendar ?? zones.mailbox;
  if (tzid === undefined) return { zone: home, iana: home };
  const short = tzid.split('/').slice(-2).join('/');
  for (const name of [tzid, short]) {
    const iana = ianaOf(name);
    if (iana !== undefined) return { zone: name, iana };
  }
  return { zone: 'tzone://Microsoft/Custom', iana: home };
}

/** UTC times of single events were local when people made them; a series in UTC recurs in UTC. */
export function momentOf(time: IcsTime, zones: IcsZones, recurs: boolean): Moment {
  if (time.kind === 'date') return momentOfWall(time.wall, { zone: zones.mailbox, iana: zones.mailbox });
  if (time.kind === 'local') return momentOfWall(time.wall, zoneOf(time.tzid, zones));
  const utc = { wall: time.wall, zone: 'UTC', iana: 'UTC', at: time.wall };
  return recurs ? utc : momentAt(time.wall, zoneOf(undefined, zones));
}

const BUSY: Record<string, ShowAs> = {
  FREE: 'free',
  TENTATIVE: 'tentative',
  BUSY: 'busy',
  OOF: 'oof',
  WORKINGELSEWHERE: 'workingElsewhere',
};

function showAs(event: IcsEvent): ShowAs {
  if (event.text('transp')?.toUpperCase() === 'TRANSPARENT') return 'free';
  const busy = BUSY[event.text('x-microsoft-cdo-busystatus')?.toUpperCase() ?? ''];
  return busy ?? (event.text('status')?.toUpperCase() === 'TENTATIVE' ? 'tentative' : 'busy');
}

function sensitivity(event: IcsEvent): Sensitivity {
  const level = event.text('class')?.toUpperCase();
  return level === 'PRIVATE' ? 'private' : level === 'CONFIDENTIAL' ? 'confidential' : 'normal';
}

const RESPONSES: Record<string, ResponseKind> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentativelyAccepted',
};

function attendeeOf(person: IcsPerson): Attendee {
  return {
    type:
      person.role === 'OPT-PARTICIPANT'
        ? 'optional'
        : person.role === 'NON-PARTICIPANT'
          ? 'resource'
          : 'required',
    status: { response: RESPONSES[person.status] ?? 'none', time: NEVER },
    emailAddress: { name: person.name, address: person.address },
  };
}

/** Everything of an event but its place in a series. Nobody is invited by loading. */
export function contentOf(event: IcsEvent, user: DirectoryUser, zones: IcsZones): EventContent {
  const recurs = event.rule !== undefined || event.recurrenceId !== undefined;
  const start = momentOf(event.start, zones, recurs);
  const end = momentOf(event.end, zones, recurs);
  const location = event.text('location');
  const attendees = event.attendees.filter((one) => one.address.includes('@')).map(attendeeOf);
  return {
    ...defaultContent(user, start, end),
    subject: event.text('summary') ?? null,
    body: { contentType: 'text', content: event.text('description') ?? '' },
    isAllDay: event.start.kind === 'date',
    showAs: showAs(event),
    sensitivity: sensitivity(event),
    locations: location ? [{ ...EMPTY_LOCATION, displayName: location }] : [],
    categories: event.categories,
    attendees,
    isReminderOn: false,
    isCancelled: event.text('status')?.toUpperCase() === 'CANCELLED',
    ...organizerOf(event, user, attendees),
  };
}

/** Where somebody else organizes, the user is a guest. */
function organizerOf(
  event: IcsEvent,
  user: DirectoryUser,
  attendees: readonly Attendee[],
): Partial<EventContent> {
  const { organizer } = event;
  const own = (address: string) => address.toLowerCase() === user.email.toLowerCase();
  if (!organizer?.address.includes('@') || own(organizer.address)) return {};
  const status = attendees.find((one) => own(one.emailAddress.address))?.status;
  return {
    isOrganizer: false,
    organizer: { emailAddress: { name: organizer.name, address: organizer.address } },
    responseStatus: status ?? { response: 'notResponded', time: NEVER },
  };
}
