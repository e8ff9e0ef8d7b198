import type { Appointment, OfficeEvent, Response, Span } from './items.ts';
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

/** Which setting says whether an event that was so answered blocks. */
const ANSWERS: Partial<Record<Response, { name: keyof Settings['response']; reason: SkipReason }>> = {
  tentativelyAccepted: { name: 'tentative', reason: 'tentatively-accepted' },
  declined: { name: 'declined', reason: 'declined' },
  notResponded: { name: 'notResponded', reason: 'not-responded' },
  none: { name: 'none', reason: 'no-answer' },
};

/** Who makes an event has nothing to answer: `none` says something about the events of others alone. */
const unwantedAnswer = ({ response, isOrganizer }: OfficeEvent, settings: Settings): Ineligible | null => {
  const answer = response === 'none' && isOrganizer ? undefined : ANSWERS[response];
  return answer && settings.response[answer.name] === 'ignore'
    ? no(answer.reason, `response.${answer.name}`)
    : null;
};

const unwantedDay = ({ allDay, showAs }: OfficeEvent, settings: Settings): Ineligible | null => {
  const isUnwanted =
    settings.allDay === 'ignore' ||
    (settings.allDay === 'busy-only' && showAs !== 'busy' && showAs !== 'oof');
  return allDay && isUnwanted ? no('all-day', 'allDay') : null;
};

/** Whether an event is copied to TIMIFY. Decided when its link is made and when it changes (design §4, rule 9). */
export const eligibleEvent = (
  event: OfficeEvent,
  settings: Settings,
  window: Span,
  zone: string,
): Ineligible | null => {
  if (!writesTo(settings.direction, 'timify')) return no('direction', 'direction');
  if (event.isCancelled && settings.cancelled === 'ignore') return no('cancelled', 'cancelled');
  if (event.isDraft && settings.drafts === 'ignore') return no('draft', 'drafts');
  if (event.span.end < event.span.start) return no('end-before-start');
  const span = trueSpan(event, zone);
  if (isEmpty(span)) return no('empty-span');
  if (!overlaps(span, window))
    return no('outside-window', span.end <= window.start ? 'windowPastDays' : 'windowFutureMonths');
  if (settings.showAs[event.showAs] === 'ignore') return no('show-as', `showAs.${event.showAs}`);
  const unwanted = unwantedDay(event, settings) ?? unwantedAnswer(event, settings);
  if (unwanted) return unwanted;
  return !event.isOrganizer && settings.othersMeetings === 'ignore'
    ? no('others-meeting', 'othersMeetings')
    : null;
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
