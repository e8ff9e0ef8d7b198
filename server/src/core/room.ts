import type { Appointment, OfficeEvent, Span } from './items.ts';
import type { Room } from './judgement.ts';
import type { Wants } from './planned.ts';
import type { PlanInput } from './planInput.ts';
import { coveredBy, inside, overlaps, shifted, subtract } from './spans.ts';

/** What a booking or an event takes when it is moved to `span`: a booking with its buffers. */
const takenAt = (item: Appointment | OfficeEvent, span: Span): Span[] =>
  item.side === 'office'
    ? [span]
    : [span, ...item.slices.map((slice) => shifted(slice.busy, span.start - item.span.start))];

/** What holds a time in TIMIFY, some items apart; asks for what it must know. */
export const roomIn =
  (input: PlanInput, wants: Wants) =>
  (item: Appointment | OfficeEvent, span: Span, apart: ReadonlySet<string>): Room | null => {
    const needed = takenAt(item, span);
    const unknown = needed.filter((one) => !coveredBy(one, input.known.spans));
    if (unknown.length > 0) {
      wants.spans.push(...unknown);
      return null;
    }
    const held = input.known.appointments
      .filter((one) => one.appointmentId !== (item.side === 'timify' ? item.appointmentId : ''))
      .filter((one) => !apart.has(one.id))
      .flatMap((one) => one.slices.map((slice) => slice.busy));
    if (held.some((one) => needed.some((part) => overlaps(one, part)))) return 'taken';
    const { bookable, blocked = [] } = input.availability;
    if (blocked.some((one) => needed.some((part) => overlaps(one.span, part)))) return 'taken';
    const open = bookable === 'always' || subtract([span], inside([span], bookable)).length === 0;
    return open ? 'free' : 'outside';
  };
