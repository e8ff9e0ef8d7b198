import { accepts, freezes } from './conflicts.ts';
import { afterFailedMove } from './failedMove.ts';
import { baseOf, stale } from './fingerprint.ts';
import type { Conflict, Verdict, WayBack } from './decisions.ts';
import { otherSide } from './items.ts';
import type { Base, Link, Mirror } from './links.ts';
import {
  isAbout,
  isHeldBack,
  writesOf,
  type Aftermath,
  type Entry,
  type Outcome,
  type Room,
} from './outcomes.ts';
import type { PairPlan, Plan } from './planned.ts';
import type { PlanInput } from './planInput.ts';
import { noteFailures } from './refusal.ts';
import { sameSpan } from './spans.ts';

const timesOf = ({ version, span, busy, allDay }: Base): Partial<Base> => ({ version, span, busy, allDay });

/** We wrote no time, and what answers stands elsewhere than the copy did when it was read. */
const wasMovedMeanwhile = ({ base }: Mirror, { write, outcome }: Entry): boolean =>
  write.op === 'update' &&
  write.content.span === undefined &&
  outcome.state === 'done' &&
  outcome.item !== null &&
  !sameSpan(outcome.item.span, base.span);

const settleMirror = (
  room: Room,
  link: Link,
  mirror: Mirror,
  entries: readonly Entry[],
  old: Link | undefined,
): Mirror | null => {
  const entry = entries.find(({ write }) => isAbout(write, mirror));
  if (!entry) return mirror;
  if (entry.outcome.state === 'done') {
    const { item } = entry.outcome;
    if (!item) return mirror;
    const base = baseOf(item, { anonymous: link.anonymous, role: 'mirror', hash: room.input.hash });
    // That a person moved it between our look and our write must go on to be seen.
    const times = wasMovedMeanwhile(mirror, entry) ? timesOf(mirror.base) : {};
    return { ...mirror, id: item.id, base: { ...base, ...times } };
  }
  if (entry.write.op === 'create') {
    const refused =
      entry.outcome.state === 'failed' &&
      (entry.outcome.kind === 'refused' || entry.outcome.kind === 'invalid');
    return refused ? null : mirror;
  }
  return old?.mirrors.find((one) => one.marker === mirror.marker) ?? mirror;
};

/** Verdicts that could not be carried out: what a person wanted did not happen, and they are told at once. */
const failedVerdicts = (room: Room): Verdict[] =>
  room.input.verdicts.filter(({ conflictId }) =>
    room.plan.pairs.some(
      (pair) =>
        pair.log?.conflictId === conflictId &&
        writesOf(room, pair).some(({ outcome }) => outcome.state !== 'done'),
    ),
  );

/** The question stays open, and the pair that it is about is laid out as the world is, not as it was to be. */
const takeUpAgain = (room: Room, verdict: Verdict): void => {
  const { input, result } = room;
  const present = (link: Link): boolean => link.id === verdict.linkId;
  const link = result.links.find(present) ?? input.links.find(present);
  if (!link) return;
  result.links = [...result.links.filter((one) => !present(one)), stale(link)];
  result.retry.push({ side: link.origin.side, id: link.origin.id });
};

/** What was not written is agreed by nobody: the original differs as before, and so do settings, privacy and the reason. */
const notAgreed = ({ origin, decision, settingsVersion, anonymous, anonymousBy }: Link): Partial<Link> => ({
  origin,
  decision,
  settingsVersion,
  anonymous,
  anonymousBy,
});

/** A repeated create may answer with an older copy that stands elsewhere: then the pair must be looked at again. */
const landedElsewhere = (entries: readonly Entry[]): boolean =>
  entries.some(
    ({ write, outcome }) =>
      write.op === 'create' &&
      outcome.state === 'done' &&
      outcome.item !== null &&
      !sameSpan(outcome.item.span, write.content.span),
  );

/** Copies to look at once more, for a person moved them between our look and our write. */
const movedMeanwhile = ({ mirrors, origin }: Link, entries: readonly Entry[]): Aftermath['retry'] =>
  mirrors.flatMap((mirror) => {
    const entry = entries.find(({ write }) => isAbout(write, mirror));
    return mirror.id !== null && entry && wasMovedMeanwhile(mirror, entry)
      ? [{ side: otherSide(origin.side), id: mirror.id }]
      : [];
  });

const settlePair = (room: Room, pair: PairPlan): void => {
  const { input, result } = room;
  const entries = writesOf(room, pair);
  const failed = entries.filter(({ outcome }) => outcome.state !== 'done');
  const old = input.links.find((link) => link.id === pair.linkId);
  if (pair.log) {
    const refused = failed.some(({ outcome }) => outcome.state === 'failed' && outcome.kind === 'refused');
    const kind =
      pair.after?.decision.kind === 'skipped' && entries.length === 0
        ? 'skipped'
        : entries.length === 0
          ? 'noted'
          : 'done';
    if (!isHeldBack(entries) && !failed.some(({ outcome }) => outcome.state === 'untried'))
      result.log.push({ ...pair.log, outcome: failed.length === 0 ? kind : refused ? 'refused' : 'failed' });
  }
  if (!pair.after) {
    settleForgotten(room, pair, old, entries, failed.length);
    return;
  }
  const agreed = pair.after;
  const mirrors = pair.after.mirrors.flatMap(
    (mirror) => settleMirror(room, agreed, mirror, entries, old) ?? [],
  );
  const undeleted = failed.flatMap(({ write }) =>
    write.op === 'delete' && write.target !== 'origin'
      ? (old?.mirrors.find((one) => one.marker === write.target) ?? [])
      : [],
  );
  let link: Link = { ...pair.after, mirrors: [...mirrors, ...undeleted] };
  const moved = entries.find(({ write }) => write.op === 'update' && write.target === 'origin');
  if (moved?.outcome.state === 'done' && moved.outcome.item) {
    link = {
      ...link,
      origin: {
        ...link.origin,
        base: baseOf(moved.outcome.item, { anonymous: link.anonymous, role: 'origin', hash: input.hash }),
      },
    };
  }
  if (moved && moved.outcome.state !== 'done' && old)
    link = afterFailedMove(room, old, moved, { mirrors, entries });
  else if (failed.length > 0) link = old ? { ...link, ...notAgreed(old), unwritten: true } : stale(link);
  else if (landedElsewhere(entries)) link = stale(link);
  noteFailures(room, link, entries);
  if (landedElsewhere(entries)) result.retry.push({ side: link.origin.side, id: link.origin.id });
  result.retry.push(...movedMeanwhile(agreed, entries));
  if (isHeldBack(entries)) {
    // Some of its blockers may have gone already to make one of them: it is laid out as the world is.
    link = stale(link);
    result.retry.push({ side: link.origin.side, id: link.origin.id });
  }
  result.links.push(link);
};

/** What we had adopted stands for itself again, whichever end is left: it is looked at anew, as an origin. */
const releaseAdopted = (room: Room, link: Link | undefined): void => {
  if (!link || link.madeByUs) return;
  const { origin, mirrors } = link;
  const there = otherSide(origin.side);
  const gone = new Set([...room.input.office.removed, ...room.input.timify.removed]);
  const ends = [origin, ...mirrors].flatMap(({ id }, at) =>
    id === null || gone.has(id) ? [] : { side: at === 0 ? origin.side : there, id },
  );
  room.result.retry.push(...ends);
};

const settleForgotten = (
  room: Room,
  pair: PairPlan,
  old: Link | undefined,
  entries: readonly Entry[],
  failures: number,
): void => {
  if (failures === 0) {
    room.result.unlink.push(pair.linkId);
    releaseAdopted(room, old);
    return;
  }
  if (!old) return;
  const gone = new Set(
    entries.flatMap(({ write, outcome }) =>
      write.op === 'delete' && outcome.state === 'done' ? write.target : [],
    ),
  );
  const link = { ...old, mirrors: old.mirrors.filter((mirror) => !gone.has(mirror.marker)) };
  room.result.links.push(link);
  noteFailures(room, link, entries);
};

/** Conflicts that open, and those that close by themselves or by a person, are told in the log. */
/** The line about a conflict that opens or closes. */
export const noteOf = (conflict: Conflict, event: string, rule: string): Aftermath['log'][number] => ({
  linkId: conflict.linkId,
  event,
  side: conflict.office ? 'office' : 'timify',
  item: (conflict.office ?? conflict.timify)?.id ?? '',
  span: conflict.span,
  rule,
  setting: conflict.setting,
  was: null,
  back: null,
  conflictId: conflict.id,
  outcome: 'noted',
});

/** Told where a person left a conflict as it is: the answer that can be taken back. */
const wayToAskAgain = (input: PlanInput, conflict: Conflict): WayBack | null => {
  const link = input.links.find((one) => one.id === conflict.linkId);
  const verdict = input.verdicts.find((one) => one.conflictId === conflict.id);
  if (!verdict || !accepts(verdict.action) || !link) return null;
  // To accept a collision leaves the pair as it is decided.
  return {
    kind: 'ask-again',
    conflictId: conflict.id,
    decision: freezes(conflict) ? link.decision : null,
  };
};

/**
 * From a plan and what became of its writes to what must be stored. A pair whose writes all succeeded is agreed; one
 * that failed keeps its old agreement (and its intents) and is named for another look. Nothing is lost either way.
 */
export const aftermath = (input: PlanInput, plan: Plan, outcomes: readonly Outcome[]): Aftermath => {
  const result: Aftermath = {
    links: [],
    unlink: [],
    conflicts: [],
    refreshed: plan.conflicts.refresh,
    retry: [],
    log: [],
  };
  const room: Room = { input, plan, outcomes, result };
  for (const pair of plan.pairs) settlePair(room, pair);
  const failed = failedVerdicts(room);
  for (const verdict of failed) takeUpAgain(room, verdict);
  // What a refusal asks about again stays open, and nothing is told of it twice.
  const asked = new Set(result.conflicts.map((conflict) => conflict.id));
  const heldBack = new Set(
    plan.pairs.filter((pair) => isHeldBack(writesOf(room, pair))).map(({ linkId }) => linkId),
  );
  const closed: Conflict[] = plan.conflicts.close.flatMap(({ id, why }) => {
    if (asked.has(id) || failed.some(({ conflictId }) => conflictId === id)) return [];
    const conflict = input.conflicts.find((one) => one.id === id);
    return conflict && !heldBack.has(conflict.linkId)
      ? { ...conflict, closedAt: input.now, closedBy: why }
      : [];
  });
  for (const conflict of closed)
    result.log.push({
      ...noteOf(conflict, 'conflict-closed', conflict.closedBy ?? 'solved'),
      back: wayToAskAgain(input, conflict),
    });
  const fresh = result.conflicts.filter((conflict) => !input.conflicts.some((one) => one.id === conflict.id));
  for (const conflict of [...plan.conflicts.open, ...fresh])
    result.log.push(noteOf(conflict, 'conflict', conflict.rule));
  result.conflicts = [...plan.conflicts.open, ...closed, ...fresh];
  return result;
};
