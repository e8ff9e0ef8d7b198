/** What people do in Outlook. */
import type { GraphEvent } from '../answers.ts';
import type { Walker } from './walker.ts';

export interface Act {
  name: string;
  weight: number;
  /** Tells in words what came of it. */
  run(walker: Walker): Promise<string>;
}

const MARKER = 'String {c6a3d5be-4f0e-4d55-9a0f-6d1b8e2f7c94} Name TimifySyncLink';

export const utc = (text: string): { dateTime: string; timeZone: string } => ({
  dateTime: text.replace('Z', ''),
  timeZone: 'UTC',
});

const days = (day: string, count: number): Record<string, unknown> => {
  const end = new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
  return { isAllDay: true, start: utc(`${day}T00:00:00`), end: utc(`${end}T00:00:00`) };
};

const timesOf = (walker: Walker): Record<string, unknown> => {
  // People's own times do not keep TIMIFY's grid.
  const { start, end } = walker.span(walker.rarely(70) ? 15 : 1);
  return { isAllDay: false, start: utc(start), end: utc(end) };
};

export const post = (walker: Walker, body: Record<string, unknown>) =>
  walker.graph('POST', `/calendars/${encodeURIComponent(walker.person.calendarId)}/events`, {
    body: { contentType: 'text', content: walker.text('note') },
    ...body,
  });

export const patch = (walker: Walker, event: { id: string }, body: Record<string, unknown>) =>
  walker.graph('PATCH', `/events/${encodeURIComponent(event.id)}`, body);

export const told = (event: GraphEvent, what: string, status: number): string =>
  `${what} “${event.subject ?? ''}” ${event.start.dateTime.slice(5, 16)} → ${status}`;

/** An act on one of the events that are there, copies of bookings among them. */
const onEvent = (
  name: string,
  weight: number,
  change: (walker: Walker, event: GraphEvent) => Record<string, unknown>,
): Act => ({
  name,
  weight,
  run: async (walker) => {
    const event = walker.pick(await walker.events());
    if (!event) return `${name}: nothing there`;
    const { status } = await patch(walker, event, change(walker, event));
    return told(event, name, status);
  },
});

const create: Act = {
  name: 'event',
  weight: 14,
  run: async (walker) => {
    const showAs = walker.rarely(80) ? 'busy' : walker.pick(['free', 'tentative', 'oof']);
    const when = walker.rarely(8) ? days(walker.day(), 1 + walker.draw(2)) : timesOf(walker);
    const sensitivity = walker.rarely(12) ? 'private' : 'normal';
    const subject = walker.text('event');
    const { status } = await post(walker, { subject, ...when, showAs, sensitivity });
    return `event “${subject}” ${JSON.stringify(when)} ${showAs ?? ''} ${sensitivity} → ${status}`;
  },
};

const copy: Act = {
  name: 'copy event',
  weight: 3,
  run: async (walker) => {
    const event = walker.pick(await walker.events());
    if (!event) return 'copy event: nothing there';
    const path = `/events/${encodeURIComponent(event.id)}?$expand=singleValueExtendedProperties($filter=id eq '${MARKER}')`;
    const { body } = await walker.person.graphCall<{ singleValueExtendedProperties?: unknown[] }>(
      'GET',
      path,
    );
    const { subject, isAllDay, showAs, sensitivity, categories } = event;
    const properties = body.singleValueExtendedProperties;
    const { status } = await post(walker, {
      ...{ subject, isAllDay, showAs, sensitivity, categories },
      ...(walker.rarely(50) || isAllDay ? { start: event.start, end: event.end } : timesOf(walker)),
      ...(properties ? { singleValueExtendedProperties: properties } : {}),
    });
    return told(event, `copied${properties ? ' with its marker' : ''}`, status);
  },
};

const remove: Act = {
  name: 'delete event',
  weight: 6,
  run: async (walker) => {
    const event = walker.pick(await walker.events());
    if (!event) return 'delete event: nothing there';
    const { status } = await walker.graph('DELETE', `/events/${encodeURIComponent(event.id)}`);
    return told(event, 'deleted', status);
  },
};

/** With its whole series, as Outlook does it. */
const toCalendar = (
  name: string,
  weight: number,
  places: (walker: Walker) => { from: string; calendar: string },
): Act => ({
  name,
  weight,
  run: async (walker) => {
    const { from, calendar } = places(walker);
    const event = walker.pick(await walker.events(from));
    if (!event) return `${name}: nothing there`;
    const { status } = await walker.outlook('move', { event: event.seriesMasterId ?? event.id, calendar });
    return told(event, name, status);
  },
});

const resize = (walker: Walker, event: GraphEvent): Record<string, unknown> =>
  event.isAllDay
    ? days(event.start.dateTime.slice(0, 10), 1 + walker.draw(3))
    : {
        start: event.start,
        end: utc(walker.after(event.start.dateTime.slice(0, 19), 15 * (1 + walker.draw(10)))),
      };

const moved = (walker: Walker, event: GraphEvent): Record<string, unknown> => {
  if (event.isAllDay) return days(walker.day(), 1);
  if (walker.rarely(40)) return timesOf(walker);
  const by = 15 * (walker.draw(17) - 8);
  return {
    start: utc(walker.after(event.start.dateTime.slice(0, 19), by)),
    end: utc(walker.after(event.end.dateTime.slice(0, 19), by)),
  };
};

const guest = onEvent('guest on or off', 2, (walker, event) => ({
  attendees:
    event.attendees.length > 0
      ? []
      : [{ emailAddress: { name: 'Guest', address: walker.guest }, type: 'required' }],
}));

export const OFFICE_ACTS: readonly Act[] = [
  create,
  onEvent('move event', 9, moved),
  onEvent('resize event', 4, resize),
  onEvent('rename event', 4, (walker) => ({ subject: walker.text('renamed') })),
  onEvent('all day on or off', 2, (walker, event) =>
    event.isAllDay ? timesOf(walker) : days(event.start.dateTime.slice(0, 10), 1),
  ),
  onEvent('private on or off', 3, (_, event) => ({
    sensitivity: event.sensitivity === 'private' ? 'normal' : 'private',
  })),
  onEvent('show as', 3, (walker) => ({ showAs: walker.pick(['free', 'busy', 'tentative', 'oof']) })),
  {
    ...guest,
    run: async (walker) => {
      const told = await guest.run(walker);
      walker.invited.push(...walker.acts.slice(-1));
      return told;
    },
  },
  copy,
  remove,
  toCalendar('to another calendar', 2, ({ person: { calendarId }, otherCalendar }) => ({
    from: calendarId,
    calendar: otherCalendar,
  })),
  toCalendar('back from another calendar', 2, ({ person: { calendarId }, otherCalendar }) => ({
    from: otherCalendar,
    calendar: calendarId,
  })),
];
