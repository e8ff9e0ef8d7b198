import { call, type Answer } from '../call.ts';
import { chance } from '../chance.ts';
import type { OwnAct } from '../checker/quiet.ts';
import type { GraphEvent, TimifyAppointment } from '../answers.ts';
import type { Person } from '../person.ts';

/** Stands in every title, note and name of a walk, so that it can be looked for where it must not be. */
export const TEXT = 'Zimtstern';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

/** Where a walk takes place: days that stay ahead of the present, however the clock is moved. */
const FIRST_DAY = 3;
const DAYS = 5;

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** One person on a random walk through both calendars: everything drawn from one seed. */
export class Walker {
  readonly person: Person;
  readonly seed: number;
  readonly draw: (below: number) => number;
  readonly guest: string;
  /** Days are counted from here, so that the same seed means the same distances. */
  readonly #start: number;
  /** What was done, in words, for whoever replays it. */
  readonly story: string[] = [];
  /** Own writes to either calendar: mails of these moments are the person's. */
  readonly acts: OwnAct[] = [];
  /** When guests were put on an event. */
  readonly invited: OwnAct[] = [];
  customerId = '';
  customerEmail = '';
  /** A calendar of the mailbox that nobody chose, and a resource that nobody connected. */
  otherCalendar = '';
  otherResource = '';
  /** A verdict or a setting said that customers be told. */
  tells = false;
  #texts = 0;

  constructor(person: Person, seed: number) {
    this.person = person;
    this.seed = seed;
    this.draw = chance(seed);
    this.guest = `guest.of.${person.oid}@elsewhere.example`;
    this.#start = Math.floor(Date.now() / DAY) * DAY + FIRST_DAY * DAY;
  }

  pick<T>(values: readonly T[]): T | undefined {
    return values[this.draw(values.length)];
  }

  /** In `percent` of a hundred. */
  rarely(percent: number): boolean {
    return this.draw(100) < percent;
  }

  text(kind: string): string {
    this.#texts += 1;
    return `${TEXT} ${kind} ${this.#texts}`;
  }

  /** A time of day in the days of the walk. `grid`: minutes. */
  moment(grid: number): number {
    return this.#start + this.draw(DAYS) * DAY + 6 * HOUR + this.draw((14 * 60) / grid) * grid * MINUTE;
  }

  day(): string {
    return iso(this.#start + this.draw(DAYS) * DAY).slice(0, 10);
  }

  span(grid: number): { start: string; end: string; minutes: number } {
    const start = this.moment(grid);
    const minutes = grid * (1 + this.draw(Math.ceil(150 / grid)));
    return { start: iso(start), end: iso(start + minutes * MINUTE), minutes };
  }

  after(text: string, minutes: number): string {
    return iso(Date.parse(/Z$/.test(text) ? text : `${text}Z`) + minutes * MINUTE);
  }

  async events(calendarId = this.person.calendarId): Promise<GraphEvent[]> {
    const [from, to] = [iso(this.#start - 2 * DAY), iso(this.#start + (DAYS + 20) * DAY)];
    const path = `/calendars/${encodeURIComponent(calendarId)}/calendarView?startDateTime=${from}&endDateTime=${to}&$top=500`;
    const { body } = await this.person.graphCall<{ value?: GraphEvent[] }>('GET', path);
    return [...(body.value ?? [])].sort((a, b) => (a.start.dateTime < b.start.dateTime ? -1 : 1));
  }

  async appointments(resourceId = this.person.resourceId): Promise<TimifyAppointment[]> {
    const minute = (at: number): string => encodeURIComponent(iso(at).slice(0, 16).replace('T', ' '));
    const [from, to] = [minute(this.#start - 2 * DAY), minute(this.#start + (DAYS + 20) * DAY)];
    const path = `/appointments?from_time=${from}&to_time=${to}&timezone=UTC&limit=1000&resource_ids=${resourceId}`;
    const { body } = await this.person.timifyCall<{ data?: TimifyAppointment[] }>('GET', path);
    return [...(body.data ?? [])].sort((a, b) => (a.startDate < b.startDate ? -1 : 1));
  }

  /** Does it, and remembers when: whatever mail goes out in that moment is the person's own. */
  async own<T>(act: () => Promise<Answer<T>>): Promise<Answer<T>> {
    return this.person.town.byPerson(act, this.acts);
  }

  graph<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    return this.own(() => this.person.graphCall<T>(method, path, body));
  }

  /** What people do in Outlook or elsewhere, and Graph has no call for. */
  outlook(act: string, body: Record<string, unknown>): Promise<Answer> {
    const { town, oid: user } = this.person;
    const url = `${town.sandbox.url}/control/graph/${act}`;
    return this.own(() => call('POST', url, { body: { user, ...body } }));
  }

  timify<T = unknown>(method: string, path: string, body?: Record<string, unknown>): Promise<Answer<T>> {
    const quiet = { has_notify_customers: false, has_notify_resources: false };
    return this.own(() => this.person.timifyCall<T>(method, path, { ...quiet, ...body }));
  }

  /** Our own API. What it refuses is refused: people try things. */
  async api<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    if (/-and-notify"|"notify":true/.test(JSON.stringify(body ?? null))) this.tells = true;
    return this.person.api<T>(method, `/api/connections/${this.person.connectionId}${path}`, body);
  }
}
