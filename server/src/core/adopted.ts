/** The same thing found on both sides when they are looked at for the first time: it becomes one pair, not two. */
import { piecesFor } from './cover.ts';
import { hasGaps } from './fingerprint.ts';
import type { Appointment, Item, OfficeEvent } from './items.ts';
import type { Link } from './links.ts';
import { anonymity, asMirror, ineligible, linkFor } from './newLink.ts';
import { normaliseText, trueSpan } from './normalise.ts';
import type { PlanInput } from './planInput.ts';
import { blockerContent } from './project.ts';
import { everything, isTwin } from './recover.ts';
import { coveredBy, outward, overlaps, sameSpan } from './spans.ts';

/** What of `free` stands beside an event as its counterpart. */
type Counterpart = (input: PlanInput, event: OfficeEvent, free: readonly Appointment[]) => Appointment[];

/** A person made the same by hand on both sides. */
const twin: Counterpart = (_, event, free) => free.filter((booking) => isTwin(event, booking)).slice(0, 1);

/** Appointments without a mark that could be what we would write for this event, in whole or in part. */
const likeOurs: Counterpart = (input, event, free) => {
  const span = outward(trueSpan(event, input.connection.timeZone));
  const near = free.filter(
    (one) => one.marker === null && !one.hasCustomers && one.service === null && coveredBy(one.span, [span]),
  );
  if (near.length === 0 || ineligible(input, event)) return [];
  const { anonymous } = anonymity(input, event);
  const voice = { settings: input.settings, language: input.connection.language, anonymous };
  const { title } = blockerContent(event, span, voice);
  return near.filter((one) => normaliseText(one.title) === title);
};

/**
 * What we would write for this event is there already, without a mark: the blocker of a link that a restored database
 * does not know, where TIMIFY keeps no marker. It may as well be a person's own, so it is never deleted.
 */
const asWritten: Counterpart = (input, event, free) => {
  const span = outward(trueSpan(event, input.connection.timeZone));
  const whole = free.filter((booking) => sameSpan(booking.span, span));
  return likeOurs(input, event, whole).slice(0, 1);
};

/** The same where something lies on the event: its blocker stands in exactly the pieces that it would be cut into now. */
const asCut: Counterpart = (input, event, free) => {
  const own = likeOurs(input, event, free);
  if (own.length === 0) return [];
  const foreign = everything(input)
    .timify.filter((one) => !own.includes(one) && !one.isHeld)
    .flatMap(({ id, slices }) => slices.map(({ busy }) => ({ id, span: busy })));
  const { availability, connection } = input;
  const { pieces } = piecesFor(trueSpan(event, connection.timeZone), { availability, foreign, ours: [] });
  const isAll = own.length === pieces.length;
  return isAll && pieces.every((piece) => own.some(({ span }) => sameSpan(span, piece))) ? own : [];
};

/** The booking, or else the event, is the origin. Null: nothing would follow a booking that is left out. */
const pairOf = (input: PlanInput, event: OfficeEvent, found: readonly Appointment[]): Link | null => {
  const booking = found.find(({ hasCustomers, service }) => hasCustomers || service !== null);
  if (booking && ineligible(input, booking)) return null;
  const link = linkFor(input, booking ?? event);
  const mirrors: readonly Item[] = booking ? [event] : found;
  return {
    ...link,
    mirrors: mirrors.map((one, at) => asMirror(input, one, `${link.id}.${at + 1}`, link.anonymous)),
    madeByUs: false,
    decision: { kind: 'adopted', reason: null, rule: 'adopted', setting: null, at: input.now },
  };
};

/** Pairs that people made themselves; the other end of them is never deleted. Whole ones first, then those in pieces. */
export const adopted = (
  input: PlanInput,
  events: readonly OfficeEvent[],
  bookings: readonly Appointment[],
  taken: Set<string>,
): Link[] => {
  const eligible = bookings.filter((booking) => !booking.isHeld && !hasGaps(booking));
  const free = (): Appointment[] => eligible.filter(({ id }) => !taken.has(id));
  return [twin, asWritten, asCut].flatMap((counterpart) =>
    events.flatMap((event) => {
      if (taken.has(event.id) || !overlaps(event.span, input.window)) return [];
      const found = counterpart(input, event, free());
      const link = found.length > 0 ? pairOf(input, event, found) : null;
      if (link) for (const one of [event, ...found]) taken.add(one.id);
      return link ?? [];
    }),
  );
};
