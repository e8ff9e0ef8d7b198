/** Blockers of ours that somebody took away, to another resource or into a bin, and brought back when no link knew them. */
import { isBooked } from './booked.ts';
import { freezes } from './conflicts.ts';
import { keptBy } from './departure.ts';
import { writesTo, type Appointment } from './items.ts';
import type { Link } from './links.ts';
import { asMirror } from './newLink.ts';
import { spanOf, trueSpan } from './normalise.ts';
import type { Wants } from './planned.ts';
import type { PlanInput } from './planInput.ts';
import { isMarked, linkIdOfMarker, nextMarker } from './recover.ts';
import { overlaps } from './spans.ts';

export interface FoundAgain {
  links: Link[];
  /** The links that have one more copy than they know of: they are laid out anew, and one of each stays. */
  again: ReadonlySet<string>;
  /** Those that stand elsewhere than their event, which has its own: whoever put them there wants that time held. */
  own: ReadonlySet<string>;
  /** Those that no event stands behind any more. */
  leftOver: ReadonlySet<string>;
  wants: Pick<Wants, 'office' | 'timify'>;
}

/** What is read in slices may have been deleted by the plan for the one before: such a blocker is read for itself. */
const isFresh = ({ timify, seen }: PlanInput, { id }: Appointment): boolean =>
  timify.scope === 'changes' || seen.has(id);

/** TIMIFY tells no part of one. */
const SECOND = 1_000;

/** While a person has the word about a pair, or said one, it is left as it is. */
const isLeft = ({ conflicts, verdicts, undos }: PlanInput, link: Link): boolean =>
  link.decision.reason === 'ignored-by-person' ||
  conflicts.some((one) => one.linkId === link.id && freezes(one)) ||
  [...verdicts, ...undos].some(({ linkId }) => linkId === link.id);

/** Whether a blocker stands where its event does; a gone event takes it along. Null: the event must be read first. */
const isWithItsEvent = (input: PlanInput, { origin }: Link, { span }: Appointment): boolean | null => {
  if (input.office.removed.includes(origin.id)) return true;
  const event = input.office.items.find(({ id }) => id === origin.id);
  if (!event && !input.seen.has(origin.id)) return null;
  const { timeZone } = input.connection;
  return overlaps(span, event ? trueSpan(event, timeZone) : spanOf(origin.base, timeZone));
};

/** More at once are no person's doing: whatever it is, nothing is deleted for it. */
const MOST_LEFT_OVER = 10;

/** People copy our copies, stamp and all: the mark says of which event it was, and where it stands whether it still is. */
export const foundAgain = (input: PlanInput, links: readonly Link[]): FoundAgain => {
  const { importedAt, createdAt: since } = input.connection;
  const byId = new Map(links.map((link) => [link.id, link]));
  const taken = new Set(
    links.flatMap(({ origin, mirrors }) => [origin.id, ...mirrors.flatMap(({ id }) => id ?? [])]),
  );
  const again = new Set<string>();
  const own = new Set<string>();
  const leftOver = new Set<string>();
  const wants: FoundAgain['wants'] = { office: [], timify: [] };
  const look = (item: Appointment, marker: string): void => {
    const link = byId.get(linkIdOfMarker(marker));
    if (!link && (item.createdAt === null || item.createdAt + SECOND <= since)) return;
    if (!isFresh(input, item)) return void wants.timify.push(item.id);
    if (!link) return void leftOver.add(item.id);
    if (link.origin.side !== 'office' || !link.madeByUs || keptBy(link) || isLeft(input, link)) return;
    const isIts = isWithItsEvent(input, link, item);
    if (isIts === null) return void wants.office.push(link.origin.id);
    if (!isIts) return void own.add(item.id);
    const isKnown = link.mirrors.some((mirror) => mirror.marker === marker);
    const name = isKnown ? nextMarker(link.id, link.mirrors) : marker;
    const copy = { ...asMirror(input, item, name, link.anonymous), intentAt: 0 };
    byId.set(link.id, { ...link, mirrors: [...link.mirrors, copy] });
    again.add(link.id);
  };
  for (const item of importedAt === null ? [] : input.timify.items) {
    const { id, marker, isHeld } = item;
    if (marker !== null && isMarked(item) && !isHeld && !isBooked(item) && !taken.has(id)) look(item, marker);
  }
  const isOurs = writesTo(input.settings.direction, 'timify') && leftOver.size <= MOST_LEFT_OVER;
  return { links: [...byId.values()], again, own, leftOver: isOurs ? leftOver : new Set(), wants };
};
