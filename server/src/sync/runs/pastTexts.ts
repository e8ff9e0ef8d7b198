import { DAY } from '../../core/spans.ts';
import type { Span } from '../../core/items.ts';
import type { Desk } from '../desk.ts';
import { noItems } from './gather.ts';
import { reconcile } from './reconcile.ts';
import type { Lease, RunDeps } from '../runDeps.ts';

/** From the oldest booking that can have a copy to where the window begins, in parts of one list call each. */
const pastOf = ({ connection, settings, window, timify }: Desk): Span[] => {
  const parts: Span[] = [];
  let start = connection.createdAt - settings.windowPastDays * DAY;
  for (; start < window.start; start += timify.longestWindow)
    parts.push({ start, end: Math.min(start + timify.longestWindow, window.start) });
  return parts;
};

/**
 * Bookings that the window has left behind, read again for their texts: of an erased customer nothing may be left in
 * the copies of the past either. Bookings that have no copy are not looked at.
 */
export const rereadPast = async (deps: RunDeps, desk: Desk, lease: Lease): Promise<void> => {
  for (const part of pastOf(desk)) {
    const { items } = await desk.timify.window(part, []);
    const links = await deps.store.links.about(desk.connection.id, { timify: items.map(({ id }) => id) });
    const copied = new Set(
      links.filter(({ mirrors }) => mirrors.length > 0).map(({ origin: { side, id } }) => `${side} ${id}`),
    );
    const known = items.filter(({ id }) => copied.has(`timify ${id}`));
    if (known.length === 0) continue;
    const matter = { office: noItems<never>(desk.window), timify: { ...noItems(part), items: known } };
    const { applied } = await reconcile(deps, desk, matter, lease);
    if (applied.fault) throw applied.fault;
  }
};
