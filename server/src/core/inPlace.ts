/** Copies of an event that are not as they were left, and yet stand where the event is. */
import type { Wants } from './planned.ts';
import type { PlanInput } from './planInput.ts';
import { hasGaps } from './fingerprint.ts';
import { originState, type Pair } from './pairs.ts';
import { coveredBy, inside, outward, subtract } from './spans.ts';
import { takenSpan } from './takenTimes.ts';

/**
 * Whether an event's blockers lie inside its time and nobody could book the rest of it: no other time is told by that, so
 * none is carried over. So they stand after a backup was restored that knows of other bookings than there are by now, or
 * where a person stretched one over what another holds anyway. `ours`: blockers of this connection, which hold no time
 * against one another. Asks for what it must know.
 */
export const isInPlace = (input: PlanInput, pair: Pair, ours: ReadonlySet<string>, wants: Wants): boolean => {
  const { link, origin, mirrors } = pair;
  if (link.origin.side !== 'office' || !link.madeByUs || originState(pair) === 'gone') return false;
  if (!mirrors.some(({ end }) => end.difference.time)) return false;
  if (mirrors.some(({ end }) => end.state === 'gone' || (end.item && hasGaps(end.item)))) return false;
  const time = outward(takenSpan(input, pair, origin.item?.span ?? link.origin.base.span));
  const spans = mirrors.map(({ mirror, end }) => end.item?.span ?? mirror.base.span);
  if (!spans.every((span) => coveredBy(span, [time]))) return false;
  const rest = subtract([time], spans);
  const unknown = rest.filter((one) => !coveredBy(one, input.known.spans));
  if (unknown.length > 0) {
    wants.spans.push(...unknown);
    return false;
  }
  const { bookable, blocked = [] } = input.availability;
  const held = input.known.appointments
    .filter(({ id }) => !ours.has(id))
    .flatMap(({ slices }) => slices.map(({ busy }) => busy));
  const open = bookable === 'always' ? rest : inside(rest, bookable);
  return subtract(open, [...held, ...blocked.map(({ span }) => span)]).length === 0;
};
