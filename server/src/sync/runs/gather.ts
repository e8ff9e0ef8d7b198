import { besideForgotten } from './besideForgotten.ts';
import { withoutStrayed, withoutUnchosen } from './leftCalendars.ts';
import { totalsOf, type Totals } from '../../core/brake.ts';
import type { Appointment, Availability, OfficeEvent, Snapshot, Span } from '../../core/items.ts';
import type { Conflict, Undo, Verdict } from '../../core/decisions.ts';
import type { Link } from '../../core/links.ts';
import type { Plan } from '../../core/planned.ts';
import { trueSpan } from '../../core/normalise.ts';
import { seriesOf } from '../../core/pairs.ts';
import { isMarked, linkIdOfMarker } from '../../core/recover.ts';
import { DAY, outward, subtract, union } from '../../core/spans.ts';
import type { Desk } from '../desk.ts';
import type { RunDeps } from '../runDeps.ts';

/** What was read of both sides, and why it is planned. */
export interface Matter {
  office: Snapshot<OfficeEvent>;
  timify: Snapshot<Appointment>;
  /** Times of which TIMIFY's answer above is complete. */
  knownSpans?: Span[];
  verdicts?: Verdict[];
  undos?: Undo[];
  /** The person's act that this is done for. */
  act?: string;
  released?: ReadonlySet<string>;
  adopt?: boolean;
  /** What vanished in former slices of the same look. */
  earlier?: Totals;
  reapply?: boolean;
  /** Links that the store does not hold yet: a preview plans slice upon slice without writing. */
  overlay?: ReadonlyMap<string, Link | null>;
}

export const noItems = <T extends OfficeEvent | Appointment>(window: Span): Snapshot<T> => ({
  scope: 'changes',
  window,
  items: [],
  removed: [],
  broken: [],
  containers: null,
});

export const withRead = <T extends OfficeEvent | Appointment>(
  snapshot: Snapshot<T>,
  read: { items: T[]; gone: string[]; series?: string[] },
): Snapshot<T> => {
  const seen = new Set(read.items.map((item) => item.id));
  return {
    ...snapshot,
    items: [...snapshot.items.filter((item) => !seen.has(item.id)), ...read.items],
    removed: [...new Set([...snapshot.removed.filter((id) => !seen.has(id)), ...read.gone])],
    series: [...(snapshot.series ?? []), ...(read.series ?? [])],
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

export interface Gathered {
  office: Snapshot<OfficeEvent>;
  timify: Snapshot<Appointment>;
  links: Map<string, Link>;
  linked: Span[];
  known: Map<string, Appointment>;
  spans: Span[];
  availability: Availability;
  totals: Totals | null;
  conflicts: Conflict[];
  /** Events and appointments read one by one. */
  seen: Set<string>;
  /** The same item may stand on both sides, unknown to us. */
  adopt: boolean;
  /** Events that other connections of this mailbox made, of those that a plan was to write. */
  othersCopies: Set<string>;
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

/** A series by its own id, too: it was a single item before a person made a series of it. */
const idsOf = ({ items, removed }: Snapshot<OfficeEvent> | Snapshot<Appointment>): string[] => [
  ...new Set([...items.flatMap((item) => [item.id, seriesOf(item) ?? item.id]), ...removed]),
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
  const ours = [...gathered.links.values()]
    .filter((link) => link.origin.side === 'office')
    .flatMap((link) => link.mirrors.flatMap((mirror) => mirror.id ?? []));
  gathered.availability = await desk.timify.availability(hull, ours);
};

/** All items that these links are about. */
const idsKnown = (links: Iterable<Link>): Set<string> =>
  new Set([...links].flatMap(({ origin, mirrors }) => [origin.id, ...mirrors.flatMap(({ id }) => id ?? [])]));

const learnLinksOfKnown = async (
  deps: RunDeps,
  desk: Desk,
  matter: Matter,
  gathered: Gathered,
  spans: readonly Span[],
): Promise<void> => {
  const present = idsKnown(gathered.links.values());
  const unknown = [...gathered.known.keys()].filter((id) => !present.has(id));
  const fresh = subtract(spans, gathered.linked);
  await loadLinks(deps, desk, matter, gathered, { timify: unknown, spans: fresh });
  gathered.linked = union([...gathered.linked, ...fresh]);
};

/** The links that our marks name, of blockers that no link knows: somebody took these away and brought them back. */
const learnMarked = async (deps: RunDeps, desk: Desk, matter: Matter, gathered: Gathered): Promise<void> => {
  if (desk.connection.importedAt === null) return;
  const known = idsKnown(gathered.links.values());
  const named = matter.timify.items.flatMap((item) =>
    isMarked(item) && !known.has(item.id) ? linkIdOfMarker(item.marker ?? '') : [],
  );
  for (const id of new Set(named)) {
    if (gathered.links.has(id) || matter.overlay?.has(id)) continue;
    const link = await deps.store.links.get(desk.connection.id, id);
    if (link) gathered.links.set(id, link);
  }
};

/** Spans less than two hours apart are read in one call. */
const merged = (spans: readonly Span[]): Span[] =>
  union(spans.map((span) => ({ start: span.start, end: span.end + DAY / 12 }))).map((span) => ({
    start: span.start,
    end: span.end - DAY / 12,
  }));

export const answerWants = async (
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
    const kept = await withoutStrayed(desk, matter.office, gathered.links.values(), read);
    gathered.office = withoutUnchosen(
      withRead(gathered.office, kept),
      desk.connection,
      gathered.links.values(),
    );
    for (const id of wants.office) gathered.seen.add(id);
  }
  if (wants.timify.length > 0) {
    const read = await desk.timify.read(wants.timify);
    gathered.timify = withRead(gathered.timify, read);
    for (const id of wants.timify) gathered.seen.add(id);
    await learnLinksOfKnown(deps, desk, matter, gathered, []);
  }
  if (wants.totals) gathered.totals = totalsOf(await allLinks(deps, desk.connection.id));
};

export const begin = async (deps: RunDeps, desk: Desk, matter: Matter): Promise<Gathered> => {
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
    seen: new Set(),
    adopt: matter.adopt ?? false,
    othersCopies: new Set(),
    conflicts: connection.counts.conflicts > 0 ? await deps.store.conflicts.open(connection.id) : [],
  };
  const linkIds = [...(matter.verdicts ?? []), ...(matter.undos ?? [])].map(({ linkId }) => linkId);
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
  await learnMarked(deps, desk, matter, gathered);
  gathered.office = withoutUnchosen(gathered.office, connection, gathered.links.values());
  if (matter.timify.scope === 'changes') {
    const items = await besideForgotten(deps, desk, gathered);
    gathered.office = withRead(gathered.office, { items, gone: [] });
    await loadLinks(deps, desk, matter, gathered, { office: items.map(({ id }) => id) });
    gathered.adopt ||= items.length > 0;
  }
  if (matter.knownSpans?.length) await learnSpans(deps, desk, matter, gathered, matter.knownSpans);
  return gathered;
};
