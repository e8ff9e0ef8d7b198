import { isReconciled } from './judge.ts';
import { keptBy } from './departure.ts';
import { originSpanAfter, type Case } from './judgement.ts';
import type { Layout } from './layout.ts';
import type { Decision, Mirror } from './links.ts';
import type { LogDraft, Write } from './planned.ts';
import type { Span } from './items.ts';
import { skipped } from './newLink.ts';
import type { PlanInput } from './planInput.ts';
import { sameSpan } from './spans.ts';
import { wayBack } from './undo.ts';

/** What an event comes to: where its copies will be, and what must be written for it. */
interface Outcome {
  mirrors: readonly Mirror[];
  writes: readonly Write[];
}

/** Laid out anew beside others, it came out as it was: what its copies are there for is still the reason. */
const isAsBefore = ({ pair, judgement }: Case, { mirrors, writes }: Outcome): boolean =>
  judgement.rule === 'cover-changed' &&
  writes.length === 0 &&
  mirrors.length > 0 &&
  pair.link.decision.kind === 'mirrored';

const decide = (input: PlanInput, one: Case, layout: Layout, outcome: Outcome): Decision => {
  const { link } = one.pair;
  const { mirrors } = outcome;
  if (one.judgement.rule === 'ignored-by-person')
    return skipped(input, { reason: 'ignored-by-person', setting: null });
  if (keptBy(link)?.rule === one.judgement.rule) return link.decision;
  if (one.why) return skipped(input, one.why);
  if (link.decision.kind === 'adopted') return link.decision;
  if (isAsBefore(one, outcome)) return link.decision;
  const cut = layout.cuts.get(link.id);
  if (!cut && !one.isNew && one.judgement.mirror === 'leave' && !isReconciled(one)) return link.decision;
  // Nothing stands and nothing was laid out anew: the old answer is the answer.
  if (!cut && mirrors.length === 0) return link.decision;
  const at = input.now;
  const keeps = one.judgement.mirror === 'leave' && !isReconciled(one);
  const rule = keeps ? link.decision.rule : one.judgement.rule;
  const setting = keeps ? link.decision.setting : one.judgement.setting;
  if (mirrors.length > 0 || !cut) {
    return link.decision.kind === 'mirrored' && !one.isNew && one.judgement.mirror === 'leave'
      ? link.decision
      : { kind: 'mirrored', reason: null, rule, setting, at };
  }
  if (cut.collisions.length > 0)
    return { kind: 'conflict', reason: null, rule: 'overlap', setting: null, at };
  if (cut.unbookable.length === 1 && cut.unbookable.every((part) => sameSpan(part, cut.wanted)))
    return skipped(input, { reason: 'outside-bookable-times', setting: null });
  return { kind: 'covered', reason: null, rule: 'covered', setting: null, at };
};

/** Whether the settings in force had a say: else an old answer stands as it was given. */
const isDecidedAnew = ({ reapply }: PlanInput, { isNew, pair, judgement }: Case): boolean =>
  reapply || isNew || pair.origin.state === 'changed' || judgement.mirror !== 'leave';

/** Told beside the setting that decided: what it said then, and not only what it says today. */
const under = (decision: Decision, { settingsVersion }: PlanInput): Decision =>
  decision.setting === null || decision.settingsVersion === settingsVersion
    ? decision
    : { ...decision, settingsVersion };

/** Why the item is where it is; the old answer, with its time, where it is still the same. */
export const decisionOf = (input: PlanInput, one: Case, layout: Layout, outcome: Outcome): Decision => {
  const old = one.pair.link.decision;
  const now = decide(input, one, layout, outcome);
  const same =
    now.kind === old.kind &&
    now.reason === old.reason &&
    now.rule === old.rule &&
    now.setting === old.setting;
  if (now === old && !isDecidedAnew(input, one)) return old;
  return under(same && !one.isNew ? old : now, input);
};

const spanBefore = ({ pair, judgement }: Case): Span | null => {
  if (judgement.origin?.op === 'move') return pair.origin.item?.span ?? pair.link.origin.base.span;
  return pair.origin.difference.time ? pair.link.origin.base.span : null;
};

/** What happened, in the word of what weighs most: that an original went is more than that its copy did. */
const eventOf = (one: Case, writes: readonly Write[], decision: Decision | null): string | null => {
  if (one.isNew && decision?.kind === 'skipped') return 'skipped';
  if (one.judgement.origin?.op === 'delete') return 'delete-original';
  // A copy that was made anew has been changed, not deleted.
  const isRemade = writes[0]?.op === 'delete' && writes.some(({ op }) => op === 'create');
  return isRemade ? 'update' : (writes[0]?.op ?? null);
};

/** A line for the log, where something happened that a person would care about. */
export const logOf = (
  input: PlanInput,
  one: Case,
  writes: readonly Write[],
  decision: Decision | null,
): LogDraft | null => {
  const { link } = one.pair;
  // What was taken back is told once, in the words of who did it.
  if (one.undo) return null;
  const event = eventOf(one, writes, decision);
  const forgotten = one.judgement.forget || one.judgement.lost !== null;
  if (!event && !forgotten && !(one.isNew && decision?.kind !== 'mirrored')) return null;
  return {
    linkId: link.id,
    event: event ?? (one.judgement.forget ? 'forget' : (decision?.kind ?? 'note')),
    side: link.origin.side,
    item: link.origin.id,
    span: originSpanAfter(one.pair, one.judgement),
    rule: decision?.kind === 'skipped' || decision?.kind === 'covered' ? decision.rule : one.judgement.rule,
    setting: decision?.kind === 'skipped' ? decision.setting : one.judgement.setting,
    was: one.judgement.lost ?? spanBefore(one),
    back: wayBack(input, one, writes),
    conflictId: one.verdict?.conflictId ?? null,
  };
};
