import { departure, type Copies } from '../../core/departure.ts';
import type { Link } from '../../core/links.ts';
import type { Plan } from '../../core/planned.ts';
import type { Appointment, OfficeEvent, SideName, Snapshot } from '../../core/items.ts';
import { effective } from '../../core/settings.ts';
import { slicesOf } from '../../core/window.ts';
import { asNobodys, leftBehind, reasonOf } from './acts/leftBehind.ts';
import { deskOf, type Desk } from '../desk.ts';
import { pairsBeyond, readBeyond } from './beyondWindow.ts';
import { readSlice } from './fullRead.ts';
import type { Connection } from '../documents.ts';
import { allLinks, type Matter } from './gather.ts';
import { addDeparture, addPlan, nothing, shown, type Tally } from './previewTally.ts';
import { planFor } from './reconcile.ts';
import type { RunDeps } from '../runDeps.ts';
import type { Preview, Runner } from '../runner.ts';
import { countUnowned, shapeOf } from '../unowned.ts';

const LANES = 4;

/** Links as they would be, and the copies that would not be there any more. */
interface Imagined {
  overlay: Map<string, Link | null>;
  gone: Set<string>;
}

/** Links as they would be, for the slices that come after; a pending create counts as made where it was planned. */
const remember = (overlay: Map<string, Link | null>, plan: Plan): void => {
  for (const pair of plan.pairs) {
    overlay.set(
      pair.linkId,
      pair.after && {
        ...pair.after,
        mirrors: pair.after.mirrors.map((mirror) => ({
          ...mirror,
          id: mirror.id ?? `planned:${mirror.marker}`,
        })),
      },
    );
  }
};

const without = <T extends OfficeEvent | Appointment>(
  snapshot: Snapshot<T>,
  gone: ReadonlySet<string>,
): Snapshot<T> => ({ ...snapshot, items: snapshot.items.filter(({ id }) => !gone.has(id)) });

/** A slice as it would be read after the change. */
const asLeft = ({ office, timify, ...rest }: Matter, { gone, overlay }: Imagined): Matter => ({
  ...rest,
  office: without(office, gone),
  timify: without(timify, gone),
  overlay,
});

const wholeWindow = async (
  deps: RunDeps,
  desk: Desk,
  reapply: boolean,
  { tally, imagined }: { tally: Tally; imagined: Imagined },
): Promise<Preview> => {
  const slices = slicesOf(desk.window, deps.clock.now(), desk.timify.longestWindow);
  const add = async (matter: Matter): Promise<void> => {
    const { plan } = await planFor(deps, desk, { ...asLeft(matter, imagined), adopt: true, reapply });
    addPlan(tally, plan);
    remember(imagined.overlay, plan);
  };
  for (let from = 0; from < slices.length; from += LANES) {
    const matters = await Promise.all(
      slices.slice(from, from + LANES).map((slice) => readSlice(desk, slice)),
    );
    for (const matter of matters) await add(matter);
  }
  if (reapply) for (const links of await pairsBeyond(deps, desk)) await add(await readBeyond(desk, links));
  return shown(tally);
};

const isMarkedIn =
  (desk: Desk) =>
  (side: SideName, id: string): boolean =>
    desk[side].isMarked(id);

/** Leaving: counted from the links; nothing has to be read. */
const leaving = async (deps: RunDeps, desk: Desk, copies: Copies): Promise<Preview> => {
  const tally = nothing();
  const leaves = departure(await allLinks(deps, desk.connection.id), copies);
  addDeparture(tally, leaves, () => ({ rule: 'deactivated', setting: null }), isMarkedIn(desk));
  tally.counts.skip = leaves.left.length;
  for (const { reason } of leaves.left) tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  return shown(tally);
};

/** The links whose copies a change of direction or calendars leaves without a rule; none where it asks about none. */
const linksLeft = async (deps: RunDeps, desk: Desk, copies: Copies): Promise<Link[]> => {
  const { company, connection } = desk;
  const present = await deps.store.connections.get(connection.id);
  if (!present) return [];
  const shape = (one: Connection) => shapeOf(one, effective(company, one.settings).settings.direction);
  const count = await countUnowned(deps.store, connection.id, shape(present), shape(connection));
  return count === 0 ? [] : leftBehind(desk, await allLinks(deps, connection.id), copies);
};

/** First what becomes of the copies that the change leaves behind, as `releaseCopies` would do it; then the plan. */
const afterRelease = async (deps: RunDeps, desk: Desk, copies: Copies) => {
  const tally = nothing();
  const links = await linksLeft(deps, desk, copies);
  const leaves = departure(links, copies);
  addDeparture(tally, leaves, (link) => reasonOf(desk, link), isMarkedIn(desk));
  const overlay = new Map<string, Link | null>();
  if (copies === 'remove') for (const { link } of leaves.deletes) overlay.set(link.id, null);
  else for (const link of links) overlay.set(link.id, asNobodys(desk, link, deps.clock.now(), copies));
  const gone = new Set(leaves.deletes.flatMap(({ writes }) => writes.map(({ id }) => id)));
  return { tally, imagined: { overlay, gone } };
};

/** The preview is the plan: the same reading, the same planner, and nothing written. */
export const previewPlan =
  (deps: RunDeps): Runner['preview'] =>
  async (connection, kind, copies = 'keep') => {
    const company = await deps.store.companies.get(connection.companyId);
    if (!company) throw new Error('A preview needs the company of its connection.');
    const desk = deskOf(deps, company, connection);
    if (kind === 'deactivate') return leaving(deps, desk, copies);
    return wholeWindow(deps, desk, kind === 'settings', await afterRelease(deps, desk, copies));
  };
