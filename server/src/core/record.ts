import type { Case } from './cases.ts';
import type { Layout } from './layout.ts';
import type { Decision, LogDraft, Mirror, Write } from './model.ts';
import { skipped } from './newcomers.ts';
import type { PlanInput } from './planInput.ts';
import { sameSpan } from './spans.ts';

const decide = (input: PlanInput, one: Case, layout: Layout, mirrors: readonly Mirror[]): Decision => {
  const { link } = one.pair;
  if (one.judgement.rule === 'ignored-by-person')
    return {
      kind: 'skipped',
      reason: 'ignored-by-person',
      rule: 'skip.ignored-by-person',
      setting: null,
      at: input.now,
    };
  if (one.why) return skipped(input, one.why);
  if (link.decision.kind === 'adopted') return link.decision;
  const cut = layout.cuts.get(link.id);
  const at = input.now;
  const rule = one.judgement.mirror === 'leave' ? link.decision.rule : one.judgement.rule;
  const setting = one.judgement.mirror === 'leave' ? link.decision.setting : one.judgement.setting;
  if (mirrors.length > 0 || !cut) {
    return link.decision.kind === 'mirrored' && !one.isNew && one.judgement.mirror === 'leave'
      ? link.decision
      : {
          kind: cut || mirrors.length > 0 ? 'mirrored' : link.decision.kind,
          reason: null,
          rule,
          setting,
          at,
        };
  }
  if (cut.collisions.length > 0)
    return { kind: 'conflict', reason: null, rule: 'overlap', setting: null, at };
  if (cut.unbookable.length === 1 && cut.unbookable.every((part) => sameSpan(part, cut.wanted)))
    return skipped(input, { reason: 'outside-bookable-times', setting: null });
  return { kind: 'covered', reason: null, rule: 'covered', setting: null, at };
};

/** Why the item is where it is; the old answer, with its time, where it is still the same. */
export const decisionOf = (
  input: PlanInput,
  one: Case,
  layout: Layout,
  mirrors: readonly Mirror[],
): Decision => {
  const old = one.pair.link.decision;
  const now = decide(input, one, layout, mirrors);
  const same =
    now.kind === old.kind &&
    now.reason === old.reason &&
    now.rule === old.rule &&
    now.setting === old.setting;
  return same && !one.isNew ? old : now;
};

/** A line for the log, where something happened that a person would care about. */
export const logOf = (one: Case, writes: readonly Write[], decision: Decision | null): LogDraft | null => {
  const { link } = one.pair;
  const item = one.pair.origin.item;
  const event = one.isNew && decision?.kind === 'skipped' ? 'skipped' : (writes[0]?.op ?? null);
  const forgotten = one.judgement.forget || one.judgement.lost !== null;
  if (!event && !forgotten && !(one.isNew && decision?.kind !== 'mirrored')) return null;
  return {
    linkId: link.id,
    event: event ?? (one.judgement.forget ? 'forget' : (decision?.kind ?? 'note')),
    side: link.origin.side,
    item: link.origin.id,
    span: item?.span ?? link.origin.base.span,
    rule: decision?.kind === 'skipped' || decision?.kind === 'covered' ? decision.rule : one.judgement.rule,
    setting: decision?.kind === 'skipped' ? decision.setting : one.judgement.setting,
    was: one.judgement.lost ?? (one.pair.origin.difference.time ? link.origin.base.span : null),
    undoable: one.judgement.lost !== null,
  };
};
