import { call, type Answer } from './call.ts';
import {
  graphTime,
  line,
  spanOf,
  times,
  tomorrow,
  type GraphEvent,
  type TimifyAppointment,
} from './answers.ts';
import type { Town } from './town.ts';

/** Not our app: its calls count against limits of its own. */
const OUTLOOK = '5d661950-3475-41cd-a2c3-d671a3162bc1';

/** Whose calendars they are. */
export interface User {
  oid: string;
  email: string;
  resourceId: string;
}

/** Both calendars of a person, acted on through Graph's and TIMIFY's own calls with the person's rights. */
export class Calendars {
  readonly town: Town;
  readonly oid: string;
  readonly email: string;
  readonly resourceId: string;
  calendarId = '';
  #graph = '';
  #timify = '';

  protected constructor(town: Town, user: User) {
    this.town = town;
    this.oid = user.oid;
    this.email = user.email;
    this.resourceId = user.resourceId;
  }

  /** Signs in to Outlook and to TIMIFY's web app; again where tokens ended. */
  async signIn(): Promise<void> {
    const outlook = { user: this.oid, audience: 'graph', clientId: OUTLOOK };
    this.#graph = (await this.town.control<{ token: string }>('POST', '/token', outlook)).token;
    const companyId = this.town.world.company.id;
    this.#timify = (await this.town.control<{ token: string }>('POST', '/timify/token', { companyId })).token;
  }

  // Graph, as Outlook would.
  graphCall<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const full = `/users/${this.oid}${path}`;
    this.town.noteOwn({ service: 'graph', method, path: full });
    const headers = { prefer: 'IdType="ImmutableId", outlook.body-content-type="text"' };
    const send = (): Promise<Answer<T>> =>
      call<T>(method, `${this.town.sandbox.url}/graph/v1.0${full}`, {
        token: this.#graph,
        headers,
        ...(body === undefined ? {} : { body }),
      });
    if (method === 'GET') return send();
    this.town.touch(this);
    return this.town.byPerson(send);
  }

  async graph<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.graphCall<T>(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  event(
    subject: string,
    start: string,
    end: string,
    more: Record<string, unknown> = {},
  ): Promise<GraphEvent> {
    return this.graph('POST', `/calendars/${encodeURIComponent(this.calendarId)}/events`, {
      subject,
      start: graphTime(start),
      end: graphTime(end),
      ...more,
    });
  }

  change(event: { id: string }, values: Record<string, unknown>): Promise<GraphEvent> {
    const { from, to, ...rest } = values as { from?: string; to?: string };
    return this.graph('PATCH', `/events/${encodeURIComponent(event.id)}`, {
      ...rest,
      ...(from ? { start: graphTime(from) } : {}),
      ...(to ? { end: graphTime(to) } : {}),
    });
  }

  remove(event: { id: string }): Promise<null> {
    return this.graph('DELETE', `/events/${encodeURIComponent(event.id)}`);
  }

  async events(from = tomorrow(0, 0, -2), to = tomorrow(0, 0, 40)): Promise<GraphEvent[]> {
    const path = `/calendars/${encodeURIComponent(this.calendarId)}/calendarView?startDateTime=${from}&endDateTime=${to}&$top=1000`;
    return (await this.graph<{ value: GraphEvent[] }>('GET', path)).value;
  }

  // TIMIFY, as its web app would.
  timifyCall<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    this.town.noteOwn({ service: 'timify', method, path });
    const bearer = this.town.sandbox.world.switches.timifyAuthHeader === 'bearer';
    const headers = {
      authorization: bearer ? `Bearer ${this.#timify}` : this.#timify,
      'company-id': this.town.world.company.id,
    };
    const send = (): Promise<Answer<T>> =>
      call<T>(method, `${this.town.sandbox.url}/timify/v1${path}`, {
        headers,
        ...(body === undefined ? {} : { body }),
      });
    if (method === 'GET') return send();
    this.town.touch(this);
    return this.town.byPerson(send);
  }

  async timify<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.timifyCall<T>(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** A booking of a customer; `service: null` makes a free-text one without customers. */
  async booking(
    start: string,
    minutes: number,
    more: Record<string, unknown> = {},
  ): Promise<TimifyAppointment> {
    const customers = await this.timify<{ data: { id: string }[] }>('GET', '/customers?limit=1');
    const body = {
      title: 'Consultation',
      resource_ids: [this.resourceId],
      datetime: start.slice(0, 16).replace('T', ' '),
      duration: minutes,
      customer_ids: customers.data.slice(0, 1).map((customer) => customer.id),
      has_notify_customers: false,
      has_notify_resources: false,
      ...more,
    };
    return (await this.timify<{ data: TimifyAppointment }>('POST', '/appointments', body)).data;
  }

  async rebook(booking: { id: string }, values: Record<string, unknown>): Promise<void> {
    await this.timify('PATCH', `/appointments/${booking.id}`, {
      has_notify_customers: false,
      has_notify_resources: false,
      ...values,
    });
  }

  async cancel(...bookings: { id: string }[]): Promise<void> {
    await this.timify('POST', '/appointments/delete/bulk', {
      ids: bookings.map((booking) => booking.id),
      has_notify_customers: false,
      has_notify_resources: false,
    });
  }

  async appointments(from = tomorrow(0, 0, -2), to = tomorrow(0, 0, 27)): Promise<TimifyAppointment[]> {
    const range = `from_time=${encodeURIComponent(from.slice(0, 16).replace('T', ' '))}&to_time=${encodeURIComponent(to.slice(0, 16).replace('T', ' '))}&timezone=UTC`;
    const answer = await this.timify<{ data: TimifyAppointment[] }>(
      'GET',
      `/appointments?${range}&limit=10000`,
    );
    return answer.data.filter((item) => item.resources.some((resource) => resource.id === this.resourceId));
  }

  /** Appointments without customer: what events became. */
  async blockers(
    from?: string,
    to?: string,
  ): Promise<{ id: string; title: string; notes: string; start: string; end: string }[]> {
    return (await this.appointments(from, to))
      .filter((item) => item.customers.length === 0)
      .map(spanOf)
      .sort((a, b) => a.start.localeCompare(b.start));
  }

  /** Events that bookings became: ours carry the category. */
  async copies(from?: string, to?: string): Promise<GraphEvent[]> {
    return (await this.events(from, to)).filter((event) => event.categories.includes('TIMIFY'));
  }

  /** Both calendars as a person sees them, for comparing worlds. */
  async both(): Promise<{ office: string[]; timify: string[] }> {
    const office = (await this.events()).map((event) => line(event.subject ?? '', times(event)));
    const timify = (await this.appointments()).map(spanOf).map((item) => line(item.title, item));
    return { office: office.sort(), timify: timify.sort() };
  }
}
