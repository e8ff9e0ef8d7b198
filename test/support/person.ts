import { eventually, must, type Answer } from './call.ts';
import type { ConflictAnswer, ConnectionAnswer, LogAnswer } from './answers.ts';
import { Calendars, type User } from './calendars.ts';
import type { Town } from './town.ts';
import type { JournalRow } from './rows.ts';

/** One person with both calendars and our pane, acting with that person's rights. */
export class Person extends Calendars {
  connectionId = '';
  /** The settings that the connection began with; all those of the company included. */
  startedWith?: Record<string, unknown>;

  static async of(town: Town, user: User): Promise<Person> {
    const person = new Person(town, user);
    town.touch(person);
    town.people.push(person);
    await person.signIn();
    const calendars = await person.graph<{ value: { id: string; isDefaultCalendar: boolean }[] }>(
      'GET',
      '/calendars?$top=50',
    );
    person.calendarId = calendars.value.find((calendar) => calendar.isDefaultCalendar)?.id ?? '';
    return person;
  }

  async api<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    if (method !== 'GET') this.town.touch(this);
    if (/-and-notify"|"notify":true/.test(JSON.stringify(body ?? null)))
      this.town.proof.customersMayBeTold = true;
    return this.town.as<T>(this.email, method, path, body);
  }

  /** The token of a new invitation for this person's resource. */
  async invitation(): Promise<string> {
    const { town } = this;
    const body = { resourceIds: [this.resourceId], send: false };
    const invited = await must<{ items: { url: string }[] }>(
      'POST',
      `${town.server}/api/company/invitations`,
      { token: await town.token(town.admin), body },
    );
    return new URL(invited.items[0]?.url ?? '').searchParams.get('invitation') ?? '';
  }

  async connect(
    settings: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
    withinMs = 60_000,
  ): Promise<this> {
    await this.beginConnecting(settings, more);
    await eventually('import done', async () => (await this.connection()).state === 'in-step', withinMs);
    await this.town.settled();
    return this;
  }

  /** Connects, and does not wait for the import. */
  async beginConnecting(
    settings: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const invitation = await this.invitation();
    const { months } = this.town;
    const reach = months === 'company' ? {} : { windowFutureMonths: months };
    const answer = await this.api<ConnectionAnswer>('POST', '/api/connections', {
      invitation,
      calendars: [this.calendarId],
      settings: { direction: 'both', ...reach, ...settings },
      ...more,
    });
    if (answer.status !== 201)
      throw new Error(`connect answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    this.connectionId = answer.body.id;
    this.startedWith = answer.body.settings;
  }

  async connection(): Promise<ConnectionAnswer> {
    return (await this.api<ConnectionAnswer>('GET', `/api/connections/${this.connectionId}`)).body;
  }

  async conflicts(): Promise<ConflictAnswer[]> {
    const answer = await this.api<{ items: ConflictAnswer[] }>(
      'GET',
      `/api/connections/${this.connectionId}/conflicts`,
    );
    return answer.body.items.filter((conflict) => !conflict.closedAt);
  }

  async allConflicts(): Promise<ConflictAnswer[]> {
    const path = `/api/connections/${this.connectionId}/conflicts?state=all`;
    return (await this.api<{ items: ConflictAnswer[] }>('GET', path)).body.items;
  }

  async log(): Promise<LogAnswer[]> {
    return (await this.api<{ items: LogAnswer[] }>('GET', `/api/connections/${this.connectionId}/log`)).body
      .items;
  }

  action(name: string, body: unknown = {}): Promise<Answer<Record<string, unknown>>> {
    return this.api('POST', `/api/connections/${this.connectionId}/actions/${name}`, body);
  }

  /** Looks at both sides in full once more and answers what was written for it: nothing, where all is well. */
  async lookAgain(): Promise<JournalRow[]> {
    await this.town.settled();
    const since = new Date().toISOString();
    await this.action('sync');
    await this.town.settled();
    return this.town.writes(since);
  }

  resolve(conflict: { id: string }, body: unknown): Promise<Answer<Record<string, unknown>>> {
    return this.api('POST', `/api/connections/${this.connectionId}/conflicts/${conflict.id}/resolve`, body);
  }

  settings(values: unknown): Promise<Answer<Record<string, unknown>>> {
    return this.api('PATCH', `/api/connections/${this.connectionId}/settings`, values);
  }
}
