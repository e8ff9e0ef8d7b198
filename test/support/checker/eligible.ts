import type { Seen, SeenAppointment, SeenEvent, ToldSettings } from './seen.ts';

/** Which items are copied under the settings in force, worked out from the product's published rules alone. */

export const writes = ({ direction }: ToldSettings, side: 'office' | 'timify'): boolean =>
  direction === 'both' || direction.endsWith(`to-${side}`);

const isBusyDay = ({ showAs }: SeenEvent): boolean => showAs === 'busy' || showAs === 'oof';

const isWantedAnswer = ({ response, isOrganizer }: SeenEvent, settings: ToldSettings): boolean => {
  const { tentative, declined, notResponded, none } = settings.response;
  if (response === 'tentativelyAccepted') return tentative === 'block';
  if (response === 'declined') return declined === 'block';
  if (response === 'notResponded') return notResponded === 'block';
  return response !== 'none' || isOrganizer || none === 'block';
};

export const isEligibleEvent = (event: SeenEvent, { told }: Seen): boolean => {
  const { settings } = told.connection;
  if (!writes(settings, 'timify') || event.span.end <= event.span.start) return false;
  if (event.isCancelled && settings.cancelled === 'ignore') return false;
  if (settings.showAs[event.showAs] === 'ignore') return false;
  if (
    event.isAllDay &&
    (settings.allDay === 'ignore' || (settings.allDay === 'busy-only' && !isBusyDay(event)))
  )
    return false;
  return isWantedAnswer(event, settings) && (event.isOrganizer || settings.othersMeetings === 'block');
};

export const isEligibleAppointment = (item: SeenAppointment, { told }: Seen): boolean =>
  writes(told.connection.settings, 'office') &&
  told.connection.writeCalendar !== null &&
  item.isBooking &&
  !item.isHeld &&
  item.span.end > item.span.start;

export const isSecret = (event: SeenEvent, { told }: Seen): boolean => {
  const { anonymous, personal } = told.connection.settings;
  return (
    anonymous.toTimify ||
    event.sensitivity === 'private' ||
    event.sensitivity === 'confidential' ||
    (event.sensitivity === 'personal' && personal === 'anonymous')
  );
};
