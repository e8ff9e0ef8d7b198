import { netsDue } from '../../core/schedule.ts';
import { GRID, MINUTE } from '../../core/spans.ts';
import { tellOfTrouble } from './adminDigest.ts';
import { clearOut } from '../clearOut.ts';
import { refreshResources } from './companyResources.ts';
import { changeCompany, hasAgreed } from '../companyRow.ts';
import { companyIdOf, signalConnection } from '../signals.ts';
import { drawNets, noteNets, reachOf } from './companyNets.ts';
import { signalConcerned } from './concerned.ts';
import { timifyCompanyOf } from '../desk.ts';
import { GONE, type Claim, type Company, type Hint } from '../documents.ts';
import type { TimifyCompany } from '../ports/sides.ts';
import { remindInvited } from './reminders.ts';
import type { RunEnd } from './runEnd.ts';
import type { RunDeps } from '../runDeps.ts';

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
  const { start, end } = await reachOf(deps, company, Math.floor(deps.clock.now() / GRID) * GRID);
  const named = start < end ? await timify.naming(ids, { start, end }) : [];
  return signalConcerned(
    deps,
    company,
    named.map((facts) => ({ ...facts, version: null })),
  );
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
    await signalConnection(deps, connection, hints, 'import');
  }
};

/**
 * One run of a company: hinted appointments first, then the nets that are due, whatever was hinted, then what concerns
 * everybody. It reads and signals; it never writes to a calendar.
 */
export const runCompany = async (deps: RunDeps, claim: Claim): Promise<RunEnd> => {
  const company = await deps.store.companies.get(companyIdOf(claim.id));
  const now = deps.clock.now();
  if (company) await clearOut(deps, company);
  if (!company || !hasAgreed(company))
    return { dueAt: now + 60 * MINUTE, retain: [], lane: 'live', summary: { state: 'waiting' } };
  const timify = timifyCompanyOf(deps, company);
  let signalled = await readHinted(deps, company, timify, claim.hints);
  // More names than a due mark holds become "read the window": both nets are drawn at once.
  const overflowed = claim.hints.some((hint) => hint.kind === 'window');
  const due = netsDue(company.nets ?? null, now, overflowed);
  signalled += await drawNets(deps, company, timify, due);
  const concernsAll = claim.hints.some((hint) => hint.kind === 'availability');
  // Rows of the shift plan that we wrote ourselves are no news.
  const newShifts = claim.hints.some(
    (hint) => hint.kind === 'shift' && !timify.wroteShift(hint.id, hint.action),
  );
  const names = claim.hints.flatMap((hint) => (hint.kind === 'named' ? hint.id : []));
  if (names.length > 0 && !concernsAll) signalled += await readNamed(deps, company, timify, names);
  if (concernsAll || due.far || names.length > 0) {
    const touched = await refreshResources(deps, company, timify);
    await wake(deps, company, concernsAll ? null : touched, [{ kind: 'window' }, { kind: 'availability' }]);
  }
  if (claim.hints.some((hint) => hint.kind === 'past')) await wake(deps, company, null, [{ kind: 'past' }]);
  if (newShifts && !concernsAll) await wake(deps, company, null, [{ kind: 'availability' }]);
  if (company.state !== 'ok')
    await changeCompany(deps.store, company.id, (present) =>
      present.state === 'ok' ? null : { ...present, state: 'ok' },
    );
  if (due.near) await tellOfTrouble(deps, company);
  if (due.near) await remindInvited(deps, company);
  const dueAt = await noteNets(deps, company, due, now);
  return { dueAt, retain: [], lane: 'live', summary: { signalled, polled: due.near } };
};
