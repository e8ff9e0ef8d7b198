import type { DirectoryUser } from '../../world.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { loadIcs } from '../ics/load.ts';
import { whole } from '../series/instances.ts';
import { bulkUser } from '../store/bulk.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { parseInstant } from '../time/moments.ts';
import { viewOf } from '../routes/views.ts';
import type { GraphControl } from './acts.ts';
import { calendarNamed, seriesActs, sharingActs } from './outlook.ts';
import { mailboxPicture, pictureOf, worldPicture, type EventPicture } from './picture.ts';
import { changeRaw, putRaw } from './raw.ts';

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
