/** Rule 5 of the design (§4): what customers have booked is moved or cancelled by people alone. */
import type { Item } from './items.ts';
import type { Link } from './links.ts';
import type { PlanInput } from './planInput.ts';
import { everything } from './recover.ts';

/** An appointment of a customer, whatever it was before. */
export const isBooked = (item: Item): boolean => item.side === 'timify' && item.hasCustomers;

/**
 * A blocker to which somebody gave a customer is a booking from then on: its event's link lets it go, and it is looked
 * at like any other booking. `letGo`: the links that lost one. `beside`: of those that were only met on the way the ids,
 * since they are to be read for themselves.
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
    if (link.origin.side !== 'office' || !link.madeByUs) return link;
    const mirrors = link.mirrors.filter(({ id }) => id === null || !booked.has(id));
    if (mirrors.length === link.mirrors.length) return link;
    letGo.add(link.id);
    beside.push(
      ...link.mirrors.flatMap(({ id }) => (id !== null && booked.has(id) && !read.has(id) ? id : [])),
    );
    return { ...link, mirrors };
  });
  return { links: left, letGo, beside };
};
