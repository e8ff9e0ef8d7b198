import { aftermath, type Aftermath } from '../core/aftermath.ts';
import { totalsOf, type Totals } from '../core/brake.ts';
import type {
  Appointment,
  Availability,
  Conflict,
  Link,
  OfficeEvent,
  Plan,
  Snapshot,
  Span,
  Verdict,
} from '../core/model.ts';
import { isAsking } from '../core/cases.ts';
import { plan } from '../core/plan.ts';
import type { PlanInput } from '../core/planInput.ts';
import { DAY, outward, subtract, union } from '../core/spans.ts';
import { trueSpan } from '../core/normalise.ts';
import { apply, type Applied } from './apply.ts';
import type { Desk } from './desk.ts';
import type { Commit, LogEntry } from './ports.ts';
import type { Lease, RunDeps } from './runDeps.ts';
import { newId } from './secrets.ts';

/** What was read of both sides, and why it is planned. */
export interface Matter {
  office: Snapshot<OfficeEvent>;
  timify: Snapshot<Appointment>;
  /** Times of which TIMIFY's answer above is complete. */
  knownSpans?: Span[];
  verdicts?: Verdict[];
  released?: ReadonlySet<string>;
  adopt?: boolean;
  reapply?: boolean;
  /** Links that the store does not hold yet: a preview plans slice upon slice without writing. */
  overlay?: ReadonlyMap<string, Link | null>;
}

export interface Planned {
  plan: Plan;
  input: PlanInput;
}

export const noItems = <T extends OfficeEvent | Appointment>(window: Span): Snapshot<T> => ({
  scope: 'changes',
  window,
  items: [],
  removed: [],
  broken: [],
  containers: null,
});

/** The planner asks a few times at most: neighbours, TIMIFY's time, an item, the totals. */
const MOST_QUESTIONS = 12;

interface Gathered {
  office: Snapshot<OfficeEvent>;
  timify: Snapshot<Appointment>;
  links: Map<string, Link>;
  linked: Span[];
  known: Map<string, Appointment>;
  spans: Span[];
  availability: Availability;
  totals: Totals | null;
  conflicts: Conflict[];
}

const loadLinks = async (
  deps: RunDeps,
  desk: Desk,
  matter: Matter,
  gathered: Gathered,
  what: Parameters<RunDeps['store']['links']['about']>[1],
): Promise<void> => {
  const asked = (what.office?.length ?? 0) + (what.timify?.length ?? 0) + (what.spans?.length ?? 0);
  if (asked > 0)
    for (const link of await deps.store.links.about(desk.connection.id, what))
      gathered.links.set(link.id, link);
  for (const [id, link] of matter.overlay ?? []) {
    if (link) gathered.links.set(id, link);
    else gathered.links.delete(id);
  }
};

const idsOf = (snapshot: Snapshot<OfficeEvent> | Snapshot<Appointment>): string[] => [
  ...snapshot.items.map((item) => item.id),
  ...snapshot.removed,
];

/** Reads TIMIFY's time in `spans` (merged, a day apart at most) and the links of everything found there. */
const learnSpans = async (
  deps: RunDeps,
  desk: Desk,
  matter: Matter,
  gathered: Gathered,
  wanted: readonly Span[],
): Promise<void> => {
  const missing = subtract(wanted, gathered.spans);
  for (const span of merged(missing)) {
    const read = await desk.timify.window(span, []);
    for (const item of read.items) gathered.known.set(item.id, item);
    gathered.spans = union([...gathered.spans, span]);
  }
  await learnLinksOfKnown(deps, desk, matter, gathered, missing);
  const hull = {
    start: Math.min(...gathered.spans.map((span) => span.start)),
    end: Math.max(...gathered.spans.map((span) => span.end)),
  };
  gathered.availability = await desk.timify.availability(hull);
};

const learnLinksOfKnown = async (
  deps: RunDeps,
  desk: Desk,
  matter: Matter,
  gathered: Gathered,
  spans: readonly Span[],
): Promise<void> => {
  const present = new Set(
    [...gathered.links.values()].flatMap((link) => [
      link.origin.id,
      ...link.mirrors.flatMap((mirror) => mirror.id ?? []),
    ]),
  );
  const unknown = [...gathered.known.keys()].filter((id) => !present.has(id));
  const fresh = subtract(spans, gathered.linked);
  await loadLinks(deps, desk, matter, gathered, { timify: unknown, spans: fresh });
  gathered.linked = union([...gathered.linked, ...fresh]);
};

/** Spans less than two hours apart are read in one call. */
const merged = (spans: readonly Span[]): Span[] =>
  union(spans.map((span) => ({ start: span.start, end: span.end + DAY / 12 }))).map((span) => ({
    start: span.start,
    end: span.end - DAY / 12,
  }));

const answerWants = async (
  deps: RunDeps,
  desk: Desk,
  matter: Matter,
  gathered: Gathered,
  wants: Plan['wants'],
): Promise<void> => {
  if (wants.links.length > 0) {
    const fresh = subtract(wants.links, gathered.linked);
    await loadLinks(deps, desk, matter, gathered, { spans: fresh });
    gathered.linked = union([...gathered.linked, ...fresh]);
  }
  if (wants.spans.length > 0) await learnSpans(deps, desk, matter, gathered, wants.spans);
  if (wants.office.length > 0) {
    const read = await desk.office.read(wants.office);
    gathered.office = withRead(gathered.office, read);
  }
  if (wants.timify.length > 0) {
    const read = await desk.timify.read(wants.timify);
    gathered.timify = withRead(gathered.timify, read);
    await learnLinksOfKnown(deps, desk, matter, gathered, []);
  }
  if (wants.totals) gathered.totals = totalsOf(await allLinks(deps, desk.connection.id));
};

export const withRead = <T extends OfficeEvent | Appointment>(
  snapshot: Snapshot<T>,
  read: { items: T[]; gone: string[] },
): Snapshot<T> => {
  const seen = new Set(read.items.map((item) => item.id));
  return {
    ...snapshot,
    items: [...snapshot.items.filter((item) => !seen.has(item.id)), ...read.items],
    removed: [...new Set([...snapshot.removed.filter((id) => !seen.has(id)), ...read.gone])],
  };
};

export const allLinks = async (deps: Pick<RunDeps, 'store'>, connectionId: string): Promise<Link[]> => {
  const links: Link[] = [];
  for (let after: string | null = null; ;) {
    const page: Link[] = await deps.store.links.page(connectionId, after, 1_000);
    links.push(...page);
    after = page.at(-1)?.id ?? null;
    if (page.length < 1_000 || after === null) return links;
  }
};

const begin = async (deps: RunDeps, desk: Desk, matter: Matter): Promise<Gathered> => {
  const { connection } = desk;
  const spans = union([
    ...matter.office.items.map((item) => outward(trueSpan(item, connection.timeZone))),
    ...matter.timify.items.flatMap((item) => item.slices.map((slice) => slice.busy)),
    ...(matter.knownSpans ?? []),
  ]);
  const gathered: Gathered = {
    office: matter.office,
    timify: matter.timify,
    links: new Map(),
    linked: spans,
    known: new Map(matter.knownSpans ? matter.timify.items.map((item) => [item.id, item]) : []),
    spans: matter.knownSpans ?? [],
    availability: { bookable: 'always' },
    totals: null,
    conflicts: connection.counts.conflicts > 0 ? await deps.store.conflicts.open(connection.id) : [],
  };
  const linkIds = (matter.verdicts ?? []).map((verdict) => verdict.linkId);
  const chosen = await Promise.all(
    [...linkIds, ...(matter.released ?? [])].map((id) => deps.store.links.get(connection.id, id)),
  );
  for (const link of chosen) if (link) gathered.links.set(link.id, link);
  const booked = gathered.conflicts
    .filter((one) => matter.verdicts?.some((verdict) => verdict.conflictId === one.id))
    .flatMap((one) => one.timify?.id ?? []);
  await loadLinks(deps, desk, matter, gathered, {
    office: idsOf(matter.office),
    timify: [...idsOf(matter.timify), ...booked],
    spans,
  });
  if (matter.knownSpans?.length) await learnSpans(deps, desk, matter, gathered, matter.knownSpans);
  return gathered;
};

/** Plans, answering the planner's questions by reading, until the plan is an answer. */
export const planFor = async (deps: RunDeps, desk: Desk, matter: Matter): Promise<Planned> => {
  const { connection } = desk;
  const gathered = await begin(deps, desk, matter);
  for (let round = 0; round < MOST_QUESTIONS; round += 1) {
    const input: PlanInput = {
      now: deps.clock.now(),
      hash: deps.hash,
      connection,
      settings: desk.settings,
      settingsVersion: connection.settingsVersion,
      window: desk.window,
      office: gathered.office,
      timify: gathered.timify,
      links: [...gathered.links.values()],
      linked: gathered.linked,
      known: { appointments: [...gathered.known.values()], spans: gathered.spans },
      availability: gathered.availability,
      conflicts: gathered.conflicts,
      verdicts: matter.verdicts ?? [],
      hold: connection.hold,
      released: matter.released ?? new Set(),
      totals: gathered.totals,
      adopt: matter.adopt ?? false,
      reapply: matter.reapply ?? false,
    };
    const answer = plan(input);
    if (!isAsking(answer.wants)) return { plan: answer, input };
    await answerWants(deps, desk, matter, gathered, answer.wants);
  }
  throw new Error('The planner keeps asking the same questions.');
};

export interface Reconciled extends Planned {
  applied: Applied;
  aftermath: Aftermath;
}

const entryOf = (deps: RunDeps, desk: Desk, draft: Aftermath['log'][number]): LogEntry => ({
  ...draft,
  id: newId(),
  connectionId: desk.connection.id,
  companyId: desk.company.id,
  at: deps.clock.now(),
});

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
        undoable: false,
        outcome: 'skipped',
      }),
    ),
  );

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
  const { connection: members, ...rest } = extra({ ...planned, applied });
  await deps.store.commit({
    ...key,
    links: after.links,
    unlink: after.unlink,
    conflicts: after.conflicts,
    log: [...after.log.map((draft) => entryOf(deps, desk, draft)), ...brokenEntries(deps, desk, matter)],
    ...rest,
    connection: { ...members, counts, hold: answer.hold },
  });
  desk.connection = { ...desk.connection, ...members, counts, hold: answer.hold };
  if (input.links.some((link) => link.mirrors.some((mirror) => mirror.id === null)))
    await recount(deps, desk);
  tell(deps, desk, after, answer);
  return { ...planned, applied, aftermath: after };
};

/** After a crash nobody knows which links were counted: count them. */
export const recount = async (deps: Pick<RunDeps, 'store'>, desk: Desk): Promise<void> => {
  const counts = await deps.store.links.counts(desk.connection.id);
  await deps.store.connections.set(desk.connection.id, { counts });
  desk.connection = { ...desk.connection, counts };
};

const kindsOf = (link: Link): { linked: number; covered: number; skipped: number } => ({
  linked: link.decision.kind === 'skipped' ? 0 : 1,
  covered: link.decision.kind === 'covered' ? 1 : 0,
  skipped: link.decision.kind === 'skipped' ? 1 : 0,
});

/** Counts move with the links that moved; the audit counts them anew. */
const countsAfter = (
  desk: Desk,
  input: PlanInput,
  after: Aftermath,
  answer: Plan,
): Desk['connection']['counts'] => {
  const counts = { ...desk.connection.counts, held: answer.hold?.linkIds.length ?? 0 };
  const old = new Map(input.links.map((link) => [link.id, link]));
  const add = (link: Link | undefined, sign: 1 | -1): void => {
    if (!link) return;
    const kinds = kindsOf(link);
    counts.linked += sign * kinds.linked;
    counts.covered += sign * kinds.covered;
    counts.skipped += sign * kinds.skipped;
  };
  for (const link of after.links) {
    add(old.get(link.id), -1);
    add(link, 1);
  }
  for (const id of after.unlink) add(old.get(id), -1);
  counts.conflicts += after.conflicts.reduce(
    (sum, conflict) => sum + (conflict.closedAt === null ? 1 : -1),
    0,
  );
  return counts;
};

const tell = (deps: RunDeps, desk: Desk, after: Aftermath, answer: Plan): void => {
  const { tenantId, id: connectionId } = desk.connection;
  const common = { tenantId, companyId: desk.company.id, connectionId };
  if (after.log.length > 0) deps.bus.publish({ ...common, kind: 'log' });
  if (after.conflicts.length > 0) deps.bus.publish({ ...common, kind: 'conflict' });
  if (answer.hold) deps.bus.publish({ ...common, kind: 'state' });
};
