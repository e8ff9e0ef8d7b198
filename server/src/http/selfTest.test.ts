import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { windowOf } from '../core/window.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { PROBE_WINDOW } from '../sync/requests/selfTest/probe.ts';
import { anEvent } from './testing/anEvent.ts';
import { startTestServer, type Told, type TestServer } from './testing/server.ts';
import { aMailbox, connectLena, must, settle } from './testing/town.ts';

let server: TestServer;
let id: string;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
  id = await connectLena(server);
});
afterEach(() => server.stop());

const MINUTE = 60_000;
const at = (path = ''): string => `/api/connections/${id}${path}`;
const begin = async (who: string): Promise<string> =>
  (await must(server.as(who).send('POST', at('/actions/self-test')))).body.facts.id;
const look = async (who: string, test: string): Promise<Told> =>
  (await must(server.as(who).get(at(`/self-tests/${test}`)))).body;
const events = () => server.outside.mailboxes.get('lena')?.events ?? [];

/** A self-test to its end; `meanwhile` happens whenever time moves on. */
const selfTest = async (who: string, meanwhile = (): Promise<void> => Promise.resolve()): Promise<Told[]> => {
  const test = await begin(who);
  for (;;) {
    const { isOver, steps } = await look(who, test);
    if (isOver) return steps;
    await meanwhile();
    server.clock.advance(500);
  }
};
const outcomes = (steps: Told[]): string[] => steps.map(({ step, outcome }) => `${step} ${outcome}`);
const failures = (steps: Told[]): unknown[] =>
  steps.flatMap(({ step, outcome, error }) => (outcome === 'failed' ? [[step, error]] : []));

const subscribe = (): Promise<void> =>
  server.store.cursors.put({
    ...{ connectionId: id, calendarId: 'main', cursor: null, window: { start: 0, end: 1 } },
    subscription: {
      ...{ id: 'bell', clientStateHash: '', state: 'live' },
      ...{ expiresAt: server.clock.now() + 60 * MINUTE, renewAt: server.clock.now() + 60 * MINUTE },
    },
  });
/** What intake.ts writes, in whichever process. */
const ringFor = async (ids: string[]): Promise<void> => {
  const rung = { hints: [], dueAt: server.clock.now(), rungFor: ids };
  await server.store.work.signal({ id, kind: 'connection', tenantId: 'tenant', ...rung });
};
const ring = (): Promise<void> => ringFor(events().map((event) => event.id));

const SHOWN = ['office-calendars done', 'office-create done', 'office-read done'];

describe('the self-test', () => {
  test('tries both sides, waits until its probe comes back, and leaves nothing', async () => {
    await subscribe();
    expect(outcomes(await selfTest('lena', ring))).toEqual([
      ...SHOWN,
      'office-notification done',
      'office-delta done',
      'office-remove done',
      'timify-read done',
    ]);
    expect(events()).toEqual([]);
  });

  test('is told step by step while it goes on, to who began it alone', async () => {
    await subscribe();
    const test = await begin('lena');
    await expect
      .poll(async () => outcomes((await look('lena', test)).steps))
      .toEqual([...SHOWN, 'office-notification running', 'office-delta done']);
    server.clock.advance(400);
    const { isOver, steps } = await look('lena', test);
    expect([isOver, steps[3]]).toMatchObject([false, { outcome: 'running', milliseconds: 400 }]);
    expect((await server.as('admin').get(at(`/self-tests/${test}`))).status).toBe(404);
    expect((await server.as('lena').get(at('/self-tests/unknown'))).status).toBe(404);
  });

  test('names the notification that never came; the delta is a step of its own', async () => {
    await subscribe();
    const steps = await selfTest('lena', () => ringFor(['another']));
    expect(failures(steps)).toEqual([['office-notification', 'no-notification']]);
    expect(outcomes(steps)).toContain('office-delta done');
    expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({ milliseconds: MINUTE });
    expect(events()).toEqual([]);
  });

  test('names the delta that did not show the probe', async () => {
    await subscribe();
    server.outside.isDeltaBlind = true;
    expect(failures(await selfTest('lena', ring))).toEqual([['office-delta', 'not-shown']]);
    expect(events()).toEqual([]);
  });

  test('waits for no notification where none is to be expected', async () => {
    const whys = (steps: Told[]) => steps.flatMap(({ step, why }) => (why ? [[step, why]] : []));
    expect(whys(await selfTest('lena'))).toEqual([['office-notification', 'not-subscribed']]);
    const calendars = [{ id: 'main', canEdit: true, isOwn: false }];
    await server.store.connections.set(id, { calendars });
    expect(whys(await selfTest('lena'))).toEqual([['office-notification', 'shared-calendar']]);
  });

  test('an admin’s does not touch the mailbox', async () => {
    server.outside.reads.length = 0;
    const steps = await selfTest('admin');
    expect(steps.filter(({ why }) => why !== 'owner-only').map(({ step }) => step)).toEqual(['timify-read']);
    expect(outcomes(steps)).toContain('timify-read done');
    expect(steps).toHaveLength(7);
    expect(server.outside.reads).toEqual([]);
  });

  test('tells why a step was not tried', async () => {
    await must(server.as('lena').send('PATCH', at('/settings'), { direction: 'office-to-timify' }));
    const whys = (await selfTest('lena')).map(({ why }) => why);
    expect(whys).toEqual([null, ...Array<string>(5).fill('not-written'), null]);
  });

  test('tells what Microsoft refused', async () => {
    server.outside.mailboxes.set('lena', aMailbox('lena@lindner.example', { fault: 'permission-missing' }));
    expect(failures(await selfTest('lena'))).toEqual([
      ['office-calendars', 'permission-missing'],
      ['office-create', 'permission-missing'],
    ]);
  });

  test('removes its probe before the server ends', async () => {
    await subscribe();
    const test = await begin('lena');
    await expect.poll(() => events().length).toBe(1);
    await server.endErrands();
    expect(events()).toEqual([]);
    expect(failures((await look('lena', test)).steps)).toEqual([['office-notification', 'stopped']]);
  });

  test('of a process that crashed is over after a while; what it left behind goes with the next one', async () => {
    const { start } = PROBE_WINDOW;
    const left = { title: 'TIMIFY Sync: self-test', span: { start, end: start + MINUTE } };
    const createdAt = server.clock.now() - 60 * MINUTE;
    events().push(anEvent({ ...left, id: 'left', marker: 'self-test.x', createdAt }));
    events().push(anEvent({ ...left, id: 'of-a-person', createdAt }));
    events().push(anEvent({ ...left, id: 'of-now', marker: 'self-test.y', createdAt: server.clock.now() }));
    await selfTest('lena');
    expect(events().map((event) => event.id)).toEqual(['of-a-person', 'of-now']);
    const running = {
      step: 'office-read',
      outcome: 'running',
      began: 0,
      milliseconds: 0,
      error: null,
      why: null,
    };
    await server.store.acts.put({
      ...{ id: 'lost', connectionId: id, by: 'lena', at: server.clock.now(), request: { kind: 'self-test' } },
      result: { ok: true, error: null, facts: { steps: [running], isOver: false } },
    });
    expect((await look('lena', 'lost')).isOver).toBe(false);
    server.clock.advance(10 * MINUTE);
    expect(await look('lena', 'lost')).toMatchObject({
      isOver: true,
      steps: [{ outcome: 'failed', error: 'stopped' }],
    });
  });

  test('keeps nothing of a connection that was erased meanwhile', async () => {
    await subscribe();
    const test = await begin('lena');
    await expect.poll(() => events().length).toBe(1);
    await server.store.erase(id);
    await server.store.connections.remove(id);
    await server.endErrands();
    expect(events()).toEqual([]);
    expect(await server.store.acts.get(test)).toBeNull();
  });
});

test('the probe lies before every window that can be chosen', () => {
  const { start } = windowOf(server.clock.now(), { windowPastDays: 60, windowFutureMonths: 18 });
  expect(PROBE_WINDOW.end).toBeLessThan(start);
});
