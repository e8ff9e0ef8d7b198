import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultKind } from '../core/fault.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { remindInvited } from '../sync/runs/reminders.ts';
import { fakeLog, fakeMail } from './testing/fakes.ts';
import { startTestServer, type Person, type TestServer } from './testing/server.ts';
import { COMPANY, inviteLena, LENA_RESOURCE, must, openCompany, settle } from './testing/town.ts';

let server: TestServer;
let admin: Person;
let first: string;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What the company's run does once a minute. */
const run = async (): Promise<void> => {
  const { store, clock, outside } = server;
  const company = await store.companies.get(COMPANY);
  if (!company) throw new Error('no company');
  const outward = { mail: fakeMail(outside), log: fakeLog(outside), publicUrl: 'https://sync.example' };
  await remindInvited({ store, clock, ...outward }, company);
};
/** Minutes until the next try, or null when none comes within two days. */
const minutesUntilTry = async (): Promise<number | null> => {
  const tries = server.outside.lines.length + server.outside.mails.length;
  for (let minutes = 1; minutes <= 2 * 24 * 60; minutes += 1) {
    server.clock.advance(MINUTE);
    await run();
    if (server.outside.lines.length + server.outside.mails.length > tries) return minutes;
  }
  return null;
};
const failWith = (kind: FaultKind | null): void => void (server.outside.mailFault = kind);
const reminders = () => server.outside.mails.filter(({ kind }) => kind === 'reminder');
const links = () =>
  reminders().map(({ facts }) => new URL(facts['url'] ?? '').searchParams.get('invitation'));
const opens = async (token: string | null | undefined): Promise<number> =>
  (await server.as('lena').get(`/api/invitations/${token ?? ''}`)).status;
const states = async () =>
  (await server.store.invitations.ofCompany(COMPANY)).map(({ state }) => state).sort();

beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
  admin = await openCompany(server);
  await must(
    admin.send('POST', '/api/company/invitations', {
      ...{ resourceIds: [LENA_RESOURCE], send: true, language: 'de' },
    }),
  );
  const [sent] = server.outside.mails;
  first = new URL(sent?.facts['url'] ?? '').searchParams.get('invitation') ?? '';
  server.outside.lines.length = 0;
  server.clock.advance(3 * DAY + MINUTE);
});
afterEach(() => server.stop());

describe('a reminder that could not be sent', () => {
  test.each(['unavailable', 'refused', 'credentials'] as const)(
    '%s: is tried again with growing pauses, and sent once',
    async (kind) => {
      failWith(kind);
      await run();
      expect([await minutesUntilTry(), await minutesUntilTry(), await minutesUntilTry()]).toEqual([
        15, 30, 60,
      ]);
      expect(reminders()).toEqual([]);
      failWith(null);
      expect(await minutesUntilTry()).toBe(120);
      expect(await minutesUntilTry()).toBeNull();
      expect(reminders()).toMatchObject([{ to: 'lena@lindner.example', language: 'de' }]);
      // However many were tried, there is the first invitation and the one that it led to.
      expect(await states()).toEqual(['open', 'replaced']);
      expect([await opens(first), await opens(links()[0])]).toEqual([200, 200]);
    },
  );

  test('is not sent again where it may have gone out', async () => {
    failWith('unanswered');
    await run();
    failWith(null);
    expect(await minutesUntilTry()).toBeNull();
    expect(reminders()).toEqual([]);
  });

  test('is given up with its invitation', async () => {
    failWith('unavailable');
    await run();
    await must(admin.send('DELETE', `/api/company/invitations/${LENA_RESOURCE}`));
    failWith(null);
    expect(await minutesUntilTry()).toBeNull();
    expect(await states()).toEqual(['replaced', 'withdrawn']);
  });

  test('waits for the next try also where a link was made by hand, which goes on to hold', async () => {
    failWith('unavailable');
    await run();
    const byHand = await inviteLena(admin);
    failWith(null);
    expect(await minutesUntilTry()).toBe(15);
    expect(reminders()).toHaveLength(1);
    expect([await opens(byHand), await opens(links()[0])]).toEqual([200, 200]);
  });

  test('ends when the invitation does', async () => {
    failWith('unavailable');
    server.clock.advance(10 * DAY);
    await run();
    expect(server.outside.lines).toHaveLength(1);
    server.clock.advance(DAY);
    failWith(null);
    expect(await minutesUntilTry()).toBeNull();
  });
});
