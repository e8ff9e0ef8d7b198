/** What the product says about each pair, and which pairs wait for a person. */
import type { Time } from '../time.ts';
import type { Seen, SeenAppointment, SeenEvent, ToldConflict, ToldLink } from './seen.ts';

/** Overlaps, and events that straddle the working hours, are bounded already; all else keeps its pair as it is. */
const isBounded = ({ kind, timify }: ToldConflict): boolean =>
  kind === 'overlap' || (kind === 'outside-working-hours' && timify === null);

export const touches = (one: Time, other: Time): boolean => one.start < other.end && other.start < one.end;
export const contains = (outer: Time, inner: Time): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

const isWaiting = (seen: Seen, link: ToldLink): boolean =>
  seen.told.conflicts.some((one) => one.linkId === link.id && one.closedAt === null && !isBounded(one));

const isIgnored = (link: ToldLink): boolean => link.decision.reason === 'ignored-by-person';

/** A person has the word, or had it and wanted no more of it. */
export const isLeft = (seen: Seen, link: ToldLink): boolean => isWaiting(seen, link) || isIgnored(link);

export interface Known {
  link: ToldLink;
  as: 'origin' | 'mirror';
}

export interface Pairs {
  office: Map<string, Known[]>;
  timify: Map<string, Known[]>;
}

/** Each id with every place in which a link names it. */
export const pairsOf = ({ told }: Seen): Pairs => {
  const pairs: Pairs = { office: new Map(), timify: new Map() };
  const note = (side: 'office' | 'timify', id: string, known: Known): void => {
    pairs[side].set(id, [...(pairs[side].get(id) ?? []), known]);
  };
  for (const link of told.links) {
    const { side, id } = link.origin;
    note(side, id, { link, as: 'origin' });
    for (const mirror of link.mirrors)
      if (mirror.id !== null)
        note(side === 'office' ? 'timify' : 'office', mirror.id, { link, as: 'mirror' });
  }
  return pairs;
};

export const lineOf = (item: SeenEvent | SeenAppointment): string =>
  `“${item.title}” ${new Date(item.span.start).toISOString()}–${new Date(item.span.end).toISOString()} (${item.id.slice(-12)})`;

/** Events of the calendars that the person chose. */
export const chosenEvents = (seen: Seen): SeenEvent[] =>
  seen.events.filter(({ calendarId }) => seen.told.connection.calendars.includes(calendarId));

export const inSight = (seen: Seen, span: Time): boolean => touches(span, seen.within);

/**
 * A person may leave the overlaps of a whole series as they are. Where the occurrence that they were asked about has gone,
 * nothing tells any more of which series it was.
 */
export const isLeftForSeries = (seen: Seen, { origin: { seriesId } }: ToldLink): boolean => {
  const ofSeries = new Set(
    seen.told.links.filter(({ origin }) => origin.seriesId === seriesId).map(({ id }) => id),
  );
  const known = new Set(seen.told.links.map(({ id }) => id));
  const isLet = ({ kind, closedBy, linkId }: ToldConflict): boolean =>
    kind === 'overlap' && closedBy === 'ignored' && (ofSeries.has(linkId) || !known.has(linkId));
  return seriesId !== null && seen.told.conflicts.some(isLet);
};
