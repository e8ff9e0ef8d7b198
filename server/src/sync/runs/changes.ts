import { isFault, type Fault } from '../../core/fault.ts';
import type { Appointment, Instant, OfficeEvent, Snapshot } from '../../core/items.ts';
import type { Link } from '../../core/links.ts';
import { DAY } from '../../core/spans.ts';
import { cursorOutgrown, cursorWindow } from '../../core/window.ts';
import { spreadOf } from '../../core/schedule.ts';
import { watchedCalendars, type Desk } from '../desk.ts';
import { GONE, type CalendarCursor, type Hint } from '../documents.ts';
import { noItems, withRead, type Matter } from './gather.ts';
import type { RunDeps } from '../runDeps.ts';

export interface Heard extends Matter {
  cursors: CalendarCursor[];
  /** Something could not be read for now: the run applies the rest and is tried again. */
  incomplete: Fault | null;
  /** A cursor was lost: everything must be read in full. */
  lost: boolean;
}

const cursorContext = (connectionId: string): string => `cursor:${connectionId}`;

const emptyCursor = (desk: Desk, calendarId: string): CalendarCursor => ({
  connectionId: desk.connection.id,
  calendarId,
  cursor: null,
  window: cursorWindow(desk.window),
  subscription: null,
});

/** A cursor whose key was retired is as good as none: the calendar is read in full once. */
const openedCursor = (deps: RunDeps, connectionId: string, sealed: string): string | null => {
  try {
    return deps.vault.open(sealed, cursorContext(connectionId));
  } catch {
    return null;
  }
};

/**
 * What reaches beyond `from`, where both windows begin, is read with its series. What the window has slid past is not looked
 * for any more; of days, which begin elsewhere in other zones, the audit looks at the very edge.
 */
const isLookedFor = ({ origin: { base } }: Link, from: Instant): boolean =>
  base.allDay ? base.span.end >= from + DAY : Math.max(base.span.start, base.span.end) > from;

/** One delta round of one calendar; a cursor that is gone or outgrown becomes a full round. */
const round = async (deps: RunDeps, desk: Desk, row: CalendarCursor) => {
  const { id } = desk.connection;
  const outgrown =
    row.cursor !== null && cursorOutgrown(row.window, deps.clock.now(), desk.window, spreadOf(id));
  const cursor = row.cursor === null || outgrown ? null : openedCursor(deps, id, row.cursor);
  const window = cursor === null ? cursorWindow(desk.window) : row.window;
  const ask = (from: string | null) =>
    desk.office.changes({
      calendarId: row.calendarId,
      cursor: from,
      window,
      knownOfSeries: async (seriesId) =>
        (await deps.store.links.ofSeries(id, seriesId))
          .filter((link) => isLookedFor(link, Math.max(desk.window.start, window.start)))
          .map((link) => link.origin.id),
    });
  try {
    const answer = await ask(cursor);
    return { ...answer, window, lost: row.cursor !== null && cursor === null };
  } catch (error) {
    if (!isFault(error, 'cursor-expired') || cursor === null) throw error;
    return { ...(await ask(null)), window: cursorWindow(desk.window), lost: true };
  }
};

/** A mirror's tombstone may also mean that it left the window or the calendar: it is read once before it counts. */
const withChecked = async (
  deps: RunDeps,
  desk: Desk,
  snapshot: Snapshot<OfficeEvent>,
): Promise<Snapshot<OfficeEvent>> => {
  const { removed } = snapshot;
  if (removed.length === 0) return snapshot;
  const links = await deps.store.links.about(desk.connection.id, { office: removed });
  const mirrors = links
    .filter((link) => link.origin.side === 'timify')
    .flatMap((link) => link.mirrors.flatMap((mirror) => mirror.id ?? []));
  const doubtful = removed.filter((id) => mirrors.includes(id));
  if (doubtful.length === 0) return snapshot;
  const read = await desk.office.read(doubtful);
  return withRead({ ...snapshot, removed: removed.filter((id) => !doubtful.includes(id)) }, read);
};

interface Tombstone {
  id: string;
  calendarId: string;
}

/**
 * Moved between two of our calendars: the same immutable id is gone in one and new in the other, whichever tells first. An
 * original that has been seen in another one by now is not gone for what the one it left says later.
 */
const goneIn = async (
  deps: RunDeps,
  desk: Desk,
  tombstones: readonly Tombstone[],
  present: ReadonlySet<string>,
): Promise<string[]> => {
  const { connection } = desk;
  const gone = tombstones.filter(({ id }) => !present.has(id));
  if (gone.length === 0 || watchedCalendars(desk).length < 2) return [...new Set(gone.map(({ id }) => id))];
  const links = await deps.store.links.about(connection.id, { office: gone.map(({ id }) => id) });
  const lies = new Map(
    links.flatMap(({ origin }) =>
      origin.side === 'office' ? [[origin.id, origin.containerId] as const] : [],
    ),
  );
  const isLate = ({ id, calendarId }: Tombstone): boolean => {
    const where = lies.get(id);
    return where !== calendarId && connection.calendars.some((one) => one.id === where);
  };
  return [...new Set(gone.filter((one) => !isLate(one)).map(({ id }) => id))];
};

const officeSide = async (
  deps: RunDeps,
  desk: Desk,
  hints: readonly Hint[],
  rows: readonly CalendarCursor[],
  all: boolean,
) => {
  const named = new Set(hints.flatMap((hint) => (hint.kind === 'calendar' ? [hint.calendarId] : [])));
  const rounds: (Awaited<ReturnType<typeof round>> & { id: string })[] = [];
  const listen = async (calendars: readonly { id: string }[]): Promise<void> => {
    for (const { id } of calendars)
      rounds.push({
        id,
        ...(await round(deps, desk, rows.find((row) => row.calendarId === id) ?? emptyCursor(desk, id))),
      });
  };
  const watched = watchedCalendars(desk);
  await listen(watched.filter(({ id }) => all || named.has(id)));
  // What left one calendar may have come into another, whose doorbell rings later.
  if (rounds.some(({ snapshot }) => snapshot.removed.length > 0))
    await listen(watched.filter(({ id }) => rounds.every((one) => one.id !== id)));
  const items = rounds.flatMap((one) => one.snapshot.items);
  const tombstones = rounds.flatMap((one) => one.snapshot.removed.map((id) => ({ id, calendarId: one.id })));
  const snapshot: Snapshot<OfficeEvent> = {
    ...noItems<OfficeEvent>(desk.window),
    items,
    removed: await goneIn(deps, desk, tombstones, new Set(items.map(({ id }) => id))),
    broken: rounds.flatMap((one) => one.snapshot.broken),
  };
  const cursors = rounds.map((one) => ({
    ...(rows.find((row) => row.calendarId === one.id) ?? emptyCursor(desk, one.id)),
    cursor: deps.vault.seal(one.cursor, cursorContext(desk.connection.id)),
    window: one.window,
  }));
  const checked = await withChecked(deps, desk, snapshot);
  const ids = hints.flatMap((hint) => (hint.kind === 'event' ? [hint.id] : []));
  const office = ids.length > 0 ? withRead(checked, await desk.office.read(ids)) : checked;
  return {
    office,
    cursors,
    incomplete: rounds.map((one) => one.incomplete).find((fault) => fault !== null) ?? null,
    lost: rounds.some(
      (one) => one.lost && rows.some((row) => row.calendarId === one.id && row.cursor !== null),
    ),
  };
};

/** The appointments that hints named; occurrences of a series that are no longer answered are gone. */
const timifySide = async (
  deps: RunDeps,
  desk: Desk,
  hints: readonly Hint[],
): Promise<Snapshot<Appointment>> => {
  const named = hints.flatMap((hint) => (hint.kind === 'appointment' ? [hint] : []));
  if (named.length === 0) return noItems(desk.window);
  const goneAlready = named.filter(({ version }) => version === GONE).map(({ id }) => id);
  const read = await desk.timify.readKnown(named.filter(({ version }) => version !== GONE));
  const answered = new Set(read.items.map((item) => item.id));
  // Also of one that is answered by itself: it may have been a series before.
  const series = await Promise.all(named.map(({ id }) => deps.store.links.ofSeries(desk.connection.id, id)));
  const lostOccurrences = series
    .flat()
    .map((link) => link.origin.id)
    .filter((id) => !answered.has(id));
  return withRead(noItems<Appointment>(desk.window), {
    items: read.items,
    gone: [...goneAlready, ...read.gone, ...lostOccurrences],
  });
};

/** Everything that the hints named, read once. Without hints: a sweep over all calendars. */
export const hear = async (
  deps: RunDeps,
  desk: Desk,
  hints: readonly Hint[],
  rows: readonly CalendarCursor[],
  all: boolean,
): Promise<Heard> => {
  const office = await officeSide(deps, desk, hints, rows, all);
  return { ...office, timify: await timifySide(deps, desk, hints) };
};
