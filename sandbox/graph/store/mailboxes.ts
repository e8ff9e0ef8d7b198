import type { DirectoryUser, World } from '../../world.ts';
import { refuse } from '../errors.ts';
import { calendarId, hashHex, mailboxCode } from '../ids.ts';
import { fillMailbox } from './bulk.ts';
import { Calendar } from './calendar.ts';
import { addHolidays } from './holidays.ts';
import { Mailbox, type CommitListener, type MailboxState } from './mailbox.ts';
import { SharedMailbox, Shares, shareCode, type Share } from './shared.ts';

/** The default calendar's name is in the mailbox's language (facts: graph §6.2). */
const CALENDAR_NAMES: Record<string, string> = {
  de: 'Kalender',
  fr: 'Calendrier',
  es: 'Calendario',
  it: 'Calendario',
  nl: 'Agenda',
  pl: 'Kalendarz',
};

const PROJECT_NAMES: Record<string, string> = {
  de: 'Projekte',
  fr: 'Projets',
  es: 'Proyectos',
  it: 'Progetti',
};

/** All mailboxes of the world, made when somebody first asks for them. */
export class Mailboxes {
  readonly #world: World;
  readonly #onCommit: CommitListener;
  readonly #open = new Map<string, Mailbox>();
  /** How many events a mailbox shall hold once somebody looks: a world of many mailboxes costs nothing until then. */
  readonly #waiting = new Map<string, number>();
  /** Who sees whose calendar. */
  readonly shares = new Shares();
  #filling = false;

  constructor(world: World, onCommit: CommitListener) {
    this.#world = world;
    this.#onCommit = (commit) => {
      if (!this.#filling) onCommit(commit);
    };
  }

  /** The mailbox of a user: 404 for those that have none in Exchange Online (facts: graph §6.1). */
  of(user: DirectoryUser): Mailbox {
    if (user.mailbox === 'on-premises' || user.mailbox === 'unlicensed') throw refuse.mailbox();
    return this.#open.get(user.oid) ?? this.create(user);
  }

  /** The mailbox in which a user finds a calendar: the own one, or that of whoever shares it. */
  holding(user: DirectoryUser, calendarId: string | undefined): Mailbox {
    const share = calendarId === undefined ? undefined : this.shares.find(user.oid, calendarId);
    return (share && this.#behind(share)) ?? this.of(user);
  }

  /** Calendars that others share with a user. One that its owner deleted is no longer among them. */
  sharedWith(user: DirectoryUser): SharedMailbox[] {
    return this.shares.with(user.oid).flatMap((share) => this.#behind(share) ?? []);
  }

  /** Shows a calendar to somebody, or changes their rights. Answers what they now have. */
  share(
    owner: DirectoryUser,
    calendar: Calendar,
    reader: DirectoryUser,
    rights: Pick<Share, 'canEdit' | 'canViewPrivateItems'>,
  ): Share {
    const share: Share = {
      id: calendarId(mailboxCode(reader.oid), shareCode(owner.oid, calendar.id)),
      ownerOid: owner.oid,
      withOid: reader.oid,
      calendarId: calendar.id,
      name: calendar.facts.isDefault ? owner.name : calendar.facts.name,
      ...rights,
    };
    this.shares.put(share);
    this.#world.changed();
    return share;
  }

  #behind(share: Share): SharedMailbox | undefined {
    const owner = this.#open.get(share.ownerOid);
    if (!owner?.findCalendar(share.calendarId)) return undefined;
    return new SharedMailbox(owner, share, this.#world.switches.sharedPrivateItems);
  }

  find(oid: string): Mailbox | undefined {
    return this.#open.get(oid);
  }

  all(): Mailbox[] {
    return [...this.#open.values()];
  }

  create(user: DirectoryUser): Mailbox {
    const mailbox = new Mailbox(user, this.#onCommit);
    this.#open.set(user.oid, mailbox);
    for (const calendar of firstCalendars(user)) mailbox.addCalendar(calendar);
    this.#filling = true;
    const readOnly = mailbox.calendars().find((one) => !one.facts.canEdit);
    if (readOnly) addHolidays(mailbox, readOnly.id);
    fillMailbox(this.#world, mailbox, this.#waiting.get(user.oid) ?? 0);
    this.#filling = false;
    this.#waiting.delete(user.oid);
    this.#world.changed();
    return mailbox;
  }

  fillLater(oid: string, events: number): void {
    this.#waiting.set(oid, events);
  }

  /** Mailboxes that nobody has looked at yet, with the number of events they will hold. */
  waiting(): [oid: string, events: number][] {
    return [...this.#waiting];
  }

  clear(): void {
    this.#open.clear();
    this.#waiting.clear();
    this.shares.clear();
  }

  restore(
    states: readonly MailboxState[],
    waiting: readonly [oid: string, events: number][],
    shares: readonly Share[],
  ): void {
    this.clear();
    for (const share of shares) this.shares.put(share);
    for (const [oid, events] of waiting) this.fillLater(oid, events);
    for (const state of states) {
      const user = this.#world.directory.find(state.oid);
      if (!user) continue;
      const mailbox = new Mailbox(user, this.#onCommit);
      mailbox.load(state);
      this.#open.set(user.oid, mailbox);
    }
  }
}

/** Ids follow from the user alone: the same world has the same calendars, in whatever order it is touched. */
function firstCalendars(user: DirectoryUser): Calendar[] {
  const language = user.locale.slice(0, 2).toLowerCase();
  const id = (name: string) => calendarId(mailboxCode(user.oid), hashHex(`${user.oid} ${name}`, 32));
  const own = { version: 0, canEdit: true, canShare: true };
  return [
    {
      ...own,
      id: id('default'),
      name: CALENDAR_NAMES[language] ?? 'Calendar',
      color: 'auto',
      isDefault: true,
      isRemovable: false,
    },
    {
      ...own,
      id: id('projects'),
      name: PROJECT_NAMES[language] ?? 'Projects',
      color: 'lightGreen',
      isDefault: false,
      isRemovable: true,
    },
    {
      id: id('holidays'),
      name: language === 'de' ? 'Feiertage in Deutschland' : 'United States holidays',
      color: 'auto',
      version: 0,
      isDefault: false,
      canEdit: false,
      canShare: false,
      isRemovable: true,
    },
  ].map((facts) => Calendar.empty(facts));
}
