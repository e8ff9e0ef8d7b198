import { refuse } from '../errors.ts';
import { presentBare, presentEvent, tombstone, type EventJson, type View } from '../events/present.ts';
import type { ChangeEntry, SeriesShape, StoredEvent } from '../model.ts';
import {
  datesOf,
  instancesIn,
  occurrence,
  overlaps,
  touches,
  whole,
  type Instance,
} from '../series/instances.ts';
import type { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';
import type { Round } from './token.ts';

/** Oddities that facts leave open and that no switch of the world names; set by tests. */
export interface DeltaOddities {
  /** The master comes after its occurrences. */
  masterLast: boolean;
  /** No master where the series began before the window (facts: graph §2.4). */
  masterAbsent: boolean;
  /** A series may begin on one page and end on the next even where it would fit on one. */
  splitSeries: boolean;
  /** The first item of a page comes a second time at its end (facts: graph §2.4). */
  repeat: boolean;
}

export interface DeltaContext {
  mailbox: Mailbox;
  calendar: Calendar;
  round: Round;
  view: View;
  oddities: DeltaOddities;
  deletion: 'silent' | 'tombstone';
}

/** Items of one event, made when they are needed. */
export interface Group {
  position: number;
  items: (() => EventJson)[];
}

export function groupsOf(context: DeltaContext): Iterable<Group> {
  return context.round.kind === 'full' ? fullGroups(context) : changedGroups(context);
}

function* fullGroups(context: DeltaContext): Generator<Group> {
  const { mailbox, calendar, round } = context;
  for (const { ordinal, key } of calendar.after(round.position)) {
    const event = mailbox.event(key);
    if (!event) continue;
    const instances = instancesIn(event, round.span);
    if (instances.length === 0) continue;
    const items = instances.map((one) => itemOf(context, one));
    yield { position: ordinal, items: event.recurrence ? withMaster(context, event, items) : items };
  }
}

/** Bare occurrences; everything else in full (facts: graph §2.4). */
function itemOf({ mailbox, view }: DeltaContext, instance: Instance): () => EventJson {
  if (instance.kind === 'occurrence') return () => presentBare(mailbox, instance, view);
  return () => {
    const full = presentEvent(mailbox, instance, view);
    return { '@odata.type': '#microsoft.graph.event', ...full };
  };
}

function withMaster(
  context: DeltaContext,
  event: StoredEvent,
  items: (() => EventJson)[],
): (() => EventJson)[] {
  const { oddities, round } = context;
  if (oddities.masterAbsent && event.content.start.at < round.span.start) return items;
  const master = itemOf(context, whole(event));
  return oddities.masterLast ? [...items, master] : [master, ...items];
}

/** All that the log says about one event since the last round. */
interface Change {
  key: string;
  last: number;
  folderTag: number;
  whole: boolean;
  dates: Set<string>;
  goneTags: number[];
  before: SeriesShape[];
}

function* changedGroups(context: DeltaContext): Generator<Group> {
  const { calendar, round } = context;
  const entries = calendar.entries(round.from, round.to);
  if (!entries) throw refuse.syncState(round.generation);
  for (const change of changesIn(entries, round.from)) {
    if (change.last <= round.position) continue;
    const items = changeItems(context, change);
    if (items.length > 0) yield { position: change.last, items };
  }
}

function changesIn(entries: readonly ChangeEntry[], from: number): Change[] {
  const changes = new Map<string, Change>();
  for (const [index, entry] of entries.entries()) {
    let change = changes.get(entry.key);
    change ??= {
      key: entry.key,
      last: 0,
      folderTag: 0,
      whole: false,
      dates: new Set(),
      goneTags: [],
      before: [],
    };
    changes.delete(entry.key);
    changes.set(entry.key, change);
    change.last = from + index;
    change.folderTag = entry.folderTag;
    if (entry.op === 'whole') change.whole = true;
    if (entry.op === 'gone') change.goneTags.push(entry.folderTag);
    if (entry.date !== undefined) change.dates.add(entry.date);
    if (entry.before) change.before.push(entry.before);
  }
  return [...changes.values()];
}

function changeItems(context: DeltaContext, change: Change): (() => EventJson)[] {
  const { mailbox, calendar, round, view } = context;
  const event = mailbox.event(change.key);
  const here = event?.calendarId === calendar.id ? event : undefined;
  const stale = staleIds(context, change, here).map((id) => () => tombstone(id));
  if (!here && change.goneTags.length === 0) return [() => tombstone(hiddenId(context, change))];
  if (!here) return stale;
  if (!touches(here, round.span)) return [...stale, () => tombstone(mailbox.idOf(here, view.immutable))];
  if (!here.recurrence) return [...stale, itemOf(context, whole(here))];
  return [...stale, ...withMaster(context, here, seriesItems(context, here, change))];
}

/** Still there, but no longer to be seen: it became private in a calendar that is shared. */
function hiddenId({ mailbox, view }: DeltaContext, { key, folderTag }: Change): string {
  return mailbox.idFrom(key, folderTag, view.immutable);
}

/** Ids under which the event was known here and no longer is. */
function staleIds({ mailbox, view }: DeltaContext, change: Change, here: StoredEvent | undefined): string[] {
  if (view.immutable && here) return [];
  const tags = view.immutable ? change.goneTags.slice(0, 1) : [...new Set(change.goneTags)];
  return tags
    .filter((tag) => tag !== here?.folderTag)
    .map((tag) => mailbox.idFrom(change.key, tag, view.immutable));
}

function seriesItems(context: DeltaContext, event: StoredEvent, change: Change): (() => EventJson)[] {
  const { round } = context;
  const gone = goneDates(context, event, change).map((date) => occurrenceTombstone(context, event, date));
  if (change.whole) return [...instancesIn(event, round.span).map((one) => itemOf(context, one)), ...gone];
  const shown = [...change.dates].sort().flatMap((date) => {
    const instance = occurrence(event, date);
    if (!instance) return [];
    return overlaps(instance.content, round.span)
      ? itemOf(context, instance)
      : occurrenceTombstone(context, event, date);
  });
  return [...shown, ...gone];
}

function occurrenceTombstone(
  { mailbox, view }: DeltaContext,
  event: StoredEvent,
  date: string,
): () => EventJson {
  return () => tombstone(mailbox.idOf(event, view.immutable, date));
}

/**
 * Occurrences that are no more. Graph may say nothing and only show the master again, or may send a tombstone for each
 * (facts: graph §2.4, §10 no. 3: a switch).
 */
function goneDates({ round, deletion }: DeltaContext, event: StoredEvent, change: Change): string[] {
  if (deletion === 'silent') return [];
  const once = new Set([...change.before.flatMap((shape) => datesOf(shape, round.span)), ...change.dates]);
  return [...once].filter((date) => !occurrence(event, date)).sort();
}
