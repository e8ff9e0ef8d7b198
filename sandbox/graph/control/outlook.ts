import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { calendarId } from '../ids.ts';
import { occurrence, whole, type Instance } from '../series/instances.ts';
import { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';
import type { GraphControl } from './acts.ts';
import { calendarPicture, pictureOf } from './picture.ts';
import { moveOccurrence, splitSeries } from './series.ts';

/** What people do in Outlook and no call of Graph does. */

/** Opens a mailbox by oid or e-mail. */
export type Open = (name: string) => Mailbox;

/** Calendars shown to colleagues, and calendars of other kinds. */
export function sharingActs(core: Core, open: Open): Pick<GraphControl, 'share' | 'unshare' | 'addCalendar'> {
  const { mailboxes, world } = core;
  return {
    share: ({ owner, reader, calendar, ...rights }) => {
      const theirs = open(owner);
      return mailboxes.share(theirs.user, calendarNamed(theirs, calendar), open(reader).user, rights).id;
    },
    unshare: ({ owner, reader, calendar }) => {
      const theirs = open(owner);
      const { id } = calendarNamed(theirs, calendar);
      for (const share of mailboxes.shares.with(open(reader).user.oid)) {
        if (share.ownerOid === theirs.user.oid && share.calendarId === id) mailboxes.shares.end(share.id);
      }
      world.changed();
    },
    addCalendar: (name, calendarName, canEdit) => {
      const mailbox = open(name);
      const calendar = Calendar.empty({
        id: calendarId(mailbox.code, world.random.hex(32)),
        name: calendarName,
        color: 'auto',
        version: mailbox.nextVersion(),
        isDefault: false,
        canEdit,
        canShare: canEdit,
        isRemovable: true,
      });
      mailbox.addCalendar(calendar);
      world.changed();
      return calendarPicture(calendar);
    },
  };
}

/** What Outlook's windows do with a series. */
export function seriesActs(core: Core, open: Open): Pick<GraphControl, 'splitSeries' | 'moveOccurrence'> {
  const found = (mailbox: Mailbox, id: string): Instance => {
    const { event, ref } = mailbox.resolve(id);
    const instance = ref.date === undefined ? whole(event) : occurrence(event, ref.date);
    if (!instance) throw refuse.itemNotFound();
    return instance;
  };
  return {
    splitSeries: (name, id, changes) => {
      const mailbox = open(name);
      const { head, tail } = splitSeries(core, mailbox, found(mailbox, id), changes);
      return { head: head ? pictureOf(mailbox, whole(head)) : null, tail: pictureOf(mailbox, whole(tail)) };
    },
    moveOccurrence: (name, id, changes) => {
      const mailbox = open(name);
      return pictureOf(mailbox, moveOccurrence(core, mailbox, found(mailbox, id), changes));
    },
  };
}

/** A calendar by name or id; the default one without. */
export function calendarNamed(mailbox: Mailbox, name: string | undefined): Calendar {
  if (name === undefined) return mailbox.defaultCalendar();
  return mailbox.calendars().find((one) => one.facts.name === name) ?? mailbox.calendar(name);
}
