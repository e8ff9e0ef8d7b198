import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/child.ts';
import { prepareCompany, type WorldConfig } from '../../scripts/demo/company.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { call, eventually, must, type Answer } from './call.ts';
import type { OwnAct } from './checker/quiet.ts';
import { freePort } from '../../scripts/freePort.ts';
import { SCRATCH } from '../../scripts/scratch.ts';
import { isWrite, OwnCalls } from './ownCalls.ts';
import { Person } from './person.ts';
import { Proof } from './proof.ts';
import type { CallName, JournalRow, MailRow, SubscriptionRow } from './rows.ts';
import { Tokens } from './tokens.ts';
import type { TownOptions } from './townOptions.ts';
import { isAtRest, moveServer, startServer, type TownServer } from './townServer.ts';
import { settingsFor, worldSwitches } from './worlds.ts';

/** One sandbox and one server (or more), as an operator would start them: real processes, real HTTP. */
export class Town {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly servers: TownServer[] = [];
  readonly world: WorldConfig;
  readonly months: number | 'company';
  /** Everybody who was made here. */
  readonly people: Person[] = [];
  /** Towns that stand right now: after each test they are checked. */
  static readonly standing = new Set<Town>();
  #people = 0;
  readonly #own = new OwnCalls();
  #ahead = 0;
  readonly #tokens: Tokens;
  readonly proof = new Proof(this);

  private constructor(sandbox: Sandbox, folder: string, world: WorldConfig, months: Town['months']) {
    this.months = months;
    this.sandbox = sandbox;
    this.folder = folder;
    this.world = world;
    this.#tokens = new Tokens(sandbox.url);
  }

  get server(): string {
    const [first] = this.servers;
    if (!first) throw new Error('no server runs');
    return first.url;
  }

  static async start(options: TownOptions = {}): Promise<Town> {
    const folder = mkdtempSync(join(SCRATCH, 'town-'));
    const switches = { ...worldSwitches, ...options.switches };
    const sandbox = await startSandbox({
      port: 0,
      dataDir: join(folder, 'sandbox'),
      certificateDir: join(ROOT, '.cache'),
      switches,
      empty: true,
      fresh: true,
      ...(options.pages ? { mountPages: (await import('../../sandbox/pages/mount.ts')).mountPages } : {}),
    });
    const world = await must<WorldConfig>('GET', `${sandbox.url}/world/config`);
    const town = new Town(sandbox, folder, world, options.months ?? 3);
    const env = typeof options.env === 'function' ? await options.env(sandbox) : options.env;
    for (let index = 0; index < (options.servers ?? 1); index += 1) {
      const clock = options.here
        ? { CLOCK_PORT: 'here' }
        : options.movable
          ? { CLOCK_PORT: String(await freePort()) }
          : {};
      await town.addServer({ ...settingsFor(switches), ...env, ...clock });
    }
    if (options.pages) await town.control('POST', '/server', { url: town.server });
    if (!options.bare) await prepareCompany(sandbox.url, town.server, world);
    Town.standing.add(town);
    return town;
  }

  async addServer(env: NodeJS.ProcessEnv = {}, port?: number): Promise<void> {
    const { sandbox, folder, world } = this;
    const { clientId } = world;
    this.servers.push(await startServer({ sandbox, folder, clientId, env, port, ahead: this.#ahead }));
  }

  /** Ends a server (SIGKILL: as a crash would) and starts it again on its data. */
  async restart(signal: NodeJS.Signals = 'SIGTERM', meanwhile?: () => void): Promise<void> {
    const first = this.servers.shift();
    if (!first) throw new Error('no server runs');
    await first.child.stop(signal);
    meanwhile?.();
    await this.addServer(first.env, Number(first.env['PORT']));
  }

  /** A new person of the tenant, with an empty mailbox and a resource of their own, not yet connected. */
  async person(change: { timeZone?: string } = {}): Promise<Person> {
    this.#people += 1;
    const users = await must<{ items: { oid: string; email: string; name: string; resourceId: string }[] }>(
      'POST',
      `${this.sandbox.url}/control/users`,
      {
        body: { count: this.#people, events: 0 },
      },
    );
    const user = users.items[this.#people - 1];
    if (!user) throw new Error('no user was made');
    if (change.timeZone) await this.control('PATCH', `/users/${user.oid}`, change);
    return Person.of(this, user);
  }

  /** A new person whose calendars are connected and in step. */
  async connected(...how: Parameters<Person['connect']>): Promise<Person> {
    return (await this.person()).connect(...how);
  }

  /** What a pane asks with in the name of this user, as signed in to as it was last, until something of the world changes. */
  token(user: string, consent = true): Promise<string> {
    return this.#tokens.of(user, consent);
  }

  /** Our own API, as this user's pane asks it. */
  async as<T = Record<string, unknown>>(
    user: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<T>> {
    const token = await this.token(user);
    return call<T>(method, `${this.server}${path}`, { token, ...(body === undefined ? {} : { body }) });
  }

  get admin(): string {
    return this.world.users.find((user) => user.role === 'admin')?.email ?? '';
  }

  async control<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    if (method !== 'GET' && !path.endsWith('/token')) this.#tokens.forget();
    if (path === '/clock' && method === 'POST') this.#ahead += (body as { advance: number }).advance * 1000;
    return must<T>(method, `${this.sandbox.url}/control${path}`, body === undefined ? {} : { body });
  }

  async requests(since?: string): Promise<JournalRow[]> {
    const query = since ? `?since=${encodeURIComponent(since)}` : '';
    return (await this.control<{ items: JournalRow[] }>('GET', `/requests${query}`)).items;
  }

  /** A person's own call, which is not to be counted among the product's. */
  noteOwn(row: CallName): void {
    this.#own.note(row);
  }

  /** What a person does in Outlook or TIMIFY: mails of that moment are theirs, not ours. */
  async byPerson<T>(act: () => Promise<T>, acts: OwnAct[] = this.proof.acts): Promise<T> {
    const from = Date.now() + this.#ahead;
    try {
      return await act();
    } finally {
      acts.push({ from, to: Date.now() + this.#ahead });
    }
  }

  /** Says aloud why this town is not checked from here on. */
  unchecked(reason: string): void {
    this.proof.unchecked(reason);
  }

  /** A person acts, or is acted on. */
  touch(person: { oid: string }): void {
    this.proof.touch(person);
  }

  /** What the independent checker finds amiss; nothing where all is well. */
  proven(whom: 'everybody' | 'touched'): Promise<string[]> {
    return this.proof.faults(whom);
  }

  /** What the product called since: everything but what people called themselves. */
  async calls(since: string): Promise<JournalRow[]> {
    return this.#own.without(await this.requests(since), since);
  }

  /** What the product wrote to either calendar since. */
  async writes(since: string, service?: 'graph' | 'timify'): Promise<JournalRow[]> {
    return (await this.calls(since)).filter((row) => isWrite(row) && (!service || row.service === service));
  }

  async mails(): Promise<MailRow[]> {
    return (await this.control<{ items: MailRow[] }>('GET', '/mails')).items;
  }

  /** What Exchange and TIMIFY told guests and customers. */
  async mailsToOthers(): Promise<MailRow[]> {
    return (await this.mails()).filter((mail) => mail.from !== 'ours');
  }

  fault(rule: Record<string, unknown>): Promise<{ id: string }> {
    this.proof.newsLost ||= 'drop' in rule;
    return this.control('POST', '/faults', rule);
  }

  /** What is done in `act` rings nowhere: notifications and webhooks are lost. */
  async unheard(act: () => Promise<void>): Promise<void> {
    const lost = { match: 'notifications', drop: 'before' };
    const rules = [
      await this.fault({ service: 'graph', ...lost }),
      await this.fault({ service: 'timify', ...lost }),
    ];
    await act();
    await this.control('GET', '/idle');
    for (const { id } of rules) await this.control('DELETE', `/faults/${id}`);
  }

  async subscription(person: { oid: string }): Promise<SubscriptionRow> {
    const { items } = await this.control<{ items: SubscriptionRow[] }>('GET', '/subscriptions');
    const found = items.find((one) => one.oid === person.oid);
    if (!found) throw new Error('no subscription');
    return found;
  }

  /** A lifecycle notification of the person's subscription. */
  async lifecycle(
    person: { oid: string },
    event: 'missed' | 'subscriptionRemoved' | 'reauthorizationRequired',
  ): Promise<void> {
    await this.control('POST', '/graph/lifecycle', {
      subscriptionId: (await this.subscription(person)).id,
      event,
    });
  }

  /** Time goes by: for Graph's subscriptions and delta states, for TIMIFY's held slots, and for servers started `movable`. */
  async advance(seconds: number, withinMs?: number): Promise<void> {
    await this.settled();
    await this.moveClock(seconds);
    await this.settled(withinMs);
  }

  /** The same in the middle of whatever goes on. */
  async moveClock(seconds: number): Promise<void> {
    await this.control('POST', '/clock', { advance: seconds });
    for (const server of this.servers) await moveServer(server, seconds * 1000);
  }

  /** Day by day, as days go by. */
  async sleep(days: number): Promise<void> {
    for (let day = 0; day < days; day += 1) await this.advance(24 * 3_600);
  }

  /** Every line that the servers wrote. */
  get lines(): string[] {
    return this.servers.flatMap(({ errors }) => errors);
  }

  /** Nothing is delivered any more and nothing is due or running: what was to happen has happened. */
  async settled(withinMs = 60_000): Promise<void> {
    const areAtRest = async (): Promise<boolean> => {
      await this.control('GET', '/idle');
      return (await Promise.all(this.servers.map(isAtRest))).every(Boolean);
    };
    const probe = async (): Promise<boolean> => (await areAtRest()) && (await areAtRest());
    await eventually('everything settled', probe, withinMs);
  }

  /** Lines that a healthy server never writes. */
  complaints(): string[] {
    return this.servers.flatMap(({ errors }) =>
      errors.filter((line) => line.includes('"level":50') || line.includes('bug')),
    );
  }

  async stop(): Promise<void> {
    Town.standing.delete(this);
    await Promise.all(this.servers.map(({ child }) => child.stop()));
    await this.sandbox.stop();
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true });
  }
}
