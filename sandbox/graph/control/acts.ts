import type { DirectoryUser } from '../../world.ts';
import type { LoadedCalendar } from '../ics/load.ts';
import type { CalendarPicture, EventPicture, MailboxPicture } from './picture.ts';

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
