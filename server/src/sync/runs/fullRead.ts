import type { Appointment, OfficeEvent, Snapshot, Span } from '../../core/items.ts';
import { unitCounts, type Totals } from '../../core/brake.ts';
import type { Link } from '../../core/links.ts';
import type { Plan } from '../../core/planned.ts';
import { slicesOf } from '../../core/window.ts';
import { watchedCalendars, type Desk } from '../desk.ts';
import type { Connection } from '../documents.ts';
import { type Matter } from './gather.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { Lease, RunDeps } from '../runDeps.ts';

/** Slices read side by side; each is one calendarView per calendar and one list call of TIMIFY. */
const LANES = 4;

/** Both sides inside `slice`, complete. */
export const readSlice = async (desk: Desk, slice: Span): Promise<Matter> => {
  const [office, timify]: [Snapshot<OfficeEvent>, Snapshot<Appointment>] = await Promise.all([
    desk.office.window(
      slice,
      watchedCalendars(desk).map(({ id }) => id),
    ),
    desk.timify.window(slice, []),
  ]);
  return { office, timify, knownSpans: [slice] };
};

/** The slices that are still to be read: the first alone, so that the next days are there soonest, then four by four. */
export const nextSlices = (slices: readonly Span[], done: number): Span[] =>
  slices.slice(done, done === 0 ? 1 : done + LANES);

const progressOf = (slices: readonly Span[], done: number): Connection['progress'] => ({
  phase: done === 0 ? 'next-days' : done < slices.length ? 'rest' : 'cursor',
  done,
  total: slices.length,
  doneUntil: slices[done - 1]?.end ?? null,
});

/** Units per container whose originals had gone, and whose copies this plan deletes. */
const vanishedIn = ({ writes }: Plan, links: readonly Link[]): Totals => {
  const ids = new Set(
    writes.flatMap((write) => (write.op === 'delete' && write.why === 'origin-gone' ? write.linkId : [])),
  );
  return unitCounts(links.filter(({ id }) => ids.has(id)));
};

const added = (one: Totals, other: Totals): Totals =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => [
      name,
      (one[name] ?? 0) + (other[name] ?? 0),
    ]),
  );

/**
 * The next group of slices of the window: read side by side, mirrored one after the other, the progress kept with each.
 * Returns how many slices are done; null when a fault ended it (the last slice will be read again).
 */
export const readNextSlices = async (
  deps: RunDeps,
  desk: Desk,
  lease: Lease,
  how: Pick<Matter, 'adopt' | 'reapply' | 'act'>,
): Promise<{ done: number; total: number; results: Reconciled[] }> => {
  const slices = slicesOf(desk.window, deps.clock.now(), desk.timify.longestWindow);
  let { done } = desk.connection.progress;
  const { doneUntil } = desk.connection.progress;
  const applying = how.reapply ? { applying: true } : {};
  // A calendar that was emptied is told by all parts together, not by each.
  let vanished = done === 0 ? {} : (desk.connection.progress.vanished ?? {});
  // An import that goes on over midnight has slices that begin a day later: no day may be left out.
  const group = nextSlices(slices, done).map((slice, index) =>
    index === 0 ? { ...slice, start: Math.min(slice.start, doneUntil ?? slice.start) } : slice,
  );
  const read = await Promise.all(group.map((slice) => readSlice(desk, slice)));
  const results: Reconciled[] = [];
  for (const matter of read) {
    const earlier = vanished;
    const result = await reconcile(
      deps,
      desk,
      { ...matter, ...how, earlier },
      lease,
      ({ applied, plan, input }) => {
        if (applied.fault) return {};
        vanished = added(earlier, vanishedIn(plan, input.links));
        const progress = { ...progressOf(slices, done + 1), ...applying, vanished };
        return { connection: { progress } };
      },
    );
    results.push(result);
    if (result.applied.fault) throw result.applied.fault;
    done += 1;
    const { tenantId, id } = desk.connection;
    deps.bus.publish({ tenantId, companyId: desk.company.id, connectionId: id, kind: 'progress' });
  }
  return { done, total: slices.length, results };
};
