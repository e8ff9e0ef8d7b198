import { carriedSpan, judgement, originGuard, type Case, type Court, type Judgement } from './judgement.ts';
import { keptBy } from './departure.ts';
import type { Ineligible } from './eligible.ts';
import type { Link } from './links.ts';
import type { Span } from './items.ts';
import type { Undo, UndoRefusal, WayBack } from './decisions.ts';
import type { Write } from './planned.ts';
import { otherSide, writesTo } from './items.ts';
import { type SkipReason } from './links.ts';
import { anonymity } from './newLink.ts';
import { isPrivate } from './normalise.ts';
import { hasCustomers, mirrorState, type Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { sameSpan } from './spans.ts';

// ── What can be taken back ───────────────────────────────────────────────────────────────────────────────────────

/** Copies that a rule about the item's own state took away: a person may want them nevertheless. */
const RESTORABLE: readonly SkipReason[] = [
  'show-as',
  'all-day',
  'tentatively-accepted',
  'declined',
  'not-responded',
  'no-answer',
  'others-meeting',
  'cancelled',
  'draft',
];

/** Where the origin has to go for the other time to count, and whether customers were told; null: nowhere. */
const otherTime = ({ pair, judgement: { origin, lost, mirror }, isNew }: Case): Span | null => {
  const { base } = pair.link.origin;
  const item = pair.origin.item;
  if (isNew) return null;
  if (origin?.op === 'move') return item?.span ?? base.span;
  if (mirror !== 'write') return null;
  if (lost !== null) return item && carriedFrom(pair, item.span);
  const sameKind = item?.side !== 'office' || (item.allDay === null) === (base.allDay === null);
  return pair.origin.difference.time && sameKind ? base.span : null;
};

/** The losing time of a mirror, as its origin would have to stand; null where it stands there already. */
const carriedFrom = (pair: Pair, now: Span): Span | null => {
  const span = carriedSpan(pair);
  return span && !sameSpan(span, now) ? span : null;
};

const isMovable = (pair: Pair): boolean => {
  const item = pair.origin.item;
  if (item?.side === 'timify') return !item.isGroup && !item.isSplit && !item.isConnectedSeries;
  return true;
};

const timesBack = (input: PlanInput, one: Case): WayBack | null => {
  const { pair, judgement: verdict } = one;
  const { side, containerId, base } = pair.link.origin;
  const to = otherTime(one);
  const from = verdict.origin?.op === 'move' ? verdict.origin.span : pair.origin.item?.span;
  if (!to || !from || sameSpan(to, from)) return null;
  if (!writesTo(input.settings.direction, side) || !isMovable(pair)) return null;
  const event = pair.origin.item?.side === 'office' ? pair.origin.item : base;
  const canEdit = input.connection.calendars.some(({ id, canEdit: can }) => id === containerId && can);
  if (side === 'office' && (event.hasGuests || !event.isOrganizer || !canEdit)) return null;
  const told = verdict.origin ? verdict.origin.notify : null;
  return { kind: 'times', to, from, notify: hasCustomers(pair) ? told : false };
};

/** How what this case writes can be taken back; null where it can't be, or where nothing is written. */
export const wayBack = (input: PlanInput, one: Case, writes: readonly Write[]): WayBack | null => {
  const { link, origin } = one.pair;
  if (writes.length === 0 || one.judgement.forget) return null;
  if (input.reapply && !one.isNew) {
    const { decision, settingsVersion, anonymous, anonymousBy } = link;
    return { kind: 'as-before', decision, settingsVersion, anonymous, anonymousBy };
  }
  if (one.why)
    return origin.item && RESTORABLE.includes(one.why.reason) && writes.every(({ op }) => op === 'delete')
      ? { kind: 'restore' }
      : null;
  return timesBack(input, one);
};

// ── Taking it back ───────────────────────────────────────────────────────────────────────────────────────────────

/** What an undo makes of a case. */
type Taken = Pick<Case, 'judgement' | 'why' | 'privacy'>;

const ruleOf = ({ by }: Undo) => `undone-by-${by}` as const;

/** The link as it was before a person ignored the conflict. */
export const askedAgain = (link: Link, back: WayBack): Link =>
  back.kind === 'ask-again'
    ? {
        ...link,
        decision:
          back.decision && link.decision.reason === 'ignored-by-person' ? back.decision : link.decision,
        ignored: link.ignored.filter((id) => id !== back.conflictId),
      }
    : link;

const present = ({ link: { anonymous, anonymousBy } }: Pair): Taken['privacy'] => ({
  anonymous,
  anonymousBy,
});

const written = (undo: Undo, rest: Partial<Judgement> = {}): Judgement =>
  judgement(ruleOf(undo), { mirror: 'write', ...rest });

const timesTaken = (
  pair: Pair,
  court: Court,
  undo: Undo,
  back: { to: Span; from: Span },
): Taken | UndoRefusal => {
  const item = pair.origin.item;
  if (!item) return 'origin-gone';
  if (!sameSpan(item.span, back.from) || mirrorState(pair) !== 'same') return 'changed-since';
  if (!writesTo(court.settings.direction, item.side)) return 'direction';
  const guard = originGuard(pair, court);
  if (guard) return guard === 'would-notify-guests' ? guard : 'not-writable';
  if (!isMovable(pair)) return 'not-representable';
  const room = item.side === 'timify' ? court.roomFor(item, back.to) : 'free';
  if (room !== null && room !== 'free') return 'taken';
  const notify = item.side === 'timify' && item.hasCustomers && undo.notify;
  return {
    judgement: written(undo, { origin: { op: 'move', span: back.to, notify } }),
    why: null,
    privacy: present(pair),
  };
};

/**
 * The item as it was shown before. Rule 7 stands above it: what is private stays anonymous, and what turned anonymous
 * is shown again by its owner alone (design §9).
 */
const privacyBefore = (
  input: PlanInput,
  pair: Pair,
  undo: Undo,
  back: Extract<WayBack, { kind: 'as-before' }>,
): Taken['privacy'] => {
  const item = pair.origin.item;
  if (item?.side === 'office' && isPrivate(item, input.settings.personal))
    return { anonymous: true, anonymousBy: 'private' };
  const loosens = pair.link.anonymous && !back.anonymous;
  if (loosens && undo.by === 'admin' && item?.side === 'office') return present(pair);
  if (back.anonymousBy === 'private' && item) return anonymity(input, item);
  return { anonymous: back.anonymous, anonymousBy: back.anonymousBy };
};

const shownAsBefore = (
  input: PlanInput,
  pair: Pair,
  undo: Undo,
  back: Extract<WayBack, { kind: 'as-before' }>,
): Taken | UndoRefusal => {
  if (mirrorState(pair) !== 'same') return 'changed-since';
  const { reason, setting } = back.decision;
  const privacy = privacyBefore(input, pair, undo, back);
  const why: Ineligible | null = back.decision.kind === 'skipped' && reason ? { reason, setting } : null;
  if (why)
    return {
      judgement: written(undo, { mirror: pair.link.madeByUs ? 'delete' : 'leave' }),
      why,
      privacy,
    };
  return { judgement: written(undo), why: null, privacy };
};

/**
 * What taking back means for this pair as it stands now, or why it can't be. The same guards as for every write:
 * direction (rule 3), copies that nothing reaches any more, guests and ownership (rule 4), customers (rule 5), room in the calendar (rule 6).
 */
export const takeBack = (input: PlanInput, pair: Pair, court: Court, undo: Undo): Taken | UndoRefusal => {
  const { back } = undo;
  if (pair.origin.state === 'gone') return 'origin-gone';
  const by = keptBy(pair.link);
  if (by) return by.setting === 'direction' ? 'direction' : 'not-writable';
  if (back.kind === 'times') return timesTaken(pair, court, undo, back);
  if (!writesTo(court.settings.direction, otherSide(pair.link.origin.side))) return 'direction';
  if (back.kind === 'as-before') return shownAsBefore(input, pair, undo, back);
  if (pair.link.mirrors.length > 0) return 'changed-since';
  return { judgement: written(undo), why: null, privacy: present(pair) };
};
