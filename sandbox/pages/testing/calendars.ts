/** Two calendars reduced to what `/world` asks of them, and a stream that tells when one of them changed. */
import type { Express, Response } from 'express';

interface StoredEvent extends Record<string, unknown> {
  id: string;
}

export interface StandIns {
  events: StoredEvent[];
  appointments: StoredEvent[];
  /** `METHOD path body` of every write. */
  writes: { method: string; path: string; body: unknown }[];
  say: (side: string, text: string) => void;
}

export const RESOURCE = '65f0c0ffee10000000000001';
const MARKER = 'String {7f3c1a52-9d0e-4b8e-9a55-0d6f7c5a2b11} Name TimifyLink';

export function mountCalendars(app: Express, server: string): StandIns {
  const listeners = new Set<Response>();
  const stand: StandIns = {
    events: [],
    appointments: [],
    writes: [],
    say: (side, text) => {
      const line = JSON.stringify({ at: new Date().toISOString(), side, text });
      for (const listener of listeners) listener.write(`data: ${line}\n\n`);
    },
  };
  app.get('/control/events', (request, response) => {
    response.set('content-type', 'text/event-stream').flushHeaders();
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
  });
  app.get('/control/state', (_request, response) => response.json(stand.events));
  app.get('/control/clock', (_request, response) => response.json({ now: new Date().toISOString() }));
  app.get('/control/mails', (_request, response) => response.json({ items: mails(server) }));
  mountGraph(app, stand);
  mountTimify(app, stand);
  return stand;
}

function mountGraph(app: Express, stand: StandIns): void {
  const base = '/graph/v1.0/users/:user';
  app.get(`${base}/mailboxSettings`, (_request, response) => response.json({ timeZone: 'Europe/Berlin' }));
  app.get(`${base}/calendars`, (_request, response) =>
    response.json({ value: [{ id: 'one', name: 'Calendar', isDefaultCalendar: true, canEdit: true }] }),
  );
  app.get(`${base}/calendars/:calendar/calendarView`, (_request, response) =>
    response.json({ value: stand.events }),
  );
  app.post(`${base}/calendar/events`, (request, response) => {
    const event = { ...(request.body as object), id: `event-${stand.events.length}` };
    stand.events.push(event);
    done(stand, { method: 'POST', path: 'events', body: request.body }, 'office');
    response.status(201).json(event);
  });
  app.patch(`${base}/events/:id`, (request, response) => {
    stand.events = stand.events.map((event) =>
      event.id === request.params['id'] ? { ...event, ...(request.body as object) } : event,
    );
    done(stand, { method: 'PATCH', path: `events/${request.params['id']}`, body: request.body }, 'office');
    response.json({});
  });
  app.delete(`${base}/events/:id`, (request, response) => {
    stand.events = stand.events.filter(({ id }) => id !== request.params['id']);
    done(stand, { method: 'DELETE', path: `events/${request.params['id']}`, body: undefined }, 'office');
    response.status(204).end();
  });
}

function mountTimify(app: Express, stand: StandIns): void {
  app.post('/timify/v1/auth/token', (_request, response) =>
    response.json({ accessToken: 'token', expires: 3_600 }),
  );
  app.get('/timify/v1/services', (_request, response) =>
    response.json({ data: [{ id: 'service', name: 'Sehtest', duration: 30 }] }),
  );
  app.get('/timify/v1/customers', (_request, response) =>
    response.json({ data: [{ id: 'paul', fullName: 'Paul Brand' }] }),
  );
  app.get('/timify/v1/timeshifts', (_request, response) => response.json({ data: [] }));
  app.get('/timify/v1/appointments', (_request, response) => response.json({ data: stand.appointments }));
  app.patch('/timify/v1/appointments/:id', (request, response) => {
    done(
      stand,
      { method: 'PATCH', path: `appointments/${request.params['id']}`, body: request.body },
      'timify',
    );
    response.status(409).json({ error: 'The resource is busy then.' });
  });
  app.post('/timify/v1/appointments', (request, response) => {
    done(stand, { method: 'POST', path: 'appointments', body: request.body }, 'timify');
    response.json({ data: {} });
  });
}

function done(stand: StandIns, write: StandIns['writes'][number], side: string): void {
  stand.writes.push(write);
  stand.say(side, `${write.method} ${write.path}`);
}

/** `day` counts from today, hours are those of Berlin. */
export function event(
  id: string,
  subject: string,
  at: [day: number, from: number, to: number],
  more: object = {},
): StoredEvent {
  const [start, end] = [berlin(at[0], at[1]), berlin(at[0], at[2])];
  const time = (moment: Date): object => ({
    dateTime: `${moment.toISOString().slice(0, 19)}.0000000`,
    timeZone: 'UTC',
  });
  return {
    id,
    subject,
    start: time(start),
    end: time(end),
    isAllDay: false,
    showAs: 'busy',
    sensitivity: 'normal',
    ...more,
  };
}

export const mirrored = { singleValueExtendedProperties: [{ id: MARKER, value: 'link-1' }] };

export function appointment(
  id: string,
  title: string,
  at: [day: number, from: number, to: number],
  more: object = {},
): StoredEvent {
  const [start, end] = [berlin(at[0], at[1]).toISOString(), berlin(at[0], at[2]).toISOString()];
  const duration = (at[2] - at[1]) * 60;
  const bookings = [{ id: `${id}-0`, resourceId: RESOURCE, interval: { begin: start, end } }];
  return {
    id,
    title,
    startDate: start,
    duration,
    externalId: '',
    serviceId: null,
    customers: [],
    bookings,
    ...more,
  };
}

export const booked = { serviceId: 'service', customers: [{ id: 'paul', fullName: 'Paul Brand' }] };

/** Today in Berlin at that hour. */
export function berlin(day: number, hour: number): Date {
  const date = new Date(Date.now() + day * 86_400_000).toLocaleDateString('sv-SE', {
    timeZone: 'Europe/Berlin',
  });
  const utc = new Date(`${date}T00:00:00Z`);
  const shown = new Date(utc.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).replace(' ', 'T') + 'Z');
  return new Date(utc.getTime() - (shown.getTime() - utc.getTime()) + hour * 3_600_000);
}

const mails = (server: string): object[] => [
  {
    at: new Date().toISOString(),
    from: 'ours',
    to: 'lena.berger@optik-lindner.example',
    subject: 'Optik Lindner lädt Sie ein: Kalender mit TIMIFY abgleichen',
    text: `Guten Tag, hier geht es weiter: ${server}/tab.html?invitation=abc.`,
  },
  {
    at: new Date().toISOString(),
    from: 'exchange',
    to: 'gast@partner.example',
    subject: 'Fair',
    text: 'Updated.',
  },
];
