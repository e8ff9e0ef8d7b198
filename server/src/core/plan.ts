import { brake, heldStill, joinHolds, mayTrip } from './brake.ts';
import { docket as docketOf, isAsking, type Docket } from './docket.ts';
import { ringsIn, seatsOf } from './order.ts';
import { compose, guardOf, type Composed } from './compose.ts';
import { accepts } from './conflicts.ts';
import { judgement, refuse, type Case } from './judgement.ts';
import { stale } from './fingerprint.ts';
import { collisions, type Findings } from './findings.ts';
import { lay, type Layout } from './layout.ts';
import type { Hold } from './decisions.ts';
import type { Link } from './links.ts';
import type { PairPlan, Plan, Wants, Write } from './planned.ts';
import type { Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { writesOf } from './writes.ts';

/**
 * A neighbour whose time changed because others made or left room is one more case; where it is one already, what a person
 * wanted of it is not forgotten.
 */
const asCase = (pair: Pair, judged: Case | undefined): Case => ({
  isNew: false,
  why: null,
  privacy: { anonymous: pair.link.anonymous, anonymousBy: pair.link.anonymousBy },
  verdict: null,
  undo: null,
  refusal: null,
  ...judged,
  pair,
  judgement: judgement('cover-changed', { mirror: 'write' }),
});

/** Deletions that follow from a vanished origin; only these can be held. */
const vanishing = (input: PlanInput, docket: Docket): Case[] =>
  docket.cases.filter(
    (one) =>
      one.judgement.rule === 'origin-gone' &&
      one.pair.link.mirrors.length > 0 &&
      !input.released.has(one.pair.link.id),
  );

const heldBack = (input: PlanInput, docket: Docket): Hold | null => {
  const deletions = vanishing(input, docket).map((one) => one.pair.link);
  const present = new Set(docket.cases.filter((one) => one.pair.origin.item).map((one) => one.pair.link.id));
  const stays = (id: string): boolean => !present.has(id) && !input.released.has(id);
  const still = heldStill(input.hold, stays, deletions);
  const known = new Set([...(input.hold?.linkIds ?? []), ...(still?.linkIds ?? [])]);
  const fresh = deletions.filter((link) => !known.has(link.id));
  if (mayTrip(fresh, input.earlier) && input.totals === null) docket.wants.totals = true;
  return joinHolds(still, input.totals ? brake(fresh, input.totals, input.now, input.earlier) : null);
};

const silence = (one: Case): Case => ({
  ...one,
  judgement: { ...one.judgement, mirror: 'leave', forget: false, origin: null, rule: 'held' },
});

const ignoring = (one: Case, link: Link | null): Link | null => {
  const { verdict } = one;
  if (!link || !verdict || !accepts(verdict.action)) return link;
  return { ...link, ignored: [...new Set([...link.ignored, verdict.conflictId])] };
};

/** A person is to be asked again: the link must forget the answer, even where nothing else happens to it. */
const asksAgain = (one: Case): boolean => one.undo?.back.kind === 'ask-again';

/** What could not be read is looked at again as if it had changed; others have given room where its copies were to be. */
const unread = (link: Link, { spans }: Layout): Link => ({
  ...stale(link),
  left: spans.get(link.id) ?? link.left ?? [],
});

const linkAlone = (link: Link): Composed => ({
  before: null,
  after: link,
  writes: [],
  log: null,
  conflict: null,
});

const pairPlan = (one: Case, composed: Composed, after: Link | null, writes: Write[]): PairPlan => {
  const from = writes.length;
  writes.push(...composed.writes);
  return {
    linkId: one.pair.link.id,
    before: composed.before,
    writes: composed.writes.map((_, index) => from + index),
    after,
    log: composed.log,
  };
};

const count = (plan: Pick<Plan, 'writes' | 'pairs' | 'conflicts'>, cases: Case[]): Plan['counts'] => ({
  create: plan.writes.filter((write) => write.op === 'create').length,
  update: plan.writes.filter((write) => write.op === 'update').length,
  delete: plan.writes.filter((write) => write.op === 'delete').length,
  skip: plan.pairs.filter((pair) => pair.after?.decision.kind === 'skipped').length,
  conflict: plan.conflicts.open.length,
  echo: cases.filter(
    (one) =>
      !one.isNew &&
      one.judgement.rule === 'in-step' &&
      one.pair.mirrors.some(({ end }) => end.state === 'same'),
  ).length,
});

/**
 * Rule 4 may stop a booking from going, or from going where a person moved its copy, for the copy would have to be written,
 * too. Then it stays, and nobody makes room for it elsewhere or takes its time.
 */
const layGuarded = (input: PlanInput, docket: Docket): Layout => {
  const layout = lay(input, docket);
  const stopped = docket.cases.flatMap((one) => {
    if (one.judgement.origin === null || one.judgement.conflict) return [];
    const guard = guardOf(one, writesOf(input, one, layout).writes);
    return guard ? { one, guard } : [];
  });
  for (const { one, guard } of stopped)
    one.judgement = one.verdict ? refuse(guard) : judgement(guard, { conflict: guard });
  return stopped.length > 0 ? lay(input, docket) : layout;
};

/** Blockers that change places: one of each ring is made anew, for TIMIFY may refuse even a moment's overlap. */
const breakRings = (input: PlanInput, cases: readonly Case[], layout: Layout): void => {
  const moving = cases.filter(
    ({ judgement, pair }) =>
      !judgement.conflict && (layout.spans.has(pair.link.id) || judgement.origin !== null),
  );
  const writes = moving.flatMap((one) => writesOf(input, one, layout).writes);
  const links = cases.map(({ pair }) => pair.link);
  for (const write of ringsIn(writes, seatsOf(links)))
    if (write.op === 'update') layout.rings.add(write.target);
};

/** What was read by its id and is neither there nor gone can't be read: asked again, the answer would be the same. */
const stillOpen = (wants: Wants, { seen }: PlanInput): Wants => ({
  ...wants,
  office: wants.office.filter((id) => !seen.has(id)),
  timify: wants.timify.filter((id) => !seen.has(id)),
});

const question = (docket: Docket): Plan => ({
  writes: [],
  pairs: [],
  conflicts: { open: [], close: [], refresh: [] },
  hold: null,
  refusals: [],
  wants: docket.wants,
  counts: { create: 0, update: 0, delete: 0, skip: 0, conflict: 0, echo: 0 },
});

/**
 * The plan: what must be written so that both sides agree under the rules, what is skipped and why, what only a person
 * can decide, and what the brake keeps back. Pure: the same input gives the same plan; applied and planned again, the
 * plan is empty. Where something must still be read first, the answer is a question (`wants`) and nothing else.
 */
export const plan = (input: PlanInput): Plan => {
  const docket = docketOf(input);
  const hold = heldBack(input, docket);
  const held = new Set(hold?.linkIds);
  docket.cases = docket.cases.map((one) =>
    held.has(one.pair.link.id) && one.judgement.rule === 'origin-gone' ? silence(one) : one,
  );
  const layout = layGuarded(input, docket);
  const writing = new Set(
    docket.cases.filter((one) => one.judgement.mirror === 'write').map((one) => one.pair.link.id),
  );
  const recovered = layout.recovered.filter((pair) => !writing.has(pair.link.id));
  const judged = new Map(docket.cases.map((one) => [one.pair.link.id, one]));
  const laidAgain = recovered.map((pair) => asCase(pair, judged.get(pair.link.id)));
  const replaced = new Set(recovered.map((pair) => pair.link.id));
  const cases = [...docket.cases.filter((one) => !replaced.has(one.pair.link.id)), ...laidAgain];
  breakRings(input, cases, layout);
  const writes: Write[] = [];
  const pairs: PairPlan[] = [];
  const findings: Findings = { input, cases, layout, guarded: new Map() };
  for (const one of cases) {
    if (held.has(one.pair.link.id)) continue;
    const { link } = one.pair;
    const keeps = ignoring(one, link) !== link || asksAgain(one) || docket.found.has(link.id);
    const composed = compose(input, one, layout, docket);
    if (composed?.conflict && one.verdict) one.judgement = { ...one.judgement, refusal: composed.conflict };
    else if (composed?.conflict) findings.guarded.set(link.id, composed.conflict);
    if (composed && !composed.conflict)
      pairs.push(pairPlan(one, composed, ignoring(one, composed.after), writes));
    // A copy found again that may not be written: the conflict is about a pair, and the pair is tried again.
    else if (one.isNew) pairs.push(pairPlan(one, linkAlone(link), stale(link), writes));
    else if (one.judgement.refusal === 'skip.unreadable')
      pairs.push(pairPlan(one, linkAlone(link), ignoring(one, unread(link, layout)), writes));
    else if (keeps) pairs.push(pairPlan(one, linkAlone(link), ignoring(one, link), writes));
  }
  const conflicts = collisions(findings, docket.wants);
  docket.wants = stillOpen(docket.wants, input);
  if (isAsking(docket.wants)) return question(docket);
  const refusals = cases.flatMap((one) => {
    const why = one.refusal ?? one.judgement.refusal;
    return why ? { linkId: one.pair.link.id, why } : [];
  });
  const result = { writes, pairs, conflicts };
  return { ...result, hold, refusals, wants: docket.wants, counts: count(result, cases) };
};
