/** A small world that is in step, written by hand; the checker's own tests break it in one place each. */
import type { Time } from '../time.ts';
import type { Seen, SeenAppointment, SeenEvent, ToldConflict, ToldLink } from './seen.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const MIDNIGHT = Date.UTC(2026, 10, 26);

/** From and to in minutes of the world's day. */
export const at = (from: number, to: number): Time => ({
  start: MIDNIGHT + from * MINUTE,
  end: MIDNIGHT + to * MINUTE,
});

export const event = (id: string, span: Time, change: Partial<SeenEvent> = {}): SeenEvent => ({
  ...{ id, calendarId: 'main', span, title: `Title of ${id}`, notes: '', categories: [], guests: 0 },
  ...{ isAllDay: false, isCancelled: false, isOrganizer: true, showAs: 'busy', sensitivity: 'normal' },
  response: 'organizer',
  ...change,
});

export const appointment = (
  id: string,
  span: Time,
  change: Partial<SeenAppointment> = {},
): SeenAppointment => ({
  ...{ id, span, served: [span], busy: [span], title: '', notes: '', service: null, customers: [] },
  ...{ isHeld: false, isBooking: true },
  ...change,
});

export const link = (
  side: 'office' | 'timify',
  origin: { id: string; span: Time },
  mirrors: readonly { id: string; span: Time }[],
  change: Partial<ToldLink> = {},
): ToldLink => ({
  id: `link of ${origin.id}`,
  origin: { side, id: origin.id, seriesId: null, base: { span: origin.span } },
  mirrors: mirrors.map(({ id, span }) => ({ id, base: { span } })),
  ...{ anonymous: false, madeByUs: true, ignored: [] },
  decision: { kind: 'mirrored', reason: null, setting: null },
  ...change,
});

export const overlap = (eventId: string, bookingId: string, span: Time): ToldConflict => ({
  ...{ id: `overlap of ${eventId}`, linkId: `link of ${eventId}`, kind: 'overlap', span },
  ...{ closedAt: null, closedBy: null, office: { id: eventId }, timify: { id: bookingId } },
});

const connection = (): Seen['told']['connection'] => ({
  ...{ resourceId: 'anna', state: 'in-step', calendars: ['main'], writeCalendar: 'main' },
  ...{ timeZone: 'Europe/Berlin', hold: null },
  settings: {
    ...{ direction: 'both', anonymous: { toTimify: false, toOffice: false }, title: true, notes: false },
    ...{ showAs: { busy: 'block', free: 'ignore' }, allDay: 'busy-only', personal: 'anonymous' },
    response: { tentative: 'block', declined: 'ignore', notResponded: 'block', none: 'block' },
    ...{ othersMeetings: 'block', cancelled: 'ignore', buffers: 'exclude', splitBookings: 'one' },
    ...{ blockerWords: { en: 'Busy', de: 'Belegt' }, busyWords: { en: 'Booked', de: 'Gebucht' } },
    ...{ template: { subject: '{service} · {customer}' }, windowPastDays: 10 },
  },
});

/** A meeting off the grid, a private event, a booking, and an event that meets the booking in a conflict. */
export const wholeWorld = (): Seen => {
  const meeting = event('meeting', at(482, 538));
  const doctor = event('doctor', at(600, 660), { sensitivity: 'private' });
  const lunch = event('lunch', at(720, 780));
  const visit = appointment('visit', at(750, 810), { service: 'Eye test', customers: ['Ada Byron'] });
  const copy = event('copy', visit.span, { title: 'Eye test · Ada Byron' });
  const ofMeeting = appointment('of-meeting', at(480, 540), { title: meeting.title });
  const ofDoctor = appointment('of-doctor', doctor.span, { title: 'Belegt' });
  const ofLunch = appointment('of-lunch', at(720, 750), { title: lunch.title });
  return {
    told: {
      connection: connection(),
      links: [
        link('office', meeting, [ofMeeting]),
        link('office', doctor, [ofDoctor], { anonymous: true }),
        link('office', lunch, [ofLunch]),
        link('timify', visit, [copy]),
      ],
      conflicts: [overlap('lunch', 'visit', at(750, 780))],
      log: [],
    },
    events: [meeting, doctor, lunch, copy],
    appointments: [visit, ofMeeting, ofDoctor, ofLunch],
    ...{ shifts: [], closed: [], rows: [] },
    within: { start: MIDNIGHT - 24 * HOUR, end: MIDNIGHT + 48 * HOUR },
  };
};
