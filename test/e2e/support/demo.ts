import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../../scripts/child.ts';
import type { DemoUser, WorldConfig } from '../../../scripts/demo/company.ts';
import { eventually, must } from '../../support/call.ts';
import { freePort } from '../../../scripts/freePort.ts';
import type { MailRow } from '../../support/rows.ts';
import type { Town } from '../../support/town.ts';
import { Calendars } from './calendars.ts';
import { PATIENCE_MS } from './chromium.ts';

export interface Facts {
  server: string;
  sandbox: string;
  world: string;
  pane: string;
  company: WorldConfig['company'];
  users: DemoUser[];
}

type Mail = MailRow & { html: string };

const PANE_BUILT_WITHIN_MS = 120_000;
const READY = new Set(['in-step', 'syncing']);

/** What a newcomer gets from `npm run demo`: the same command, on ports and data of its own. */
export class Demo {
  readonly facts: Facts;
  readonly stop: () => Promise<void>;

  private constructor(facts: Facts, stop: () => Promise<void>) {
    this.facts = facts;
    this.stop = stop;
  }

  static async start({ empty = false } = {}): Promise<Demo> {
    const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
    const port = String(await freePort());
    const child = await startChild('scripts/demo.ts', [
      '--json',
      '--fresh',
      ...(empty ? ['--empty'] : []),
      ...['--data', folder, '--port', port, '--sandbox-port', '0'],
    ]);
    return new Demo(JSON.parse(child.firstLine) as Facts, async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** One that its test starts and ends by itself. */
  static at(facts: Facts): Demo {
    return new Demo(facts, () => Promise.resolve());
  }

  /** The same for a town with pages, e.g. one that nobody is connected in yet, or whose clock a test moves. */
  static async of(town: Town): Promise<Demo> {
    const { server, sandbox, world } = town;
    const pane = `${server}/tab.html`;
    await eventually('the pane is built', async () => (await fetch(pane)).ok, PANE_BUILT_WITHIN_MS);
    const facts = { server, sandbox: sandbox.url, world: `${sandbox.url}/world`, pane };
    return new Demo({ ...facts, company: world.company, users: world.users }, () => town.stop());
  }

  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    return must<T>(method, `${this.facts.sandbox}/control${path}`, body === undefined ? {} : { body });
  }

  user(firstName: string): DemoUser {
    const user = this.facts.users.find(({ name }) => name.startsWith(firstName));
    if (!user) throw new Error(`The demo has no ${firstName}.`);
    return user;
  }

  calendars(user: DemoUser): Promise<Calendars> {
    return Calendars.of(this.facts.sandbox, this.facts.company.id, user);
  }

  async mails(): Promise<Mail[]> {
    return (await this.control<{ items: Mail[] }>('GET', '/mails')).items;
  }

  /** The latest invitation that was mailed to this address. */
  async invitation(address: string): Promise<Mail & { token: string }> {
    const mail = (await this.mails()).findLast(
      ({ to, text }) => to === address && text.includes('invitation='),
    );
    const token = /invitation=(\S+)/.exec(mail?.text ?? '')?.[1];
    if (!mail || token === undefined) throw new Error(`No invitation was mailed to ${address}.`);
    return { ...mail, token };
  }

  /** The address of `/host`, with what stands in its query. */
  hostPage(query: Record<string, string>): string {
    return `${this.facts.sandbox}/host?${new URLSearchParams(query).toString()}`;
  }

  /** A call of our own API in this person's name. */
  async api<T>(email: string, method: string, path: string, body?: unknown): Promise<T> {
    const { token } = await this.control<{ token: string }>('POST', '/token', {
      user: email,
      audience: 'api',
      consent: false,
    });
    const options = { token, ...(body === undefined ? {} : { body }) };
    return must<T>(method, `${this.facts.server}${path}`, options);
  }

  async connectionId(email: string): Promise<string> {
    const me = await this.api<{ connections: { id: string; mine: boolean }[] }>(email, 'GET', '/api/me');
    const mine = me.connections.find((connection) => connection.mine);
    if (!mine) throw new Error(`${email} has no connection.`);
    return mine.id;
  }

  /** Connects without a browser, for tests of what comes after. */
  async connect(user: DemoUser): Promise<string> {
    await this.control('POST', '/token', { user: user.email, audience: 'api', consent: true });
    const { token: invitation } = await this.invitation(user.email);
    const { mainCalendar } = await this.calendars(user);
    const made = await this.api<{ id: string }>(user.email, 'POST', '/api/connections', {
      invitation,
      calendars: [mainCalendar],
      settings: {},
    });
    await eventually(
      `${user.name} in step`,
      async () => {
        const { state } = await this.api<{ state: string }>(user.email, 'GET', `/api/connections/${made.id}`);
        return READY.has(state);
      },
      PATIENCE_MS,
    );
    return made.id;
  }
}
