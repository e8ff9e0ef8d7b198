import type { ConflictDraft } from './conflicts.ts';
import { eventGuard } from './judgement.ts';
import type { Appointment, OfficeEvent } from './items.ts';
import type { ConflictAction, ConflictKind } from './decisions.ts';
import { writesTo } from './items.ts';
import type { PlanInput } from './planInput.ts';

/** The ways out of each kind, in the order in which they are offered. What cannot be done in a case is left out. */
export const WAYS: Record<ConflictKind, readonly ConflictAction[]> = {
  overlap: [
    'move-booking',
    'move-event',
    'keep-both',
    'cancel-booking',
    'delete-event',
    'ignore',
    'ignore-series',
  ],
  'outside-working-hours': [
    'put-back',
    'move-booking',
    'use-office',
    'move-event',
    'ignore',
    'ignore-series',
  ],
  'both-changed': ['use-office', 'use-timify', 'ignore'],
  'move-refused': ['put-back', 'move-booking', 'ignore'],
  'confirm-move': ['move-booking', 'put-back'],
  'confirm-cancel': ['cancel-booking', 'put-back'],
  'mirror-deleted': ['put-back', 'delete-event', 'cancel-booking', 'ignore', 'ignore-series'],
  'would-notify-guests': ['put-back', 'ignore'],
  'not-writable': ['put-back', 'ignore', 'ignore-series'],
  'not-representable': ['put-back', 'ignore'],
  'fought-over': ['put-back', 'ignore'],
};

/** A conflict as far as it says what can be done about it. */
export type Question = Pick<ConflictDraft, 'kind' | 'link' | 'span' | 'office' | 'timify'>;

/** What is known about both items of a conflict. */
export interface Parties {
  event: OfficeEvent | null;
  booking: Appointment | null;
  /** A time of which both items can be moved was found. */
  eventFits: boolean;
}

export const bookingOf = (input: PlanInput, id: string | undefined): Appointment | null =>
  [...input.timify.items, ...input.known.appointments].find((item) => item.id === id) ?? null;

export const canWrite = (input: PlanInput, calendarId: string): boolean =>
  input.connection.writeCalendarId === calendarId ||
  input.connection.calendars.some((one) => one.id === calendarId && one.canEdit);

/** Whether a person may write the original event here: the direction allows it, and nobody would get mail. */
export const mayWriteEvent = (
  input: PlanInput,
  { link: { origin } }: Pick<ConflictDraft, 'link'>,
  event: OfficeEvent | null,
): boolean => {
  if (origin.side !== 'office' || !writesTo(input.settings.direction, 'office')) return false;
  if (input.othersCopies.has(origin.id)) return false;
  return eventGuard(origin.base, event, canWrite(input, origin.containerId)) === null;
};

/** A part of a series, a split or a group booking is not moved alone (TIMIFY docs, series; design §4). */
export const isMovable = (booking: Appointment | null): booking is Appointment =>
  booking !== null && !booking.isGroup && !booking.isSplit && !booking.isConnectedSeries;

/** The copy in Outlook can be brought back: it is gone, or nobody would get mail. */
const mayPutBack = (draft: Question): boolean => {
  if (draft.kind === 'outside-working-hours') return draft.timify !== null;
  const { link } = draft;
  if (link.origin.side === 'office' || draft.kind === 'mirror-deleted' || draft.kind === 'confirm-cancel')
    return true;
  return link.mirrors.every((mirror) => eventGuard(mirror.base, null, true) === null);
};

/**
 * Two times of one booking must not be left standing where there is a way to make them agree: the customer would come
 * at a time at which nobody waits.
 */
const mayIgnore = ({ kind, link, timify }: Question): boolean =>
  link.origin.side === 'office' ||
  kind === 'mirror-deleted' ||
  kind === 'would-notify-guests' ||
  kind === 'fought-over' ||
  timify === null;

const isPossible = (
  input: PlanInput,
  draft: Question,
  { event, booking, eventFits }: Parties,
  action: ConflictAction,
): boolean => {
  const { kind, link } = draft;
  const ofBooking = link.origin.side === 'timify';
  const toTimify = writesTo(input.settings.direction, 'timify');
  switch (action) {
    case 'move-event':
      return eventFits && mayWriteEvent(input, draft, event);
    case 'delete-event':
      return mayWriteEvent(input, draft, event);
    case 'use-timify':
      return ofBooking || mayWriteEvent(input, draft, event);
    case 'move-booking':
      return toTimify && isMovable(booking);
    case 'use-office':
      return ofBooking ? toTimify && isMovable(booking) : kind === 'both-changed';
    case 'cancel-booking':
      return toTimify && booking !== null && !booking.isConnectedSeries;
    case 'put-back':
      return mayPutBack(draft);
    case 'keep-both':
      return kind === 'overlap';
    case 'ignore':
      return mayIgnore(draft);
    case 'ignore-series':
      return mayIgnore(draft) && link.origin.seriesId !== null;
  }
};

/** The ways out of this conflict that would work now. */
export const waysOf = (input: PlanInput, draft: Question, parties: Parties): ConflictAction[] =>
  WAYS[draft.kind].filter((action) => isPossible(input, draft, parties, action));
