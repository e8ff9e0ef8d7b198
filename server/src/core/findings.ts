import { freeSlots, SLOT_HORIZON } from './availability.ts';
import type { Case } from './cases.ts';
import { conflictId, freezes, openConflict, type ConflictDraft } from './conflicts.ts';
import type { Layout } from './layout.ts';
import type { Appointment, Conflict, ConflictKind, Link, Plan, Span, Wants } from './model.ts';
import type { PlanInput } from './planInput.ts';
import { coveredBy, DAY, intersection, length } from './spans.ts';

export interface Findings {
  input: PlanInput;
  cases: Case[];
  layout: Layout;
  /** Links whose writes rule 4 stopped. */
  guarded: Map<string, ConflictKind>;
}

const ends = (one: Case): Pick<ConflictDraft, 'office' | 'timify'> => {
  const { link } = one.pair;
  const mirror = one.pair.mirrors[0];
  const originSpan = one.pair.origin.item?.span ?? link.origin.base.span;
  const origin = { id: link.origin.id, span: originSpan };
  const copy = mirror?.mirror.id
    ? { id: mirror.mirror.id, span: mirror.end.item?.span ?? mirror.mirror.base.span }
    : null;
  return link.origin.side === 'office'
    ? { office: origin, timify: copy ? { ...copy, hasCustomers: false } : null }
    : { office: copy, timify: { ...origin, hasCustomers: link.origin.hasCustomers } };
};

const pairConflict = (one: Case, kind: ConflictKind): ConflictDraft => {
  const both = ends(one);
  const moved = one.pair.mirrors.find(({ end }) => end.difference.time)?.end.item?.span;
  return {
    kind,
    link: one.pair.link,
    span: moved ?? one.pair.origin.item?.span ?? one.pair.link.origin.base.span,
    ...both,
    rule: one.judgement.conflict === kind ? one.judgement.rule : kind,
    setting: one.judgement.setting,
    lost: one.judgement.lost,
  };
};

const bookingOf = (input: PlanInput, id: string): Appointment | undefined =>
  [...input.timify.items, ...input.known.appointments].find((item) => item.id === id);

/** Collisions of one event with bookings, foreign blockers and working hours. */
const cutConflicts = (findings: Findings, link: Link, span: Span, allDay: boolean): ConflictDraft[] => {
  const cut = findings.layout.cuts.get(link.id);
  if (!cut) return [];
  const office = { id: link.origin.id, span };
  const common = { link, office, setting: null, lost: null };
  const overlap = cut.collisions.map<ConflictDraft>((item) => ({
    ...common,
    kind: 'overlap',
    span: intersection(item.span, span) ?? span,
    timify: {
      id: item.id,
      span: bookingOf(findings.input, item.id)?.span ?? item.span,
      hasCustomers: bookingOf(findings.input, item.id)?.hasCustomers ?? false,
    },
    rule: 'overlap',
  }));
  const straddles =
    cut.unbookable.length > 0 &&
    (cut.pieces.length > 0 || cut.collisions.length > 0) &&
    !allDay &&
    length(cut.wanted) <= DAY;
  const outside = cut.unbookable[0];
  return straddles && outside
    ? [
        ...overlap,
        {
          ...common,
          kind: 'outside-working-hours',
          span: outside,
          timify: null,
          rule: 'outside-working-hours',
        },
      ]
    : overlap;
};

const draftsOf = (findings: Findings, one: Case): ConflictDraft[] => {
  const { link } = one.pair;
  if (
    one.verdict?.action === 'ignore' ||
    one.verdict?.action === 'keep-both' ||
    one.verdict?.action === 'ignore-series'
  )
    return [];
  const kind = one.judgement.conflict ?? findings.guarded.get(link.id) ?? null;
  if (kind) return [pairConflict(one, kind)];
  if (link.origin.side !== 'office' || one.why || one.judgement.forget) return [];
  const item = one.pair.origin.item;
  const span =
    one.judgement.origin?.op === 'move' ? one.judgement.origin.span : (item?.span ?? link.origin.base.span);
  const allDay = item?.side === 'office' ? item.allDay !== null : link.origin.base.allDay !== null;
  return cutConflicts(findings, link, span, allDay);
};

/** Whether this run looked closely enough at the link to say that a conflict's cause is gone. */
const isJudged = (findings: Findings, conflict: Conflict): boolean => {
  const one = findings.cases.find((entry) => entry.pair.link.id === conflict.linkId);
  if (!one || one.judgement.rule === 'held') return false;
  if (freezes(conflict.kind)) return true;
  return (
    findings.layout.cuts.has(conflict.linkId) ||
    one.judgement.forget ||
    one.why !== null ||
    one.judgement.mirror === 'delete' ||
    one.verdict !== null
  );
};

const slotsFor = (findings: Findings, draft: ConflictDraft, wants: Wants): Span[] => {
  const { input } = findings;
  const booking = draft.timify ? bookingOf(input, draft.timify.id) : undefined;
  if (!booking || booking.isGroup || booking.isSplit) return [];
  const from = Math.max(input.now, draft.span.start);
  const horizon = { start: from, end: from + SLOT_HORIZON };
  if (!coveredBy(horizon, input.known.spans) || !coveredBy(horizon, input.linked)) {
    wants.spans.push(horizon);
    wants.links.push(horizon);
    return [];
  }
  const slice = booking.slices[0];
  const events = [...input.links, ...findings.cases.map((one) => one.pair.link)].filter(
    (link) => link.origin.side === 'office' && link.decision.kind !== 'skipped',
  );
  return freeSlots({
    from,
    length: length(booking.span),
    before: slice ? slice.service.start - slice.busy.start : 0,
    after: slice ? slice.busy.end - slice.service.end : 0,
    availability: input.availability,
    taken: [
      ...input.known.appointments.flatMap((item) => item.slices.map((one) => one.busy)),
      ...events.map((link) => link.origin.base.span),
    ],
    count: 3,
  });
};

/** Conflicts to open and to close. A cause that a person accepted before does not ask again. */
export const collisions = (findings: Findings, wants: Wants): Plan['conflicts'] => {
  const { input } = findings;
  const known = new Map(input.conflicts.map((conflict) => [conflict.id, conflict]));
  const found = new Map<string, ConflictDraft>();
  for (const one of findings.cases) {
    for (const draft of draftsOf(findings, one)) {
      const id = conflictId(draft, input.hash);
      if (!draft.link.ignored.includes(id)) found.set(id, draft);
    }
  }
  // Cuts of neighbours that were looked at but did not change.
  const open = [...found]
    .filter(([id]) => !known.has(id))
    .map(([, draft]) =>
      openConflict(draft, {
        connectionId: input.connection.id,
        now: input.now,
        hash: input.hash,
        slots: slotsFor(findings, draft, wants),
      }),
    );
  const close = input.conflicts
    .filter((conflict) => isJudged(findings, conflict) && !found.has(conflict.id))
    .map((conflict) => ({ id: conflict.id, why: whyClosed(input, conflict) }));
  return { open, close };
};

const whyClosed = (input: PlanInput, conflict: Conflict): string => {
  const verdict = input.verdicts.find((one) => one.conflictId === conflict.id);
  if (!verdict) return 'cause-gone';
  return verdict.action === 'ignore' || verdict.action === 'keep-both' || verdict.action === 'ignore-series'
    ? 'ignored'
    : 'solved';
};
