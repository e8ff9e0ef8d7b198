/** (b) One to one: every item has its place in exactly one pair, and every pair says truly what became of it. */
import { isEligibleAppointment, isEligibleEvent } from './eligible.ts';
import {
  chosenEvents,
  inSight,
  isLeft,
  isLeftForSeries,
  lineOf,
  pairsOf,
  touches,
  type Pairs,
} from './links.ts';
import type { Seen, SeenAppointment, SeenEvent, ToldConflict, ToldLink } from './seen.ts';

const nameOf = ({ origin, decision }: ToldLink): string =>
  `the pair of ${origin.side} ${origin.id.slice(-12)} (${decision.kind}${decision.reason ? `: ${decision.reason}` : ''}) ` +
  `${new Date(origin.base.span.start).toISOString()}–${new Date(origin.base.span.end).toISOString()}`;

const itemsOf = (seen: Seen, side: 'office' | 'timify'): (SeenEvent | SeenAppointment)[] =>
  side === 'office' ? seen.events : seen.appointments;

/** Items of which the log says that nobody could read them; one without an id can only be counted. */
const withoutUnreadable = <T extends { id: string }>(seen: Seen, items: readonly T[]): T[] => {
  const skipped = seen.told.log.filter(({ rule }) => rule === 'skip.unreadable').map(({ item }) => item);
  const left = items.filter(({ id }) => !skipped.includes(id));
  return left.length <= skipped.filter((id) => id === '').length ? [] : left;
};

const placesOf = (seen: Seen, pairs: Pairs): string[] =>
  (['office', 'timify'] as const).flatMap((side) => {
    const items = side === 'office' ? chosenEvents(seen) : seen.appointments;
    const loose = items.filter((item) => inSight(seen, item.span) && !pairs[side].has(item.id));
    return [
      ...[...pairs[side]]
        .filter(([, known]) => known.length > 1)
        .map(([id, known]) => `${side} ${id.slice(-12)} stands in ${known.length} pairs`),
      ...withoutUnreadable<SeenEvent | SeenAppointment>(seen, loose).map(
        (item) => `${side} ${lineOf(item)} stands in no pair`,
      ),
    ];
  });

/** Shift plans have ids of their own making, which no list of TIMIFY answers. */
const isShift = (id: string): boolean => id.startsWith('shift:');

const endsOf = (seen: Seen, link: ToldLink): string[] => {
  const isThere = (side: 'office' | 'timify', id: string): boolean =>
    isShift(id) || itemsOf(seen, side).some((item) => item.id === id);
  const other = link.origin.side === 'office' ? 'timify' : 'office';
  // A calendar that was given up is not looked at any more, and a copy that was kept outlives its original.
  const isKept = link.decision.reason === 'direction' && link.mirrors.length > 0;
  const isWatched = link.decision.reason !== 'other-calendar' && !isKept;
  const lost =
    isWatched && !isThere(link.origin.side, link.origin.id) ? [`${nameOf(link)} has lost its origin`] : [];
  const mirrors = link.mirrors.flatMap(({ id, base }) => {
    if (id === null) return [`${nameOf(link)} holds a create that never ended`];
    return inSight(seen, base.span) && !isThere(other, id)
      ? [`${nameOf(link)} has lost its copy ${id.slice(-12)}`]
      : [];
  });
  return [...lost, ...mirrors];
};

const decisionOf = (seen: Seen, link: ToldLink): string[] => {
  const { kind } = link.decision;
  const copies = link.mirrors.length;
  if (kind === 'mirrored' && copies === 0) return [`${nameOf(link)} has no copy`];
  if (kind === 'covered' && copies > 0) return [`${nameOf(link)} has copies of its own`];
  if (kind === 'skipped' && copies > 0 && link.madeByUs) return [`${nameOf(link)} has copies`];
  const told = seen.told.conflicts.some(
    (one) => one.linkId === link.id && (one.closedAt === null || link.ignored.includes(one.id)),
  );
  return kind === 'conflict' && !told && !isLeftForSeries(seen, link)
    ? [`${nameOf(link)} has no conflict that tells of it`]
    : [];
};

/** How far the settings in force say what had to become of each item. */
export interface Settledness {
  /** All that is there is as they want it. */
  settled: boolean;
  /** What was left out was left out under them. */
  isDecided: boolean;
}

/** A recorded skip is right under the settings in force, where these are the ones it was decided under. */
const skipOf = (seen: Seen, link: ToldLink, { settled, isDecided }: Settledness): string[] => {
  const { kind, reason, setting } = link.decision;
  const item = itemsOf(seen, link.origin.side).find(({ id }) => id === link.origin.id);
  // The picture of a mailbox does not tell drafts.
  const isUntold = reason === 'draft';
  if (!item || isUntold || reason === 'outside-window' || reason === 'outside-bookable-times') return [];
  const eligible =
    link.origin.side === 'office'
      ? isEligibleEvent(item as SeenEvent, seen)
      : isEligibleAppointment(item as SeenAppointment, seen);
  const isElsewhere =
    reason === 'other-calendar' && !seen.told.connection.calendars.includes((item as SeenEvent).calendarId);
  if (kind === 'skipped' && eligible && !isElsewhere && (isDecided || setting === null))
    return [`${nameOf(link)} is left out and should not be`];
  if (kind !== 'skipped' && kind !== 'adopted' && !eligible && settled)
    return [`${nameOf(link)} is copied and should not be`];
  return [];
};

/** The cause of an open conflict is still there. */
const causeOf = (seen: Seen, conflict: ToldConflict): string[] => {
  const name = `the conflict ${conflict.kind} at ${new Date(conflict.span.start).toISOString()}`;
  if (!seen.told.links.some(({ id }) => id === conflict.linkId)) return [`${name} is about no pair`];
  if (conflict.kind !== 'overlap' || !conflict.office || !conflict.timify) return [];
  const event = seen.events.find(({ id }) => id === conflict.office?.id);
  const busy = [
    ...seen.appointments.flatMap((one) => (one.id === conflict.timify?.id ? one.busy : [])),
    ...seen.rows.flatMap(({ id, span }) => (id === conflict.timify?.id ? span : [])),
  ];
  const meet = event && busy.some((time) => touches(time, event.span));
  return meet ? [] : [`${name} is open, though event and booking do not meet`];
};

export const mapping = (seen: Seen, how: Settledness, pairs = pairsOf(seen)): string[] => {
  const free = seen.told.links.filter((link) => !isLeft(seen, link) && inSight(seen, link.origin.base.span));
  // What the brake keeps back is still there, and nobody has said yet what becomes of it.
  const judged = seen.told.connection.hold ? [] : free;
  return [
    ...placesOf(seen, pairs),
    ...judged.flatMap((link) => [
      ...endsOf(seen, link),
      ...decisionOf(seen, link),
      ...skipOf(seen, link, how),
    ]),
    // Of what the window has left behind, the picture shows nothing.
    ...seen.told.conflicts
      .filter(({ closedAt, span }) => closedAt === null && inSight(seen, span))
      .flatMap((one) => causeOf(seen, one)),
  ];
};
