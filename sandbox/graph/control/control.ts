import type { DirectoryUser } from '../../world.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { loadIcs, type LoadedCalendar } from '../ics/load.ts';
import { whole } from '../series/instances.ts';
import { bulkUser } from '../store/bulk.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { parseInstant } from '../time/moments.ts';
import { viewOf } from '../routes/views.ts';
import { calendarNamed, seriesActs, sharingActs } from './outlook.ts';
import {
  mailboxPicture,
  pictureOf,
  worldPicture,
  type CalendarPicture,
  type EventPicture,
  type MailboxPicture,
} from './picture.ts';
import { changeRaw, putRaw } from './raw.ts';

/** What tests and the world's own page may do that no call of Graph can. Users are named by oid or e-mail. */
export interface GraphControl {
  /** Opens the mailbox, if need be, and shows it: a default calendar, a second one, and holidays that cannot be written. */
  createMailbox(user: DirectoryUser): MailboxPicture;
  /** Loads an exported calendar into the default calendar or another one (by id or name); throws `IcsError`, which names the line. */
  loadIcs(
    userName: string,
    icsText: string,
    options?: { shiftToNow?: boolean; calendar?: string | undefined },
  ): LoadedCalendar;
  /** Every opened mailbox by e-mail address, with its calendars and events; series as masters. */
  state(): Record<string, MailboxPicture>;
  /** Everything that touches the span, with series expanded, of all calendars or of one (by id or name). */
  expanded(userName: string, start: string, end: string, calendar?: string): EventPicture[];
  /** Delta links given out so far are answered with 410, in the middle of a round too (facts: graph §2.5). */
  evictDeltaStates(userName?: string): void;
  /** Stores an event as it is given, sound or broken, past all rules (see `raw.ts`). Nobody is invited. */
  putRaw(userName: string, event: Record<string, unknown>, calendar?: string): EventPicture;
  /** Lays properties, sound or broken, over a single event or a whole series that is there. Guests hear nothing. */
  changeRaw(userName: string, eventId: string, changes: Record<string, unknown>): EventPicture;
  /** Moves an event to another calendar (by id or name), which only people in Outlook can do (facts: graph §3.5). */
  moveEvent(userName: string, eventId: string, toCalendar: string): EventPicture;
  /**
   * Shows a calendar (by id or name; the default one without) to a colleague, with these rights; again with others changes
   * them. Answers its id in the colleague's list.
   */
  share(share: ShareAct): string;
  /** Ends that. The calendar's path answers 404 from then on. */
  unshare(share: Pick<ShareAct, 'owner' | 'reader' | 'calendar'>): void;
  /** Adds a calendar, one that cannot be written to as a subscription of the internet is (facts: graph §6.2). */
  addCalendar(userName: string, name: string, canEdit: boolean): CalendarPicture;
  /** "This and following" in Outlook, at an occurrence: the series ends before it, and a new one begins. */
  splitSeries(userName: string, occurrenceId: string, changes: Record<string, unknown>): SplitPicture;
  /** Changes an occurrence past the rule about its neighbours, as an organizer elsewhere can. */
  moveOccurrence(userName: string, occurrenceId: string, changes: Record<string, unknown>): EventPicture;
  /**
   * Lets the newest `count` users that joined since the world began fill their mailboxes when they are first looked at;
   * makes users where nobody joined. Answers who they are.
   */
  bulkMailboxes(count: number, events: number): DirectoryUser[];
  /** The same for users named by oid. */
  fillLater(oids: readonly string[], events: number): void;
}

export interface ShareAct {
  owner: string;
  reader: string;
  calendar?: string | undefined;
  canEdit: boolean;
  canViewPrivateItems: boolean;
}

export interface SplitPicture {
  /** Null: the cut was at the first occurrence, so the whole series changed. */
  head: EventPicture | null;
  tail: EventPicture;
}

export interface ControlParts {
  core: Core;
  /** Users that the world began with. */
  founders: ReadonlySet<string>;
  /** Runs something while the world's page hears only one line of it. */
  quietly: <T>(run: () => T, line: (result: T) => string) => T;
}

export function graphControl({ core, founders, quietly }: ControlParts): GraphControl {
  const open = (name: string): Mailbox => {
    const user = core.world.directory.find(name);
    if (!user) throw refuse.userNotFound(name);
    return core.mailboxes.of(user);
  };
  return {
    createMailbox: (user) => mailboxPicture(core.mailboxes.of(user)),
    loadIcs: (name, text, options = {}) => {
      const mailbox = open(name);
      return quietly(
        () => {
          const calendar = calendarNamed(mailbox, options.calendar);
          return loadIcs({ core, mailbox, calendar }, text, options.shiftToNow ?? false);
        },
        (loaded) =>
          `${mailbox.user.name}’s calendar filled: ${loaded.singles} events, ${loaded.series} series`,
      );
    },
    state: () => worldPicture(core),
    expanded: (name, start, end, calendar) => expanded(open(name), start, end, calendar),
    evictDeltaStates: (name) => {
      for (const mailbox of name === undefined ? core.mailboxes.all() : [open(name)]) {
        for (const calendar of mailbox.calendars()) calendar.generation += 1;
      }
      core.world.changed();
    },
    putRaw: (name, event, calendar) => {
      const mailbox = open(name);
      const stored = putRaw(core, mailbox, calendarNamed(mailbox, calendar).id, event);
      return pictureOf(mailbox, whole(stored));
    },
    changeRaw: (name, eventId, changes) => {
      const mailbox = open(name);
      const { event, ref } = mailbox.resolve(eventId);
      if (ref.date !== undefined) throw refuse.invalid('An occurrence has no properties past all rules.');
      return pictureOf(mailbox, whole(changeRaw(core, mailbox, event, changes)));
    },
    moveEvent: (name, eventId, toCalendar) => {
      const mailbox = open(name);
      const moved = mailbox.move(mailbox.resolve(eventId).event, calendarNamed(mailbox, toCalendar));
      return pictureOf(mailbox, whole(moved));
    },
    ...sharingActs(core, open),
    ...seriesActs(core, open),
    bulkMailboxes: (count, events) => {
      const joined = core.world.directory
        .users()
        .filter((one) => !founders.has(one.oid) && !core.mailboxes.find(one.oid));
      const users = joined.length > 0 ? joined.slice(-count) : makeUsers(core, count);
      for (const user of users) core.mailboxes.fillLater(user.oid, events);
      core.world.changed();
      return users;
    },
    fillLater: (oids, events) => {
      for (const oid of oids) core.mailboxes.fillLater(oid, events);
    },
  };
}

function expanded(
  mailbox: Mailbox,
  start: string,
  end: string,
  calendar: string | undefined,
): EventPicture[] {
  const span = { start: parseInstant(start), end: parseInstant(end) };
  if (span.start === undefined || span.end === undefined)
    throw refuse.badRequest('start and end must be dates');
  const within = { start: span.start, end: span.end };
  const calendars = calendar === undefined ? mailbox.calendars() : [calendarNamed(mailbox, calendar)];
  return calendars.flatMap((one) => viewOf(mailbox, one, within)).map((one) => pictureOf(mailbox, one));
}

function makeUsers(core: Core, count: number): DirectoryUser[] {
  const users: DirectoryUser[] = [];
  for (let index = 1; users.length < count; index++) {
    const user = bulkUser(core.world, index);
    if (!user) break;
    if (core.world.directory.find(user.oid)) continue;
    core.world.directory.add(user);
    users.push(user);
  }
  return users;
}
