import type { Core } from '../core.ts';
import type { EventContent, Recurrence, SeriesException, StoredEvent } from '../model.ts';
import { seriesDays } from '../series/pattern.ts';
import type { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { DAY, dayText, parseDay } from '../time/dates.ts';
import { ianaOf } from '../time/zones.ts';
import { contentOf, momentOf, type IcsZones } from './content.ts';
import { readIcs, type IcsEvent, type IcsTime } from './read.ts';
import { dateIn, expandRule, recurrenceOf, shiftSeries } from './series.ts';
import { shiftDays, weeksToNow } from './shift.ts';

export interface LoadedCalendar {
  singles: number;
  series: number;
  exceptions: number;
  deletedOccurrences: number;
  /** Weeks by which everything was moved. */
  weeks: number;
}

/** What will be stored, before it is moved in time. */
interface Draft {
  uid: string;
  content: EventContent;
  recurrence: Recurrence | null;
  overrides: Map<string, EventContent>;
  deleted: string[];
}

/** Where a file goes. */
export interface LoadTarget {
  core: Core;
  mailbox: Mailbox;
  calendar: Calendar;
}

/** Loads a calendar that some other program exported. A bad file is refused with its line. */
export function loadIcs(target: LoadTarget, text: string, shiftToNow: boolean): LoadedCalendar {
  const { core, mailbox } = target;
  const file = readIcs(text);
  const calendar = file.timeZone === undefined ? undefined : ianaOf(file.timeZone);
  const loader = new Loader(target, { mailbox: mailbox.user.timeZone, calendar });
  const drafts = loader.drafts(file.events);
  const weeks = shiftToNow ? weeksToNow(drafts.flatMap(startsOf), core.world.clock.now()) : 0;
  const counts = { singles: 0, series: 0, exceptions: 0, deletedOccurrences: 0, weeks };
  for (const draft of drafts) {
    const stored = loader.store(draft, weeks);
    counts[stored.recurrence ? 'series' : 'singles'] += 1;
    counts.exceptions += Object.keys(stored.exceptions).length;
    counts.deletedOccurrences += stored.deletedDates.length;
  }
  return counts;
}

/** A few years of each series are enough to see where a calendar is busy. */
function startsOf({ content, recurrence }: Draft): number[] {
  if (!recurrence) return [content.start.at];
  const start = parseDay(recurrence.range.startDate) ?? 0;
  const bound = recurrence.range.type === 'noEnd' ? 60 : 366 * 3;
  return seriesDays(recurrence)
    .between(start, start + bound)
    .map((day) => day * DAY);
}

class Loader {
  readonly #core: Core;
  readonly #mailbox: Mailbox;
  readonly #calendarId: string;
  readonly #zones: IcsZones;

  constructor({ core, mailbox, calendar }: LoadTarget, zones: IcsZones) {
    this.#core = core;
    this.#mailbox = mailbox;
    this.#calendarId = calendar.id;
    this.#zones = zones;
  }

  drafts(events: readonly IcsEvent[]): Draft[] {
    const found: Draft[] = [];
    const series = new Map<string, Draft>();
    const last = Math.max(...events.map((one) => one.start.wall));
    for (const event of events.filter((one) => !one.recurrenceId)) {
      const drafts = this.#master(event, last);
      found.push(...drafts);
      const [draft] = drafts;
      if (draft?.recurrence) series.set(event.uid, draft);
    }
    for (const event of events) {
      if (event.recurrenceId) this.#override(event, event.recurrenceId, series.get(event.uid), found);
    }
    return found;
  }

  /** Stores a draft, moved by whole weeks; its exceptions and deleted dates move with the occurrence they belong to. */
  store(draft: Draft, weeks: number): StoredEvent {
    const now = this.#core.world.clock.now();
    const moved = draft.recurrence && shiftSeries(draft.recurrence, weeks);
    const exceptions: Record<string, SeriesException> = {};
    for (const [date, content] of draft.overrides) {
      const target = moved?.dateFor(date) ?? date;
      const shifted = shiftDays(content, (parseDay(target) ?? 0) - (parseDay(date) ?? 0));
      const overrides = difference(draft.content, shifted);
      exceptions[target] = { overrides, extended: [], version: 0, createdAt: now, modifiedAt: now };
    }
    return this.#mailbox.add({
      key: this.#core.world.random.hex(32),
      calendarId: this.#calendarId,
      createdAt: now,
      modifiedAt: now,
      transactionId: null,
      uid: draft.uid,
      content: shiftDays(draft.content, weeks * 7),
      recurrence: moved?.recurrence ?? null,
      exceptions,
      deletedDates: draft.deleted.map((date) => moved?.dateFor(date) ?? date).sort(),
      extended: [],
    });
  }

  #master(event: IcsEvent, last: number): Draft[] {
    const content = contentOf(event, this.#mailbox.user, this.#zones);
    const plain = {
      uid: event.uid,
      content,
      recurrence: null,
      overrides: new Map<string, EventContent>(),
      deleted: [],
    };
    if (!event.rule && event.extra.length === 0) return [plain];
    const recurrence = recurrenceOf(event, content);
    if (!recurrence) return this.#singles(event, content, last);
    const days = seriesDays(recurrence);
    const deleted = event.deleted
      .map((time) => this.#dateOf(time, content))
      .filter((date) => days.has(parseDay(date) ?? -1));
    return [{ ...plain, recurrence, deleted: [...new Set(deleted)] }];
  }

  /** One event for each time of a rule that Graph has no pattern for. */
  #singles(event: IcsEvent, content: EventContent, last: number): Draft[] {
    const gone = new Set(event.deleted.map((time) => this.#dateOf(time, content)));
    return expandRule(event, last).flatMap((wall): Draft[] => {
      const days = Math.round((wall - event.start.wall) / DAY);
      const shifted = shiftDays(content, days);
      const date = dayText(Math.floor(shifted.start.wall / DAY));
      if (gone.has(date)) return [];
      return [
        {
          uid: `${event.uid}_${date}`,
          content: shifted,
          recurrence: null,
          overrides: new Map(),
          deleted: [],
        },
      ];
    });
  }

  /** A changed occurrence belongs to its series; without one, or on a day that is not the series', it stands alone. */
  #override(event: IcsEvent, id: IcsTime, series: Draft | undefined, found: Draft[]): void {
    const content = contentOf(event, this.#mailbox.user, this.#zones);
    const date = this.#dateOf(id, series?.content ?? content);
    if (series?.recurrence && seriesDays(series.recurrence).has(parseDay(date) ?? -1)) {
      series.overrides.set(date, content);
      series.deleted = series.deleted.filter((one) => one !== date);
      return;
    }
    const uid = `${event.uid}_${date}`;
    const twin = found.findIndex((one) => one.uid === uid);
    const draft: Draft = { uid, content, recurrence: null, overrides: new Map(), deleted: [] };
    if (twin < 0) found.push(draft);
    else found[twin] = draft;
  }

  #dateOf(time: IcsTime, content: EventContent): string {
    return dateIn(time, content, momentOf(time, this.#zones, true).at);
  }
}

/** What an exception has that its master has not. */
function difference(master: EventContent, own: EventContent): Partial<EventContent> {
  const names = Object.keys(own) as (keyof EventContent)[];
  const changed = names.filter(
    (name) =>
      name === 'start' || name === 'end' || JSON.stringify(own[name]) !== JSON.stringify(master[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, own[name]]));
}
