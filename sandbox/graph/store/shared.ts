import { refuse } from '../errors.ts';
import { hashHex, isCalendarId, mailboxCode } from '../ids.ts';
import type { CalendarFacts, EventContent, StoredEvent } from '../model.ts';
import type { Calendar } from './calendar.ts';
import { Mailbox } from './mailbox.ts';

/** A calendar of one person, shown to another. */
export interface Share {
  /** The calendar's id in the list of whom it is shared with. */
  id: string;
  ownerOid: string;
  withOid: string;
  /** The calendar's id in its owner's mailbox. */
  calendarId: string;
  name: string;
  canEdit: boolean;
  canViewPrivateItems: boolean;
}

export type PrivateItems = 'hidden' | 'masked';

/** All that the others see of a private item where it is shown at all. */
const MASK: Partial<EventContent> = {
  subject: 'Private Appointment',
  body: { contentType: 'html', content: '' },
  locations: [],
  attendees: [],
  categories: [],
};

/**
 * Somebody's calendar as a colleague sees it (facts: graph §6.2): the same events under other ids, with the rights of the
 * share. What is written goes into the owner's mailbox.
 */
export class SharedMailbox extends Mailbox {
  readonly share: Share;
  readonly #owner: Mailbox;
  readonly #privateItems: PrivateItems;
  readonly #masked = new WeakMap<StoredEvent, StoredEvent>();

  constructor(owner: Mailbox, share: Share, privateItems: PrivateItems) {
    super(
      owner.user,
      () => undefined,
      mailboxCode(`${share.withOid} sees ${share.ownerOid} ${share.calendarId}`),
    );
    this.share = share;
    this.#owner = owner;
    this.#privateItems = privateItems;
  }

  /** The shared calendar: none other is within reach. */
  get only(): Calendar {
    return this.#owner.calendar(this.share.calendarId);
  }

  override get canViewPrivateItems(): boolean {
    return this.share.canViewPrivateItems;
  }

  override shown(calendar: Calendar): CalendarFacts {
    const { id, name, canEdit } = this.share;
    const rights = { canEdit: canEdit && calendar.facts.canEdit, canShare: false, isRemovable: true };
    return { ...calendar.facts, id, name, isDefault: false, ...rights };
  }

  override nextVersion(): number {
    return this.#owner.nextVersion();
  }

  override calendars(): Calendar[] {
    return [this.only];
  }

  override calendar(id: string): Calendar {
    if (id === this.share.id || id === this.share.calendarId) return this.only;
    throw isCalendarId(id) ? refuse.itemNotFound() : refuse.malformedId();
  }

  override event(key: string): StoredEvent | undefined {
    const event = this.#owner.event(key);
    if (event?.calendarId !== this.share.calendarId) return undefined;
    if (!this.#isSecret(event)) return event;
    return this.#privateItems === 'hidden' ? undefined : this.#mask(event);
  }

  override byTransaction(id: string): StoredEvent | undefined {
    const found = this.#owner.byTransaction(id);
    return found && this.event(found.key);
  }

  override add(draft: Omit<StoredEvent, 'ordinal' | 'version' | 'folderTag'>): StoredEvent {
    return this.#owner.add(draft);
  }

  override replace(...change: Parameters<Mailbox['replace']>): StoredEvent {
    this.#needOpen(change[0]);
    return this.#owner.replace(...change);
  }

  override remove(event: StoredEvent): void {
    this.#needOpen(event);
    this.#owner.remove(event);
  }

  #isSecret(event: StoredEvent): boolean {
    return event.content.sensitivity === 'private' && !this.share.canViewPrivateItems;
  }

  #needOpen({ key }: StoredEvent): void {
    const event = this.#owner.event(key);
    if (event && this.#isSecret(event)) throw refuse.accessDenied();
  }

  #mask(event: StoredEvent): StoredEvent {
    let masked = this.#masked.get(event);
    if (!masked) {
      const exceptions = Object.entries(event.exceptions).map(([date, one]) => {
        const overrides = Object.entries(one.overrides).filter(([name]) => !(name in MASK));
        return [date, { ...one, extended: [], overrides: Object.fromEntries(overrides) }] as const;
      });
      masked = {
        ...event,
        content: { ...event.content, ...MASK },
        extended: [],
        exceptions: Object.fromEntries(exceptions),
      };
      this.#masked.set(event, masked);
    }
    return masked;
  }
}

/** What is shared with whom, by the id in their list. */
export class Shares {
  readonly #shares = new Map<string, Share>();

  put(share: Share): void {
    this.#shares.set(share.id, share);
  }

  end(id: string): void {
    this.#shares.delete(id);
  }

  find(withOid: string, id: string): Share | undefined {
    const share = this.#shares.get(id);
    return share?.withOid === withOid ? share : undefined;
  }

  with(oid: string): Share[] {
    return this.all().filter((share) => share.withOid === oid);
  }

  all(): Share[] {
    return [...this.#shares.values()];
  }

  clear(): void {
    this.#shares.clear();
  }
}

/** 32 hex digits for the id of a shared calendar: the same pair has the same id. */
export function shareCode(ownerOid: string, ownCalendarId: string): string {
  return hashHex(`${ownerOid} ${ownCalendarId} shared`, 32);
}
