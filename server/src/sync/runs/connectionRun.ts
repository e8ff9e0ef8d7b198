import { carryOutActs } from './acts/carryOutActs.ts';
import { hasAgreed } from '../companyRow.ts';
import { restartProgress } from '../connectionState.ts';
import { forgetPlans, lookAtBookableTimes } from './bookableTimes.ts';
import { deskOf } from '../desk.ts';
import { importRun } from './importRun.ts';
import { liveRun } from './liveRun.ts';
import type { Claim, Connection, Hint } from '../documents.ts';
import { rereadPast } from './pastTexts.ts';
import type { Lease, RunDeps } from '../runDeps.ts';
import { dueAgain, NEVER, waitsForEnd, type RunEnd } from './runEnd.ts';

/** Nothing is done in these, but what was named is kept. A resource that comes back is noticed by the company's run. */
const QUIET: readonly Connection['state'][] = ['paused', 'awaiting-approval', 'resource-gone'];
const quiet = (state: Connection['state']): boolean => QUIET.includes(state);

const asleep = (connection: Connection, claim: Claim): RunEnd => ({
  dueAt: NEVER,
  retain: connection.state === 'deactivated' ? [] : claim.hints,
  lane: 'live',
  summary: { state: connection.state },
});

/** A look at the window that a pause has stopped begins anew: what it has passed may change until it is resumed. */
const endLook = async (
  { store }: Pick<RunDeps, 'store'>,
  { id, state, importedAt, progress }: Connection,
  { fence }: Lease,
): Promise<void> => {
  if (state !== 'paused' || importedAt === null || progress.phase === 'done') return;
  await store.commit({ connectionId: id, fence, connection: { progress: { ...progress, phase: 'done' } } });
};

const isNewLook = (hint: Hint): boolean => hint.kind === 'window' && !hint.goesOn;

/** What a run has to look at. Where blockers are rows of the shift plan, a changed row is a changed item, not only a bookable time. */
const heardIn = (hints: readonly Hint[], shiftsAreItems: boolean): Hint[] => {
  const heard = hints.filter((hint) => hint.kind !== 'availability' && hint.kind !== 'past');
  return shiftsAreItems && !heard.some(isNewLook) ? [...heard, { kind: 'window' }] : heard;
};

/** What was named goes before a look at the window that is still to come. */
const isServedFirst = (hint: Hint): boolean =>
  (hint.kind === 'calendar' || hint.kind === 'event' || hint.kind === 'appointment') && !waitsForEnd(hint);

/**
 * One run of one connection: acts of people first, then either a part of the window (import, recovery) or what was
 * heard. Whatever made it due, this is the only path (design §4).
 */
export const runConnection = async (deps: RunDeps, claim: Claim, lease: Lease): Promise<RunEnd> => {
  const connection = await deps.store.connections.get(claim.id);
  if (!connection) return { dueAt: NEVER, retain: [], lane: 'live', summary: { state: 'unknown' } };
  const company = await deps.store.companies.get(connection.companyId);
  // A company that moved to another tenant: clearOut.ts ends what is left here.
  if (company?.tenantId !== connection.tenantId) return asleep(connection, claim);
  const acts = claim.hints.some((hint) => hint.kind === 'act');
  // Not even a secret is opened for one that rests: what fails there must not move it.
  if (!acts && quiet(connection.state)) {
    await endLook(deps, connection, lease);
    return asleep(connection, claim);
  }
  const desk = deskOf(deps, company, connection);
  const rows = await deps.store.cursors.ofConnection(connection.id);
  const { waiting } = acts ? await carryOutActs(deps, desk, rows, lease) : { waiting: false };
  if (quiet(desk.connection.state) || desk.connection.state === 'deactivated' || !hasAgreed(company)) {
    await endLook(deps, desk.connection, lease);
    const hints = claim.hints.filter((hint) => waiting || hint.kind !== 'act');
    return asleep(desk.connection, { ...claim, hints });
  }
  const hints = claim.hints.filter((hint) => hint.kind !== 'act');
  const isAboutShifts = hints.some((hint) => hint.kind === 'availability');
  const isAboutPast = hints.some((hint) => hint.kind === 'past');
  const heard = heardIn(hints, isAboutShifts && desk.settings.blocker === 'timeshift');
  if (isAboutPast && connection.importedAt !== null) await rereadPast(deps, desk, lease);
  if (isAboutShifts) {
    await forgetPlans(deps, desk);
    if (!heard.some(isNewLook)) await lookAtBookableTimes(deps, desk);
  }
  const looks = heard.filter((hint) => hint.kind === 'window');
  if (connection.importedAt === null || (looks.length > 0 && !heard.some(isServedFirst))) {
    if (desk.connection.progress.phase === 'done') await restartProgress({ deps, desk, lease });
    return importRun(deps, desk, rows, heard, lease);
  }
  if (heard.length === 0 && (acts || isAboutShifts || isAboutPast))
    return { dueAt: dueAgain(deps, desk, rows, true), retain: [], lane: 'live', summary: { acts } };
  const later = looks.length > 0 ? [...looks, ...heard.filter(waitsForEnd)] : [];
  const now = heard.filter((hint) => !later.includes(hint));
  const end = await liveRun(deps, desk, { ...claim, hints: now }, rows, lease);
  return looks.length > 0
    ? { ...end, retain: [...end.retain, ...later], dueAt: deps.clock.now(), lane: 'import' }
    : end;
};
