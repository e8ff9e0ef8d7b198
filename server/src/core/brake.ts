import type { Hold } from './decisions.ts';
import type { Instant } from './items.ts';
import type { Link } from './links.ts';

/** More than this many, and all of one calendar: a calendar that was emptied or misread. */
const WHOLE_CALENDAR = 10;
/** More than this many *and* more than a quarter of everything mirrored. */
const MANY = 20;
const SHARE = 0.25;

/** Units mirrored now, per container (calendar, or resource on TIMIFY's side); a series counts as one. */
export type Totals = Record<string, number>;

export const unitOf = (link: Link): string => link.origin.seriesId ?? link.origin.id;

const TIMIFY = 'timify';

const container = (link: Link): string => (link.origin.side === 'office' ? link.origin.containerId : TIMIFY);

const unitsBy = (links: readonly Link[]): Map<string, Set<string>> => {
  const units = new Map<string, Set<string>>();
  for (const link of links)
    units.set(container(link), (units.get(container(link)) ?? new Set()).add(unitOf(link)));
  return units;
};

export const totalsOf = (links: readonly Link[]): Totals =>
  Object.fromEntries(
    [...unitsBy(links.filter((link) => link.mirrors.length > 0))].map(([name, units]) => [name, units.size]),
  );

/** How many units of each container these links are. */
export const unitCounts = (links: readonly Link[]): Totals =>
  Object.fromEntries([...unitsBy(links)].map(([name, units]) => [name, units.size]));

/** Whether so many deletions could ever trip the brake, so that the totals are worth counting. */
export const mayTrip = (deletions: readonly Link[], earlier: Totals = {}): boolean =>
  [...unitsBy(deletions)].some(([name, units]) => units.size + (earlier[name] ?? 0) > WHOLE_CALENDAR);

const nameOf = (link: Link): string => `${container(link)} ${unitOf(link)}`;

interface Held {
  id: string;
  unit: string;
}

const heldIn = (hold: Hold | null): Held[] =>
  hold?.linkIds.map((id, index) => ({ id, unit: hold.units?.[hold.unitOf?.[index] ?? -1] ?? id })) ?? [];

const withUnits = (held: readonly Held[]): Pick<Hold, 'linkIds' | 'units' | 'unitOf'> => {
  const units = [...new Set(held.map(({ unit }) => unit))];
  const numbers = new Map(units.map((unit, index) => [unit, index]));
  return {
    linkIds: held.map(({ id }) => id),
    units,
    unitOf: held.map(({ unit }) => numbers.get(unit) ?? 0),
  };
};

/** How much is held back, counted as the brake counts: a series is one. */
export const heldUnits = ({ linkIds, units }: Pick<Hold, 'linkIds' | 'units'>): number =>
  (units ?? linkIds).length;

/** Whether something is held back that was not before; one more entry of a series that was is none. */
export const holdsMore = (hold: Hold | null, before: Hold | null): boolean => {
  const known = new Set(heldIn(before).map(({ unit }) => unit));
  return heldIn(hold).some(({ unit }) => !known.has(unit));
};

/** What remains of a hold: of those that stay, with the further deletions of a series that is held back already. */
export const heldStill = (
  hold: Hold | null,
  stays: (linkId: string) => boolean,
  deletions: readonly Link[],
): Hold | null => {
  const before = heldIn(hold).filter(({ id }) => stays(id));
  if (!hold || before.length === 0) return null;
  const [ids, units] = [new Set(before.map(({ id }) => id)), new Set(before.map(({ unit }) => unit))];
  const more = deletions.filter((link) => !ids.has(link.id) && units.has(nameOf(link)));
  return { ...hold, ...withUnits([...before, ...more.map((link) => ({ id: link.id, unit: nameOf(link) }))]) };
};

/** One hold of an earlier one and what joins it. */
export const joinHolds = (before: Hold | null, fresh: Hold | null): Hold | null =>
  before && fresh
    ? { ...fresh, ...withUnits([...heldIn(before), ...heldIn(fresh)]), since: before.since }
    : (before ?? fresh);

/** Units mirrored from the sides that these links come from. */
const totalFor = (held: readonly Link[], totals: Totals): number => {
  const sides = new Set(held.map((link) => link.origin.side));
  return Object.entries(totals)
    .filter(([name]) => sides.has(name === TIMIFY ? 'timify' : 'office'))
    .reduce((sum, [, count]) => sum + count, 0);
};

const sumOf = (totals: Totals): number => Object.values(totals).reduce((sum, count) => sum + count, 0);

/**
 * The deletions that are held back until someone confirms, or null. Only deletions whose origin vanished count; what a
 * person decided or confirmed does not come here. `earlier`: what went in former parts of the same look, which `totals`
 * count no more.
 */
export const brake = (
  deletions: readonly Link[],
  totals: Totals,
  now: Instant,
  earlier: Totals = {},
): Hold | null => {
  const units = unitsBy(deletions);
  const all = sumOf(totals) + sumOf(earlier);
  const gone = sumOf(unitCounts(deletions)) + sumOf(earlier);
  const emptied = [...units]
    .filter(
      ([name, names]) =>
        names.size + (earlier[name] ?? 0) > WHOLE_CALENDAR && names.size >= (totals[name] ?? 0),
    )
    .map(([name]) => name);
  const many = gone > MANY && gone > all * SHARE;
  const held = deletions.filter((link) => many || emptied.includes(container(link)));
  const side = held[0]?.origin.side;
  return side
    ? {
        ...withUnits(held.map((link) => ({ id: link.id, unit: nameOf(link) }))),
        side: side === 'office' ? 'timify' : 'office',
        total: totalFor(held, totals),
        since: now,
      }
    : null;
};
