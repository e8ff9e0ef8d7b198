import type { Docket } from './docket.ts';
import { eventGuard, refuse, type Case } from './judgement.ts';
import { baseOf } from './fingerprint.ts';
import type { Layout } from './layout.ts';
import type { ConflictKind } from './decisions.ts';
import type { Decision, Link, Mirror } from './links.ts';
import type { LogDraft, Write } from './planned.ts';
import type { OfficeEvent } from './items.ts';
import { shapeFor } from './newLink.ts';
import type { PlanInput } from './planInput.ts';
import { decisionOf, logOf } from './record.ts';
import { writesOf } from './writes.ts';

/** What one case comes to: writes, and the link before and after them. */
export interface Composed {
  before: Link | null;
  after: Link | null;
  writes: Write[];
  log: LogDraft | null;
  /** Rule 4 stopped it: nothing is written for this pair. */
  conflict: ConflictKind | null;
}

/** Rule 4: what is written of an event of ours must have no guests, and be the owner's own. */
export const guardOf = (one: Case, writes: readonly Write[]): ConflictKind | null => {
  for (const { mirror, end } of one.pair.mirrors) {
    const isWritten = writes.some(
      (write) => write.side === 'office' && write.op !== 'create' && write.target === mirror.marker,
    );
    const guard = isWritten ? eventGuard(mirror.base, end.item as OfficeEvent | null, true) : null;
    if (guard) return guard;
  }
  return null;
};

const unchanged = (one: Case, after: Link): boolean =>
  !one.isNew &&
  !one.pair.link.unwritten &&
  after.origin.base.version === one.pair.link.origin.base.version &&
  after.origin.containerId === one.pair.link.origin.containerId &&
  after.origin.base.meaning === one.pair.link.origin.base.meaning &&
  one.pair.origin.difference.fields.length === 0 &&
  after.decision === one.pair.link.decision &&
  after.anonymous === one.pair.link.anonymous &&
  after.mirrors.length === one.pair.link.mirrors.length &&
  after.mirrors.every(
    (mirror, at) =>
      mirror.base.version === one.pair.link.mirrors.at(at)?.base.version &&
      mirror.id === one.pair.link.mirrors.at(at)?.id,
  );

/** A create or a changed text needs the original's text; anonymous blockers need nothing. */
const needsText = (one: Case, writes: readonly Write[]): boolean => {
  if (one.pair.origin.item || (one.privacy.anonymous && one.pair.link.origin.side === 'office')) return false;
  return writes.some(
    (write) =>
      write.op === 'create' ||
      (write.op === 'update' &&
        write.target !== 'origin' &&
        (write.content.title !== undefined || write.content.notes !== undefined)),
  );
};

/** Its text was asked for and did not come: the pair stays as it is, and whoever wanted something of it is told. */
const isUnreadable = ({ seen }: PlanInput, one: Case): boolean => {
  if (!seen.has(one.pair.link.origin.id)) return false;
  one.judgement = refuse('skip.unreadable');
  return true;
};

/** The origin as agreed when every write has succeeded. */
const agreedOrigin = (input: PlanInput, one: Case): Link['origin'] => {
  const { origin } = one.pair.link;
  const { item } = one.pair.origin;
  const { anonymous } = one.privacy;
  if (!item) return { ...origin, base: { ...origin.base, ...(anonymous ? { fields: {} } : {}) } };
  return {
    ...origin,
    base: baseOf(item, { anonymous, role: 'origin', hash: input.hash }),
    containerId: item.side === 'office' && item.calendarId !== '' ? item.calendarId : origin.containerId,
    hasCustomers: item.side === 'timify' ? item.hasCustomers : origin.hasCustomers,
    isGroup: item.side === 'timify' ? item.isGroup : origin.isGroup,
  };
};

/** A booking keeps the shape it was first given, until someone applies the settings to what is there. */
const shapeAfter = (input: PlanInput, { pair, isNew }: Case): Link['shape'] => {
  const { item } = pair.origin;
  return item && (isNew || input.reapply || !pair.link.shape) ? shapeFor(input, item) : pair.link.shape;
};

/** Stored ahead of the writes: the link as it was, with an intent for each create. */
const withIntents = (link: Link, mirrors: readonly Mirror[]): Link | null => {
  const intents = mirrors.filter((mirror) => mirror.id === null);
  if (intents.length === 0) return null;
  return { ...link, mirrors: [...link.mirrors.filter((mirror) => mirror.id !== null), ...intents] };
};

const versionAfter = (input: PlanInput, { undo, isNew, pair }: Case): number => {
  if (undo?.back.kind === 'as-before') return undo.back.settingsVersion;
  return input.reapply || isNew ? input.settingsVersion : pair.link.settingsVersion;
};

/**
 * A pair conflict that a person ignores stays as it is, agreement included: so it can be taken up again where it was
 * left. Accepting a collision is no such thing: its writes go on.
 */
const leftAsItIs = (one: Case, decision: Decision): boolean =>
  decision.reason === 'ignored-by-person' && one.judgement.mirror === 'leave' && !one.judgement.forget;

/** What a person left stays in the agreement as it was; where the copies stand is known to nobody else. */
const asLeft = ({ pair: { link, mirrors } }: Case, decision: Decision): Link => ({
  ...link,
  decision,
  left: mirrors.flatMap(({ end }) => end.item?.span ?? []),
});

/** Null: nothing to do and nothing to note for this case. */
export const compose = (input: PlanInput, one: Case, layout: Layout, docket: Docket): Composed | null => {
  const { link } = one.pair;
  if (one.judgement.conflict || one.judgement.refusal) return null;
  const { writes, mirrors } = writesOf(input, one, layout);
  if (needsText(one, writes)) {
    if (isUnreadable(input, one)) return null;
    docket.wants[link.origin.side].push(link.origin.id);
  }
  const guard = guardOf(one, writes);
  if (guard) return { before: null, after: null, writes: [], log: null, conflict: guard };
  const decision = decisionOf(input, one, layout, { mirrors, writes });
  if (leftAsItIs(one, decision))
    return decision === link.decision
      ? null
      : { before: null, after: asLeft(one, decision), writes: [], log: null, conflict: null };
  const after: Link | null = one.judgement.forget
    ? null
    : {
        ...link,
        ...(link.left ? { left: [] } : {}),
        ...(link.unwritten ? { unwritten: false } : {}),
        ...one.privacy,
        shape: shapeAfter(input, one),
        origin: agreedOrigin(input, one),
        mirrors,
        decision,
        settingsVersion: versionAfter(input, one),
      };
  if (after && writes.length === 0 && !docket.found.has(link.id) && unchanged(one, after)) return null;
  const log = logOf(input, one, writes, after ? decision : null);
  return { before: withIntents(link, mirrors), after, writes, log, conflict: null };
};
