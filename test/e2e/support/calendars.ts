import { DateTime } from 'luxon';
import type { DemoUser } from '../../../scripts/demo/company.ts';
import { must } from '../../support/call.ts';
import { spanOf, type GraphEvent, type TimifyAppointment } from '../../support/answers.ts';

/** Outlook on the web: another program than ours. */
const OUTLOOK = '5d661950-3475-41cd-a2c3-d671a3162bc1';
const ZONE = 'Europe/Berlin';

export interface Span {
  start: string;
  end: string;
}

const iso = (time: DateTime): string => time.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");

const nextDay = (): DateTime => DateTime.now().setZone(ZONE).startOf('day').plus({ days: 1 });

const spanFrom = (day: DateTime, hour: number, minutes: number): Span => {
  const start = day.set({ hour: Math.floor(hour), minute: (hour % 1) * 60 });
  return { start: iso(start), end: iso(start.plus({ minutes })) };
};

/** On the next working day, at this hour of the clock in Berlin. */
export const nextWorkday = (hour: number, minutes: number): Span => {
  let day = nextDay();
  while (day.weekday > 5) day = day.plus({ days: 1 });
  return spanFrom(day, hour, minutes);
};

/** Tomorrow, be it a working day or not. */
export const tomorrow = (hour: number, minutes: number): Span => spanFrom(nextDay(), hour, minutes);

const inUtc = ({ start, end }: Span): object => {
  const at = (time: string): object => ({ dateTime: time.replace('Z', ''), timeZone: 'UTC' });
  return { start: at(start), end: at(end) };
};

/** Both calendars of one person, changed and read by other programs than ours, as Outlook and TIMIFY's web app are. */
export class Calendars {
  readonly #sandbox: string;
  readonly #user: DemoUser;
  readonly #tokens: { graph: string; timify: string };
  readonly #companyId: string;
  mainCalendar = '';
  names: string[] = [];

  private constructor(
    sandbox: string,
    companyId: string,
    user: DemoUser,
    tokens: { graph: string; timify: string },
  ) {
    this.#sandbox = sandbox;
    this.#companyId = companyId;
    this.#user = user;
    this.#tokens = tokens;
  }

  static async of(sandbox: string, companyId: string, user: DemoUser): Promise<Calendars> {
    const token = async (path: string, body: unknown): Promise<string> =>
      (await must<{ token: string }>('POST', `${sandbox}/control${path}`, { body })).token;
    const calendars = new Calendars(sandbox, companyId, user, {
      graph: await token('/token', {
        user: user.oid,
        audience: 'graph',
        clientId: OUTLOOK,
        consent: false,
      }),
      timify: await token('/timify/token', { companyId }),
    });
    const { value } = await calendars.#graph<{
      value: { id: string; name: string; isDefaultCalendar: boolean }[];
    }>('GET', '/calendars?$top=50');
    calendars.names = value.map(({ name }) => name);
    calendars.mainCalendar = value.find(({ isDefaultCalendar }) => isDefaultCalendar)?.id ?? '';
    return calendars;
  }

  #graph<T>(method: string, path: string, body?: unknown): Promise<T> {
    return must<T>(method, `${this.#sandbox}/graph/v1.0/users/${this.#user.oid}${path}`, {
      token: this.#tokens.graph,
      headers: { prefer: 'IdType="ImmutableId"' },
      ...(body === undefined ? {} : { body }),
    });
  }

  #timify<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: this.#tokens.timify, 'company-id': this.#companyId };
    return must<T>(method, `${this.#sandbox}/timify/v1${path}`, {
      headers,
      ...(body === undefined ? {} : { body }),
    });
  }

  addEvent(subject: string, span: Span): Promise<GraphEvent> {
    const path = `/calendars/${encodeURIComponent(this.mainCalendar)}/events`;
    return this.#graph('POST', path, { subject, ...inUtc(span) });
  }

  async moveEvent(id: string, span: Span): Promise<void> {
    await this.#graph('PATCH', `/events/${encodeURIComponent(id)}`, inUtc(span));
  }

  async events(): Promise<GraphEvent[]> {
    const [from, to] = this.#window();
    const path = `/calendars/${encodeURIComponent(this.mainCalendar)}/calendarView`;
    const query = `?startDateTime=${from}&endDateTime=${to}&$top=500`;
    return (await this.#graph<{ value: GraphEvent[] }>('GET', `${path}${query}`)).value;
  }

  /** A customer's booking. */
  async book(title: string, { start, end }: Span): Promise<string> {
    const customers = await this.#timify<{ data: { id: string }[] }>('GET', '/customers?limit=1');
    const booking = await this.#timify<{ data: TimifyAppointment }>('POST', '/appointments', {
      title,
      resource_ids: [this.#user.resourceId],
      datetime: start.slice(0, 16).replace('T', ' '),
      duration: (Date.parse(end) - Date.parse(start)) / 60_000,
      customer_ids: customers.data.map(({ id }) => id),
      has_notify_customers: false,
      has_notify_resources: false,
    });
    return booking.data.id;
  }

  async appointments(): Promise<(Span & { id: string; title: string; isBlocker: boolean })[]> {
    const [from, to] = this.#window().map((time) => time.slice(0, 16).replace('T', ' '));
    const query = new URLSearchParams({
      from_time: from ?? '',
      to_time: to ?? '',
      timezone: 'UTC',
      limit: '10000',
    });
    const { data } = await this.#timify<{ data: TimifyAppointment[] }>(
      'GET',
      `/appointments?${query.toString()}`,
    );
    return data
      .filter(({ resources }) => resources.some(({ id }) => id === this.#user.resourceId))
      .map((appointment) => ({ ...spanOf(appointment), isBlocker: appointment.customers.length === 0 }));
  }

  /** What events became at TIMIFY. */
  async blockers(): Promise<Span[]> {
    return (await this.appointments()).filter(({ isBlocker }) => isBlocker);
  }

  /** What bookings became in Outlook. */
  async copies(): Promise<GraphEvent[]> {
    return (await this.events()).filter(({ categories }) => categories.includes('TIMIFY'));
  }

  /** TIMIFY tells of a month at most. */
  #window(): [string, string] {
    const now = DateTime.now().startOf('hour');
    return [iso(now.minus({ days: 2 })), iso(now.plus({ days: 25 }))];
  }
}
