import type { PlainKey, Translate } from '../strings/words.ts';

/** Why an item is not transferred, in a few words after its number: "18 als „Frei“". */
const WORDS: Readonly<Record<string, PlainKey>> = {
  direction: 'skip.direction',
  'no-calendar': 'skip.noCalendar',
  'outside-window': 'skip.outsideWindow',
  'outside-bookable-times': 'skip.outsideBookable',
  'show-as': 'skip.showAs',
  'all-day': 'skip.allDay',
  'tentatively-accepted': 'skip.tentativelyAccepted',
  declined: 'skip.declined',
  'not-responded': 'skip.notResponded',
  'no-answer': 'skip.noAnswer',
  'others-meeting': 'skip.othersMeeting',
  cancelled: 'skip.cancelled',
  draft: 'skip.draft',
  held: 'skip.held',
  'not-a-booking': 'skip.notABooking',
  'empty-span': 'skip.emptySpan',
  'end-before-start': 'skip.emptySpan',
  unreadable: 'skip.unreadable',
  'ignored-by-person': 'skip.ignored',
  'own-mirror': 'skip.ownMirror',
};

export function skipWords(t: Translate, reason: string, count: string): string {
  return `${count} ${t(WORDS[reason] ?? 'skip.other')}`;
}
