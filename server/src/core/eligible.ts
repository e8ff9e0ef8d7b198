import type { Appointment, OfficeEvent, Span } from './items.ts';
import type { SkipReason } from './links.ts';
import { writesTo } from './items.ts';
import { trueSpan } from './normalise.ts';
import type { Settings } from './settings.ts';
import { isEmpty, overlaps } from './spans.ts';

export interface Ineligible {
  reason: SkipReason;
  /** Dotted name of the setting that decided, or null where the rule is fixed. */
  setting: string | null;
}

const no = (reason: SkipReason, setting: string | null = null): Ineligible => ({ reason, setting });

/** Whether an event is copied to TIMIFY. Decided when its link is made and when it changes (design §4, rule 9). */
export const eligibleEvent = (
  event: OfficeEvent,
  settings: Settings,
  window: Span,
  zone: string,
): Ineligible | null => {
  if (!writesTo(settings.direction, 'timify')) return no('direction', 'direction');
  if (event.isCancelled) return no('cancelled');
  if (event.isDraft) return no('draft');
  if (event.span.end < event.span.start) return no('end-before-start');
  const span = trueSpan(event, zone);
  if (isEmpty(span)) return no('empty-span');
  if (!overlaps(span, window))
    return no('outside-window', span.end <= window.start ? 'windowPastDays' : 'windowFutureMonths');
  if (settings.showAs[event.showAs] === 'ignore') return no('show-as', `showAs.${event.showAs}`);
  if (event.allDay && settings.allDay === 'ignore') return no('all-day', 'allDay');
  if (event.allDay && settings.allDay === 'busy-only' && event.showAs !== 'busy' && event.showAs !== 'oof')
    return no('all-day', 'allDay');
  if (event.response === 'declined' && settings.response.declined === 'ignore')
    return no('declined', 'response.declined');
  if (event.response === 'notResponded' && settings.response.notResponded === 'ignore') {
    return no('not-responded', 'response.notResponded');
  }
  return null;
};

/** Whether a booking is copied to Office 365. */
export const eligibleBooking = (
  booking: Appointment,
  settings: Settings,
  window: Span,
): Ineligible | null => {
  if (booking.isHeld) return no('held');
  if (booking.kind !== 'booking') return no('not-a-booking');
  if (!writesTo(settings.direction, 'office')) return no('direction', 'direction');
  if (isEmpty(booking.span)) return no('empty-span');
  if (!overlaps(booking.span, window)) {
    return no('outside-window', booking.span.end <= window.start ? 'windowPastDays' : 'windowFutureMonths');
  }
  return null;
};
