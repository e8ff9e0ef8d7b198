import type { DirectoryUser } from '../../world.ts';
import { refuse } from '../errors.ts';
import {
  changeKey,
  eventId,
  folderTagOf,
  isCalendarId,
  mailboxCode,
  parseEventId,
  type EventRef,
} from '../ids.ts';
import type { CalendarFacts, ChangeEntry, StoredEvent } from '../model.ts';
import { Calendar, type CalendarState } from './calendar.ts';

export interface MailboxState {
  oid: string;
  calendars: CalendarState[];
  events: StoredEvent[];
  versions: number;
  moves: number;
}

/** A write that others want to hear about: subscriptions, guests, the page that people watch. */
export interface Commit {
  mailbox: Mailbox;
  calendarId: string;
  key: string;
  changeType: 'created' | 'updated' | 'deleted';
  /** Before the write, where there was something. */
  before: StoredEvent | undefined;
  after: StoredEvent | undefined;
}

export type CommitListener = (commit: Commit) => void;

/** One user's calendars and events. Writes go through `add`, `replace`, `remove` and `move`, which keep log and version. */
export class Mailbox {
  readonly user: DirectoryUser;
  readonly code: string;
  readonly #calendars = new Map<string, Calendar>();
  readonly #events = new Map<string, StoredEvent>();
  readonly #byUid = new Map<string, string>();
  readonly #byTransaction = new Map<string, string>();
  readonly #onCommit: CommitListener;
  #versions = 1;
  #moves = 0;

  /** `code` stands for the mailbox in its ids; another one where it is seen by somebody else. */
  constructor(user: DirectoryUser, onCommit: CommitListener, code = mailboxCode(user.oid)) {
    this.user = user;
    this.code = code;
    this.#onCommit = onCommit;
  }

  /** Whether private items are shown: to the owner always. */
  get canViewPrivateItems(): boolean {
    return true;
  }

  /** A calendar as whoever looks at it sees it, rights included. */
  shown(calendar: Calendar): CalendarFacts {
    return calendar.facts;
  }

  nextVersion(): number {
    return this.#versions++;
  }

  changeKey(version: number): string {
    return changeKey(this.code, version);
  }

  calendars(): Calendar[] {
    return [...this.#calendars.values()];
  }

  defaultCalendar(): Calendar {
    const found = this.calendars().find((calendar) => calendar.facts.isDefault);
    if (!found) throw refuse.itemNotFound();
    return found;
  }

  addCalendar(calendar: Calendar): void {
    this.#calendars.set(calendar.id, calendar);
  }

  removeCalendar(calendar: Calendar): void {
    for (const key of calendar.keys()) {
      const event = this.#events.get(key);
      if (event) this.remove(event);
    }
    this.#calendars.delete(calendar.id);
  }

  findCalendar(id: string): Calendar | undefined {
    return this.#calendars.get(id);
  }

  /** A calendar by id: 400 where the id is malformed, 404 where it is gone (facts: graph §6.2). */
  calendar(id: string): Calendar {
    const found = this.#calendars.get(id);
    if (!found) throw isCalendarId(id) ? refuse.itemNotFound() : refuse.malformedId();
    return found;
  }

  event(key: string): StoredEvent | undefined {
    return this.#events.get(key);
  }

  byUid(uid: string): StoredEvent | undefined {
    return this.#events.get(this.#byUid.get(uid) ?? '');
  }

  byTransaction(id: string): StoredEvent | undefined {
    return this.#events.get(this.#byTransaction.get(id) ?? '');
  }

  idOf(event: StoredEvent, immutable: boolean, date?: string): string {
    return this.idFrom(event.key, event.folderTag, immutable, date);
  }

  idFrom(key: string, folderTag: number, immutable: boolean, date?: string): string {
    return eventId({ mailbox: this.code, key, folderTag, date }, immutable);
  }

  /** Finds the event behind either form of an id; a default id from before a move is no longer known (facts: graph §3.5). */
  resolve(id: string): { event: StoredEvent; ref: EventRef } {
    const ref = parseEventId(id);
    if (!ref) throw refuse.malformedId();
    const event = ref.mailbox === this.code.slice(0, 16) ? this.event(ref.key) : undefined;
    if (!event || (ref.folderTag !== undefined && ref.folderTag !== event.folderTag))
      throw refuse.itemNotFound();
    return { event, ref };
  }

  /** Stores a new event at the end of its calendar. */
  add(draft: Omit<StoredEvent, 'ordinal' | 'version' | 'folderTag'>): StoredEvent {
    const calendar = this.calendar(draft.calendarId);
    const event: StoredEvent = {
      ...draft,
      ordinal: calendar.append(draft.key),
      folderTag: folderTagOf(calendar.id, this.#moves),
      version: this.nextVersion(),
    };
    this.#index(event);
    calendar.record({ key: event.key, op: 'whole', folderTag: event.folderTag });
    this.#tell(event.calendarId, 'created', undefined, event);
    return event;
  }

  /** Puts a new version in place of an event. `entry` says what of it changed; a new version number is given here. */
  replace(next: StoredEvent, entry: Omit<ChangeEntry, 'key' | 'folderTag'>): StoredEvent {
    const before = this.#events.get(next.key);
    const event: StoredEvent = { ...next, version: this.nextVersion() };
    this.#index(event);
    this.calendar(event.calendarId).record({ ...entry, key: event.key, folderTag: event.folderTag });
    this.#tell(event.calendarId, 'updated', before, event);
    return event;
  }

  remove(event: StoredEvent): void {
    const calendar = this.calendar(event.calendarId);
    this.#forget(event);
    calendar.drop(event.ordinal);
    calendar.record({ key: event.key, op: 'gone', folderTag: event.folderTag });
    this.#tell(event.calendarId, 'deleted', event, undefined);
  }

  /** A tombstone in one calendar, a new item in the other, and another default id (facts: graph §3.5). */
  move(event: StoredEvent, target: Calendar): StoredEvent {
    const source = this.calendar(event.calendarId);
    source.drop(event.ordinal);
    source.record({ key: event.key, op: 'gone', folderTag: event.folderTag });
    this.#tell(source.id, 'deleted', event, undefined);
    this.#moves += 1;
    const moved: StoredEvent = {
      ...event,
      calendarId: target.id,
      ordinal: target.append(event.key),
      folderTag: folderTagOf(target.id, this.#moves),
      version: this.nextVersion(),
    };
    this.#index(moved);
    target.record({ key: moved.key, op: 'whole', folderTag: moved.folderTag });
    this.#tell(target.id, 'created', undefined, moved);
    return moved;
  }

  state(): MailboxState {
    return {
      oid: this.user.oid,
      calendars: this.calendars().map((calendar) => calendar.state()),
      events: [...this.#events.values()],
      versions: this.#versions,
      moves: this.#moves,
    };
  }

  load(state: MailboxState): void {
    for (const calendar of state.calendars) this.addCalendar(new Calendar(calendar));
    for (const event of state.events) this.#index(event);
    this.#versions = state.versions;
    this.#moves = state.moves;
  }

  #index(event: StoredEvent): void {
    this.#events.set(event.key, event);
    this.#byUid.set(event.uid, event.key);
    if (event.transactionId !== null) this.#byTransaction.set(event.transactionId, event.key);
  }

  #forget(event: StoredEvent): void {
    this.#events.delete(event.key);
    if (this.#byUid.get(event.uid) === event.key) this.#byUid.delete(event.uid);
    if (event.transactionId !== null) this.#byTransaction.delete(event.transactionId);
  }

  #tell(
    calendarId: string,
    changeType: Commit['changeType'],
    before: StoredEvent | undefined,
    after: StoredEvent | undefined,
  ): void {
    const key = (after ?? before)?.key ?? '';
    this.#onCommit({ mailbox: this, calendarId, key, changeType, before, after });
  }
}
