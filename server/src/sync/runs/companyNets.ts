/**
 * The net under the webhooks (design §6): the next 30 days each minute, what lies beyond, as far as any connection looks,
 * each quarter of an hour. When each was last drawn is kept with the company, so that no traffic and no restart puts them
 * off.
 */
import type { Instant, Span } from '../../core/items.ts';
import { netsAfter, nextNet, type Nets } from '../../core/schedule.ts';
import { effective } from '../../core/settings.ts';
import { DAY, GRID } from '../../core/spans.ts';
import { windowOf } from '../../core/window.ts';
import { signalConcerned } from './concerned.ts';
import { GONE, type Company } from '../documents.ts';
import { isLive } from '../policy.ts';
import type { AppointmentFacts, TimifyCompany } from '../ports/sides.ts';
import type { RunDeps } from '../runDeps.ts';

const NEAR = 30 * DAY;

/** As far back and ahead as any of a company's connections looks; nothing but `now` where it has none. */
export const reachOf = async (
  deps: Pick<RunDeps, 'store'>,
  company: Company,
  now: Instant,
): Promise<Span> => {
  const reach = { start: now, end: now };
  for (const connection of (await deps.store.connections.ofCompany(company.id)).filter(isLive)) {
    const { start, end } = windowOf(now, effective(company, connection.settings).settings);
    reach.start = Math.min(reach.start, start);
    reach.end = Math.max(reach.end, end);
  }
  return reach;
};

/** One window listed and compared with what was last seen; differences are signalled, and only those. */
const poll = async (
  deps: RunDeps,
  company: Company,
  timify: TimifyCompany,
  window: Span,
): Promise<number> => {
  const [listed, before] = await Promise.all([
    timify.list(window),
    deps.store.seen.inside(company.id, window),
  ]);
  const versions = await deps.store.seen.versions(
    company.id,
    listed.map((row) => row.id),
  );
  const changed = listed.filter((row) => versions.get(row.id) !== row.version);
  const present = new Set(listed.map((row) => row.id));
  const missing = before.filter((id) => !present.has(id));
  const resources = await deps.store.seen.resources(company.id, missing);
  const reread =
    missing.length > 0
      ? await timify.read(missing)
      : { found: [] as AppointmentFacts[], gone: [] as string[] };
  const signalled = await signalConcerned(deps, company, [
    ...changed,
    ...reread.found,
    ...reread.gone.map((id) => ({ id, version: GONE, resourceIds: resources.get(id) ?? [] })),
  ]);
  await deps.store.seen.put(company.id, [...changed, ...reread.found]);
  await deps.store.seen.drop(company.id, reread.gone);
  return signalled;
};

/** Draws the nets that are due. Returns how many connections were signalled. */
export const drawNets = async (
  deps: RunDeps,
  company: Company,
  timify: TimifyCompany,
  due: Record<keyof Nets, boolean>,
): Promise<number> => {
  // On TIMIFY's grid, so that 30 days are one list and not one and a bit.
  const from = Math.floor(deps.clock.now() / GRID) * GRID;
  let signalled = 0;
  if (due.near) signalled += await poll(deps, company, timify, { start: from, end: from + NEAR });
  const until = due.far ? (await reachOf(deps, company, from)).end : from;
  for (let start = from + NEAR; start < until; start += NEAR)
    signalled += await poll(deps, company, timify, { start, end: start + NEAR });
  return signalled;
};

/** Keeps what was drawn in a run that began at `now`, and answers when a net is due again. */
export const noteNets = async (
  { store }: Pick<RunDeps, 'store'>,
  company: Company,
  drawn: Record<keyof Nets, boolean>,
  now: Instant,
): Promise<Instant> => {
  const nets = netsAfter(company.nets ?? null, drawn, now);
  const present = drawn.near || drawn.far ? await store.companies.get(company.id) : null;
  // Where somebody else writes the row just now, the net is drawn once more than it need be.
  if (present) await store.companies.put({ ...present, nets });
  return nextNet(nets);
};
