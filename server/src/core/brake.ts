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

const container = (link: Link): string =>
  link.origin.side === 'office' ? link.origin.containerId : 'timify';

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

/** Whether so many deletions could ever trip the brake, so that the totals are worth counting. */
export const mayTrip = (deletions: readonly Link[]): boolean =>
  [...unitsBy(deletions).values()].some((units) => units.size > WHOLE_CALENDAR);

/**
 * The deletions that are held back until someone confirms, or null. Only deletions whose origin vanished count; what a
 * person decided or confirmed does not come here.
 */
export const brake = (deletions: readonly Link[], totals: Totals, now: Instant): Hold | null => {
  const units = unitsBy(deletions);
  const all = Object.values(totals).reduce((sum, count) => sum + count, 0);
  const gone = [...units.values()].reduce((sum, names) => sum + names.size, 0);
  const emptied = [...units]
    .filter(([name, names]) => names.size > WHOLE_CALENDAR && names.size >= (totals[name] ?? 0))
    .map(([name]) => name);
  const many = gone > MANY && gone > all * SHARE;
  const held = deletions.filter((link) => many || emptied.includes(container(link)));
  const side = held[0]?.origin.side;
  return side
    ? {
        linkIds: held.map((link) => link.id),
        side: side === 'office' ? 'timify' : 'office',
        total: all,
        since: now,
      }
    : null;
};
