import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { call } from '../support/call.ts';
import { runLinesOf } from '../support/runLines.ts';
import { Town } from '../support/town.ts';
import type { SubscriptionRow } from '../support/rows.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ env: { LOG_LEVEL: 'info' } });
});
afterAll(() => town.stop());

const DOORS = ['/webhooks/graph/notifications', '/webhooks/graph/lifecycle'];
const door = (path = DOORS[0] ?? ''): string => `${town.server}${path}`;

const notification = ({ id, clientState, resource }: SubscriptionRow): Record<string, unknown> => ({
  subscriptionId: id,
  clientState,
  changeType: 'updated',
  resource,
  resourceData: { '@odata.type': '#Microsoft.Graph.Event', id: 'an-event' },
});

const ring = async (value: unknown[]): Promise<number> =>
  (await call('POST', door(), { body: { value } })).status;

/** An event of the person that nobody has heard of. */
const unheard = (person: Person, title: string): Promise<void> =>
  town.unheard(async () => {
    await person.event(title, tomorrow(9), tomorrow(10));
  });

const graphCallsOf = async (person: Person, since: string): Promise<unknown[]> =>
  (await town.calls(since)).filter((row) => row.service === 'graph' && row.path.includes(person.oid));

const runsOf = async (person: Person): Promise<number> => (await runLinesOf(town, person)).length;

describe('the handshake', () => {
  it.each(DOORS)('S-131 %s echoes the token as plain text, decoded once', async (path) => {
    const token = 'Validation: <b>ä+ %41 & "quoted"</b>';
    const answer = await fetch(`${door(path)}?validationToken=${encodeURIComponent(token)}`, {
      method: 'POST',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe(token);
  });

  it('S-131 a token that is too long is refused', async () => {
    const answer = await fetch(`${door()}?validationToken=${'x'.repeat(20_000)}`, { method: 'POST' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toContain('xxxx');
  });
});

describe('notifications', { timeout: 60_000 }, () => {
  it('S-135 a thousand for one calendar within a second are all taken, and looked at twice', async () => {
    const lena = await town.connected();
    await unheard(lena, 'Storm');
    const row = await town.subscription(lena);
    const since = new Date().toISOString();
    const from = performance.now();
    const statuses = await Promise.all(
      Array.from({ length: 20 }, () => ring(Array.from({ length: 50 }, () => notification(row)))),
    );
    // Where the machine has no time for it, there are pauses of a fifth of a second, each of which ends a storm.
    const pauses = Math.floor((performance.now() - from) / 200);
    expect(new Set(statuses)).toEqual(new Set([202]));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Storm' }]);
    // A round begins with the token that was kept; Graph may spread it over several pages.
    const rounds = (await graphCallsOf(lena, since)).filter((call) =>
      decodeURIComponent(JSON.stringify(call)).includes('deltatoken='),
    );
    expect(rounds.length).toBeLessThanOrEqual(2 + pauses);
  });

  it('S-132 each element of a batch is checked by its own secret; bad ones spoil nothing', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    await unheard(lena, 'Lena’s');
    await unheard(jonas, 'Jonas’');
    const [hers, his] = [await town.subscription(lena), await town.subscription(jonas)];
    const since = new Date().toISOString();
    const batch = [
      { ...notification(his), clientState: hers.clientState },
      { ...notification(his), subscriptionId: '00000000-0000-4000-8000-000000000000' },
      { subscriptionId: 7 },
      null,
      'nonsense',
      notification(hers),
    ];
    expect(await ring(batch)).toBe(202);
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Lena’s' }]);
    expect(await jonas.blockers()).toEqual([]);
    expect(await graphCallsOf(jonas, since)).toEqual([]);
    expect(await ring([notification(his)])).toBe(202);
    await town.settled();
    expect(await jonas.blockers()).toMatchObject([{ title: 'Jonas’' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-132 where all are bad the answer is 202, nothing is done, and there is one line', async () => {
    const lena = await town.connected();
    await unheard(lena, 'Unheard');
    const subscription = await town.subscription(lena);
    const since = new Date().toISOString();
    const refusals = (): number => town.lines.filter((line) => line.includes('notifications refused')).length;
    const before = refusals();
    const forged = ['', 'guess', null].map((clientState) => ({ ...notification(subscription), clientState }));
    expect(await ring(forged)).toBe(202);
    await town.settled();
    expect(refusals() - before).toBe(1);
    expect(await graphCallsOf(lena, since)).toEqual([]);
    expect(await lena.blockers()).toEqual([]);
    expect(town.lines.join('\n')).not.toContain(subscription.clientState);
  });

  it('S-133 a malformed body is 400, a body that is too large 413, and neither does anything', async () => {
    const since = new Date().toISOString();
    const send = async (body: string): Promise<number> =>
      (await fetch(door(), { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
    for (const body of ['', '{"value":', 'hello', '[]', '{}', '{"value":{}}', 'null']) {
      expect([body, await send(body)]).toEqual([body, 400]);
    }
    expect(await send(JSON.stringify({ value: ['x'.repeat(6_000_000)] }))).toBe(413);
    await town.settled();
    expect((await town.calls(since)).filter((row) => row.service === 'graph')).toEqual([]);
    expect(town.complaints()).toEqual([]);
  });

  it('S-174 a webhook that names what is gone: one read for the company, one run of whom it concerns', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    const booking = await lena.booking(tomorrow(11), 30);
    await town.settled();
    const [hers, his] = [await runsOf(lena), await runsOf(jonas)];
    const since = new Date().toISOString();
    await lena.cancel(booking);
    await town.settled();
    const reads = (await town.calls(since)).filter(
      (row) =>
        row.service === 'timify' &&
        row.method === 'GET' &&
        row.path.startsWith(`/appointments/${booking.id}`),
    );
    expect(reads).toHaveLength(1);
    expect(await lena.both()).toEqual({ office: [], timify: [] });
    expect(await runsOf(lena)).toBeGreaterThan(hers);
    expect(await runsOf(jonas)).toBe(his);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-174 … and nobody runs for what nobody knew', async () => {
    const lena = await town.connected();
    const before = await runsOf(lena);
    let booking = { id: '' };
    await town.unheard(async () => {
      booking = await lena.booking(tomorrow(11), 30);
    });
    const since = new Date().toISOString();
    await lena.cancel(booking);
    await town.settled();
    expect(await runsOf(lena)).toBe(before);
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.both()).toEqual({ office: [], timify: [] });
  });
});
