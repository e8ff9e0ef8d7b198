/** The instants that items take, where a plan may move them. */
import type { Appointment, OfficeEvent, Span } from './items.ts';
import { clockSpan, daySpan, movedDays } from './normalise.ts';
import type { Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { DAY } from './spans.ts';

/** The instants an event takes: for a day event its days in `zone`, moved by whole days where the plan moves it. */
export const eventSpan = (pair: Pair, span: Span, zone: string): Span => {
  const item = pair.origin.item as OfficeEvent | null;
  const allDay = item ? item.allDay : pair.link.origin.base.allDay;
  const now = item?.span ?? pair.link.origin.base.span;
  if (!allDay) return span;
  return daySpan(
    movedDays(allDay, Math.round((span.start - now.start) / DAY), Math.round((span.end - now.end) / DAY)),
    zone,
  );
};

/** The same as a blocker can take them: a time shift is clock times, which can't tell one pass of a repeated hour alone. */
export const takenSpan = ({ settings, connection }: PlanInput, pair: Pair, span: Span): Span => {
  const own = eventSpan(pair, span, connection.timeZone);
  return settings.blocker === 'timeshift' ? clockSpan(own, connection.timeZone) : own;
};

/** What a booking takes once it stands at `to`: it moves as a whole, and a change of length goes to its end. */
export const busyAt = ({ slices, span }: Appointment, to: Span): Span[] =>
  slices.map(({ busy }, index) => ({
    start: busy.start + to.start - span.start,
    end: busy.end + (index === slices.length - 1 ? to.end - span.end : to.start - span.start),
  }));
