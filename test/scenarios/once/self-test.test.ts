import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SelfTestFacts, type SelfTest } from '../../../shared/connection.ts';
import { eventually, must } from '../../support/call.ts';
import { Town } from '../../support/town.ts';
import type { Person } from '../../support/person.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const ALL = { from: '2000-12-01T00:00:00Z', to: '2001-03-01T00:00:00Z' };

const begin = async (lena: Person): Promise<string> => {
  const { status, body } = await lena.action('self-test');
  expect(status).toBe(202);
  return SelfTestFacts.parse(body['facts']).id;
};
const look = async (lena: Person, test: string): Promise<SelfTest> =>
  (await lena.api<SelfTest>('GET', `/api/connections/${lena.connectionId}/self-tests/${test}`)).body;
const outcomes = ({ steps }: SelfTest): string[] => steps.map(({ step, outcome }) => `${step} ${outcome}`);

/** A self-test until it is over. */
const tested = async (lena: Person): Promise<SelfTest> => {
  const test = await begin(lena);
  await eventually('the end of the test', async () => (await look(lena, test)).isOver);
  return look(lena, test);
};

/** Nothing tells of the test afterwards, on either side, with us, or by a second look. */
const expectNoTrace = async (lena: Person): Promise<void> => {
  await town.settled();
  expect(await lena.events(ALL.from, ALL.to)).toEqual([]);
  expect(await lena.both()).toEqual({ office: [], timify: [] });
  expect(await lena.log()).toEqual([]);
  expect(await lena.connection()).toMatchObject({ counts: { linked: 0, covered: 0, skipped: 0 } });
  expect(await lena.lookAgain()).toEqual([]);
};

const PASSED = [
  'office-calendars done',
  'office-create done',
  'office-read done',
  'office-notification done',
  'office-delta done',
  'office-remove done',
  'timify-read done',
];

/** One that nobody is notified of, as far as the wait for the notification. */
const unheardOf = async (lena: Person): Promise<string> => {
  const test = await begin(lena);
  await eventually('the delta', async () => outcomes(await look(lena, test)).includes('office-delta done'));
  expect(outcomes(await look(lena, test))).toContain('office-notification running');
  expect(await lena.events(ALL.from, ALL.to)).toMatchObject([{ showAs: 'free', sensitivity: 'private' }]);
  return test;
};

describe('the self-test', { timeout: 120_000 }, () => {
  it('passes, and leaves no trace even where free events block', async () => {
    const lena = await town.connected({ showAs: { free: 'block' } });
    expect(outcomes(await tested(lena))).toEqual(PASSED);
    await expectNoTrace(lena);
  });

  it('is no copy for the sync meanwhile either, and passes for a paused connection', async () => {
    const lena = await town.connected({ showAs: { free: 'block' } });
    await town.unheard(async () => {
      await unheardOf(lena);
      expect(await lena.lookAgain()).toEqual([]);
      await town.advance(61);
    });
    await eventually('the probe gone', async () => (await lena.events(ALL.from, ALL.to)).length === 0);
    await lena.action('pause');
    expect(outcomes(await tested(lena))).toEqual(PASSED);
    await lena.action('resume');
    await expectNoTrace(lena);
  });

  it('names the notification that was lost; the delta has shown the probe all the same', async () => {
    const lena = await town.connected();
    let test = '';
    await town.unheard(async () => {
      test = await unheardOf(lena);
      await town.advance(61);
      await eventually('the end of the test', async () => (await look(lena, test)).isOver);
    });
    const { steps } = await look(lena, test);
    expect(steps.filter(({ outcome }) => outcome !== 'done')).toMatchObject([
      { step: 'office-notification', outcome: 'failed', error: 'no-notification' },
    ]);
    await expectNoTrace(lena);
  });

  it('ends with its server, which removes the probe before; what a crash leaves goes with the next test', async () => {
    const lena = await town.connected();
    await town.unheard(async () => {
      const test = await unheardOf(lena);
      await town.restart('SIGTERM');
      expect(await lena.events(ALL.from, ALL.to)).toEqual([]);
      const { isOver, steps } = await look(lena, test);
      expect([isOver, steps.find(({ outcome }) => outcome === 'failed')?.error]).toEqual([true, 'stopped']);
      await unheardOf(lena);
      await town.restart('SIGKILL');
      expect(await lena.events(ALL.from, ALL.to)).toHaveLength(1);
    });
    await town.advance(11 * 60);
    expect(outcomes(await tested(lena))).toEqual(PASSED);
    await expectNoTrace(lena);
  });
});

const mongo = process.env['TEST_MONGODB_URI'];
if (mongo === undefined)
  it.skip('the self-test with two servers: not run, since TEST_MONGODB_URI is not set');
else
  it('hears of a notification that another server was told of', { timeout: 120_000 }, async () => {
    const database = new URL(mongo);
    database.pathname = `/self-test-${randomUUID()}`;
    const pair = await Town.start({ servers: 2, env: { MONGODB_URI: database.href } });
    try {
      const lena = await pair.connected();
      // The subscription names one of them; each is asked.
      for (const { url } of pair.servers) {
        const token = await pair.token(lena.email);
        const path = `${url}/api/connections/${lena.connectionId}`;
        const { facts } = await must<{ facts: unknown }>('POST', `${path}/actions/self-test`, {
          token,
          body: {},
        });
        const { id } = SelfTestFacts.parse(facts);
        // Neither does it matter who is asked how far it is.
        const now = (): Promise<SelfTest> =>
          must('GET', `${pair.server}/api/connections/${lena.connectionId}/self-tests/${id}`, { token });
        await eventually('the end of the test', async () => (await now()).isOver);
        expect(outcomes(await now())).toEqual(PASSED);
      }
    } finally {
      await pair.stop();
    }
  });
