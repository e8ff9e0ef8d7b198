import { aftermath } from '../../core/aftermath.ts';
import type { Aftermath } from '../../core/outcomes.ts';
import { isAsking } from '../../core/docket.ts';
import type { Conflict } from '../../core/decisions.ts';
import type { Plan } from '../../core/planned.ts';
import { plan } from '../../core/plan.ts';
import type { PlanInput } from '../../core/planInput.ts';
import { apply, type Applied } from './apply.ts';
import { countsAfter, recount } from './counts.ts';
import type { Desk } from '../desk.ts';
import { answerWants, begin, type Matter } from './gather.ts';
import { entryOf } from './logEntry.ts';
import { noteMarks } from '../marks.ts';
import { learnOthersCopies } from './othersCopies.ts';
import { rememberSettings, settingsVersionOf } from '../pastSettings.ts';
import type { Commit } from '../ports/store.ts';
import type { LogEntry } from '../documents.ts';
import type { Lease, RunDeps } from '../runDeps.ts';
import { tellOfShared } from './sharedBookings.ts';

export interface Planned {
  plan: Plan;
  input: PlanInput;
}

/** The planner asks a few times at most: neighbours, TIMIFY's time, an item, the totals. */
const MOST_QUESTIONS = 12;

/** Plans, answering the planner's questions by reading, until the plan is an answer. */
export const planFor = async (deps: RunDeps, desk: Desk, matter: Matter): Promise<Planned> => {
  const { connection } = desk;
  const gathered = await begin(deps, desk, matter);
  for (let round = 0; round < MOST_QUESTIONS; round += 1) {
    const input: PlanInput = {
      now: deps.clock.now(),
      hash: deps.hash,
      connection: { ...connection, ignoredSeries: connection.ignoredSeries ?? [] },
      settings: desk.settings,
      settingsVersion: settingsVersionOf(desk),
      window: desk.window,
      office: gathered.office,
      timify: gathered.timify,
      links: [...gathered.links.values()],
      linked: gathered.linked,
      known: { appointments: [...gathered.known.values()], spans: gathered.spans },
      availability: gathered.availability,
      seen: gathered.seen,
      othersCopies: gathered.othersCopies,
      conflicts: gathered.conflicts,
      verdicts: matter.verdicts ?? [],
      undos: matter.undos ?? [],
      hold: connection.hold,
      released: matter.released ?? new Set(),
      totals: gathered.totals,
      earlier: matter.earlier ?? {},
      adopt: gathered.adopt,
      reapply: matter.reapply ?? false,
    };
    const answer = plan(input);
    if (isAsking(answer.wants)) await answerWants(deps, desk, matter, gathered, answer.wants);
    else if (!(await learnOthersCopies(deps, desk, gathered, answer))) return { plan: answer, input };
  }
  throw new Error('The planner keeps asking the same questions.');
};

export interface Reconciled extends Planned {
  applied: Applied;
  aftermath: Aftermath;
}

const brokenEntries = (deps: RunDeps, desk: Desk, matter: Matter): LogEntry[] =>
  (['office', 'timify'] as const).flatMap((side) =>
    matter[side].broken.map(({ id }) =>
      entryOf(deps, desk, {
        linkId: '',
        event: 'skipped',
        side,
        item: id ?? '',
        span: matter[side].window,
        rule: 'skip.unreadable',
        setting: null,
        was: null,
        back: null,
        conflictId: null,
        outcome: 'skipped',
      }),
    ),
  );

/** Through which line of the log a person's decision about this conflict can be taken back. */
const withWayBack = (conflict: Conflict, lines: readonly LogEntry[]): Conflict => {
  if (conflict.closedAt === null) return conflict;
  const line = lines.find((one) => one.conflictId === conflict.id && one.back !== null);
  return { ...conflict, undoEntry: line?.id ?? null };
};

/**
 * Read, plan, store the intents, write, store what came of it. `extra` travels in the last commit: cursors and the
 * connection's own members are kept only after the plan made from them was applied.
 */
export const reconcile = async (
  deps: RunDeps,
  desk: Desk,
  matter: Matter,
  lease: Lease,
  extra: (done: Planned & { applied: Applied }) => Partial<Commit> = () => ({}),
): Promise<Reconciled> => {
  const planned = await planFor(deps, desk, matter);
  const { plan: answer, input } = planned;
  const key = { connectionId: desk.connection.id, fence: lease.fence };
  const intents = answer.pairs.flatMap((pair) => pair.before ?? []);
  if (intents.length > 0) await deps.store.commit({ ...key, links: intents });
  const applied = await apply(deps, desk, answer, input, lease);
  const after = aftermath(input, answer, applied.outcomes);
  const counts = countsAfter(desk, input, after, answer);
  const { connection: given, log: more = [], ...rest } = extra({ ...planned, applied });
  const lines = after.log.map((draft) => entryOf(deps, desk, draft, matter.act ?? null));
  const decided = { links: after.links, conflicts: after.conflicts, log: lines };
  const members = { ...given, ...rememberSettings(desk, decided) };
  await deps.store.commit({
    ...key,
    links: after.links,
    unlink: after.unlink,
    conflicts: [...after.conflicts.map((conflict) => withWayBack(conflict, lines)), ...after.refreshed],
    log: [...lines, ...brokenEntries(deps, desk, matter), ...more],
    ...rest,
    connection: { ...members, counts, hold: answer.hold },
  });
  desk.connection = { ...desk.connection, ...members, counts, hold: answer.hold };
  if (input.links.some((link) => link.mirrors.some((mirror) => mirror.id === null)))
    await recount(deps, desk);
  await tellOfShared(deps, desk, { ...planned, outcomes: applied.outcomes });
  if (answer.writes.some(({ side }) => side === 'timify')) await noteMarks(deps, desk);
  tell(deps, desk, after, answer);
  return { ...planned, applied, aftermath: after };
};

const tell = (deps: RunDeps, desk: Desk, after: Aftermath, answer: Plan): void => {
  const { tenantId, id: connectionId } = desk.connection;
  const common = { tenantId, companyId: desk.company.id, connectionId };
  if (after.log.length > 0) deps.bus.publish({ ...common, kind: 'log' });
  if (after.conflicts.length > 0) deps.bus.publish({ ...common, kind: 'conflict' });
  if (answer.hold) deps.bus.publish({ ...common, kind: 'state' });
};
