import type { Span } from '../core/items.ts';
import { DAY, GRID, MINUTE } from '../core/spans.ts';
import { tellOfTrouble } from './adminDigest.ts';
import { clearOut } from './clearOut.ts';
import { refreshResources } from './companyResources.ts';
import { changeCompany, hasAgreed } from './companyRow.ts';
import { timifyCompanyOf } from './desk.ts';
import { GONE, type Claim, type Company, type Hint } from './documents.ts';
import { type AppointmentFacts, type TimifyCompany } from './ports/sides.ts';
import type { RunEnd } from './runEnd.ts';
import type { RunDeps } from './runDeps.ts';

/** The net under the webhooks: the next 30 days each minute, what lies beyond each quarter of an hour. */
const NEAR = 30 * DAY;
const NEAR_EVERY = MINUTE;
const FAR_EVERY = 15 * MINUTE;
const FAR = 550 * DAY;
/** The window reaches back this far at most (setting `windowPastDays`). */
const PAST = 60 * DAY;

export const companyWorkId = (companyId: string): string => `company:${companyId}`;

interface Changed {
  id: string;
  version: string | null;
  resourceIds: readonly string[];
}

type Named = Extract<Hint, { kind: 'appointment' }>;

const hintOf = ({ id, version }: Changed): Named => ({ kind: 'appointment', id, version });

/** What we wrote or read ourselves comes back here too: versions that a link agrees with already are no news. */
const unknownTo = async (deps: RunDeps, connectionId: string, named: readonly Named[]): Promise<Named[]> => {
  const links = await deps.store.links.about(connectionId, { timify: named.map((hint) => hint.id) });
  const agreed = new Set(
    links.flatMap((link) => [
      ...(link.origin.side === 'timify' ? [`${link.origin.id} ${link.origin.base.version}`] : []),
      ...link.mirrors.map((mirror) => `${mirror.id ?? ''} ${mirror.base.version}`),
    ]),
  );
  return named.filter(({ id, version }) => version === null || !agreed.has(`${id} ${version}`));
};

/** The changes by the connections of their resources; each resource is looked up once. */
const byConnection = async (
  deps: RunDeps,
  company: Company,
  changed: readonly Changed[],
): Promise<Map<string, Named[]>> => {
  const hints = new Map<string, Named[]>();
  for (const resourceId of new Set(changed.flatMap(({ resourceIds }) => resourceIds))) {
    const ofIt = changed.filter(({ resourceIds }) => resourceIds.includes(resourceId)).map(hintOf);
    for (const { id, state } of await deps.store.connections.ofResource(company.id, resourceId)) {
      if (state !== 'deactivated') hints.set(id, [...(hints.get(id) ?? []), ...ofIt]);
    }
  }
  return hints;
};

/**
 * Makes the connections due that a change concerns: those of its resources, and those that hold a link to it, since a
 * booking may have left them. Returns how many.
 */
const signalConcerned = async (
  deps: RunDeps,
  company: Company,
  changed: readonly Changed[],
): Promise<number> => {
  const news = new Map<string, Named[]>();
  const known = await byConnection(deps, company, changed);
  for (const [id, named] of known) news.set(id, await unknownTo(deps, id, named));
  // Agreed with by every connection of its resources: nobody else can have to do with it.
  const settled = new Set([...known.values()].flat().map(({ id }) => id));
  for (const hint of [...news.values()].flat()) settled.delete(hint.id);
  for (const one of changed.filter(({ id }) => !settled.has(id))) {
    for (const id of await deps.store.links.connectionsOfAppointment(company.id, one.id)) {
      const present = news.get(id) ?? [];
      if (!present.some((hint) => hint.id === one.id)) news.set(id, [...present, hintOf(one)]);
    }
  }
  const concerned = [...news].filter(([, hints]) => hints.length > 0);
  for (const [id, hints] of concerned) {
    const dueAt = deps.clock.now();
    await deps.store.work.signal({ id, kind: 'connection', tenantId: company.tenantId, hints, dueAt });
  }
  return concerned.length;
};

/** What the webhooks named, read once; what was read is handed over to the connections' runs. */
const readHinted = async (
  deps: RunDeps,
  company: Company,
  timify: TimifyCompany,
  hints: readonly Hint[],
): Promise<number> => {
  const ids = hints.flatMap((hint) => (hint.kind === 'appointment' ? [hint.id] : []));
  if (ids.length === 0) return 0;
  const { found, gone } = await timify.read(ids);
  const changed = [...found, ...gone.map((id) => ({ id, version: GONE, resourceIds: [] }))];
  return signalConcerned(deps, company, changed);
};

/** Bookings show names of services, customers and resources, which change without a new version of the booking. */
const readNamed = async (
  deps: RunDeps,
  company: Company,
  timify: TimifyCompany,
  ids: readonly string[],
): Promise<number> => {
  const from = Math.floor(deps.clock.now() / GRID) * GRID - PAST;
  const named = await timify.naming(ids, { start: from, end: from + PAST + FAR });
  return signalConcerned(
    deps,
    company,
    named.map((facts) => ({ ...facts, version: null })),
  );
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

/** `only`: these connections; null: all that have a resource. */
const wake = async (
  deps: RunDeps,
  company: Company,
  only: readonly string[] | null,
  hints: Hint[],
): Promise<void> => {
  for (const connection of await deps.store.connections.ofCompany(company.id)) {
    if (connection.state === 'deactivated' || connection.state === 'resource-gone') continue;
    if (only && !only.includes(connection.id)) continue;
    await deps.store.work.signal({
      id: connection.id,
      kind: 'connection',
      tenantId: company.tenantId,
      hints,
      dueAt: deps.clock.now(),
      lane: 'import',
    });
  }
};

/**
 * One run of a company: hinted appointments first, then the polling net where it is due, then what concerns everybody.
 * It reads and signals; it never writes to a calendar.
 */
export const runCompany = async (deps: RunDeps, claim: Claim): Promise<RunEnd> => {
  const company = await deps.store.companies.get(claim.id.slice('company:'.length));
  const now = deps.clock.now();
  if (company) await clearOut(deps, company);
  if (!company || !hasAgreed(company))
    return { dueAt: now + 60 * MINUTE, retain: [], lane: 'live', summary: { state: 'waiting' } };
  const timify = timifyCompanyOf(deps, company);
  let signalled = await readHinted(deps, company, timify, claim.hints);
  // More names than a due mark holds become "read the window": the net is drawn at once.
  const overflowed = claim.hints.some((hint) => hint.kind === 'window');
  const isPoll = claim.hints.length === 0 || overflowed;
  const isFar =
    isPoll && (overflowed || Math.floor(now / FAR_EVERY) !== Math.floor((now - NEAR_EVERY) / FAR_EVERY));
  if (isPoll) {
    // On TIMIFY's grid, so that 30 days are one list and not one and a bit.
    const from = Math.floor(now / GRID) * GRID;
    signalled += await poll(deps, company, timify, { start: from, end: from + NEAR });
    if (isFar) {
      for (let start = from + NEAR; start < from + FAR; start += NEAR)
        signalled += await poll(deps, company, timify, { start, end: start + NEAR });
    }
  }
  const concernsAll = claim.hints.some((hint) => hint.kind === 'availability');
  // Rows of the shift plan that we wrote ourselves are no news.
  const newShifts = claim.hints.some(
    (hint) => hint.kind === 'shift' && !timify.wroteShift(hint.id, hint.action),
  );
  const names = claim.hints.flatMap((hint) => (hint.kind === 'named' ? hint.id : []));
  if (names.length > 0 && !concernsAll) signalled += await readNamed(deps, company, timify, names);
  if (concernsAll || isFar || names.length > 0) {
    const touched = await refreshResources(deps, company, timify);
    await wake(deps, company, concernsAll ? null : touched, [{ kind: 'window' }, { kind: 'availability' }]);
  }
  if (claim.hints.some((hint) => hint.kind === 'past')) await wake(deps, company, null, [{ kind: 'past' }]);
  if (newShifts && !concernsAll) await wake(deps, company, null, [{ kind: 'availability' }]);
  if (company.state !== 'ok')
    await changeCompany(deps.store, company.id, (present) =>
      present.state === 'ok' ? null : { ...present, state: 'ok' },
    );
  if (isPoll) await tellOfTrouble(deps, company);
  return { dueAt: now + NEAR_EVERY, retain: [], lane: 'live', summary: { signalled, polled: isPoll } };
};
