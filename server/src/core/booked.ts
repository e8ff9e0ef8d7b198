/** Rule 5 of the design (§4): what customers have booked is moved or cancelled by people alone. */
import { keptBy } from './departure.ts';
import type { Instant, Item } from './items.ts';
import type { Link, Mirror } from './links.ts';
import type { PlanInput } from './planInput.ts';
import { everything } from './recover.ts';

/** An appointment of a customer, whatever it was before. */
export const isBooked = (item: Item): boolean => item.side === 'timify' && item.hasCustomers;

/**
 * An event whose blocker was let go. Where that was a person's own, found beside the event, the event stands for itself
 * from now on: its time is held by what we make, and that goes with it.
 */
const withMirrors = (link: Link, mirrors: Mirror[], at: Instant): Link => {
  const isAdopted = link.decision.kind === 'adopted';
  return {
    ...link,
    mirrors,
    madeByUs: link.madeByUs || (mirrors.length === 0 && keptBy(link) === null),
    decision: isAdopted
      ? { kind: 'mirrored', reason: null, rule: 'new-item', setting: null, at }
      : link.decision,
  };
};

/**
 * A blocker to which somebody gave a customer is a booking from then on, whoever made it: its event's link lets it go,
 * and it is looked at like any other booking. `letGo`: the links that lost one. `beside`: of those that were only met on
 * the way the ids, since they are to be read for themselves.
 */
export const withoutBooked = (
  input: PlanInput,
  links: readonly Link[],
): { links: Link[]; letGo: ReadonlySet<string>; beside: string[] } => {
  const booked = new Set(
    everything(input)
      .timify.filter(isBooked)
      .map(({ id }) => id),
  );
  const read = new Set([...input.timify.items.map(({ id }) => id), ...input.timify.removed]);
  const letGo = new Set<string>();
  const beside: string[] = [];
  const left = links.map((link) => {
    if (link.origin.side !== 'office') return link;
    const mirrors = link.mirrors.filter(({ id }) => id === null || !booked.has(id));
    if (mirrors.length === link.mirrors.length) return link;
    letGo.add(link.id);
    beside.push(
      ...link.mirrors.flatMap(({ id }) => (id !== null && booked.has(id) && !read.has(id) ? id : [])),
    );
    return withMirrors(link, mirrors, input.now);
  });
  return { links: left, letGo, beside };
};
