import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Conflict, ConflictAction } from '../core/decisions.ts';
import { conflict, link } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { at, keep, openDay } from './testing/day.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { COMPANY, must } from './testing/town.ts';

let server: TestServer;
let id: string;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  id = await openDay(server);
});
afterEach(() => server.stop());

const store = (values: Parameters<typeof keep>[2]): Promise<void> => keep(server, id, values);

const overlap = (facts: Partial<Conflict> = {}): Conflict =>
  conflict('c1', {
    connectionId: id,
    linkId: 'event',
    span: at(15, 30),
    office: { id: 'event', span: at(14, 90) },
    timify: { id: 'booking', span: at(15), hasCustomers: true },
    actions: ['move-booking', 'move-event', 'keep-both', 'cancel-booking', 'delete-event', 'ignore'],
    slots: [at(17)],
    ...facts,
  });

describe('conflicts', () => {
  test('name both items, rule, slots and ways out; the owner sees live titles', async () => {
    await store({ conflicts: [overlap()] });
    const { body } = await must(server.as('lena').get(`/api/connections/${id}/conflicts?language=de`));
    expect(body.items).toMatchObject([
      {
        id: 'c1',
        kind: 'overlap',
        cause: { sentence: 'de: rule' },
        office: {
          id: 'event',
          title: 'Kundentermin außer Haus',
          readable: 'yes',
          webLink: 'https://outlook.example/event',
        },
        timify: { id: 'booking', title: 'Sehtest', customers: ['Clara Vogel'], hasCustomers: true },
        slots: [{ start: '2026-11-24T17:00:00.000Z' }],
        notifyRequired: true,
      },
    ]);
    expect(body.items[0]?.actions).toContain('move-event');
  });

  test('show an admin no text of Office, and no act on it', async () => {
    await store({
      conflicts: [overlap()],
      links: [link('event', { connectionId: id, origin: 'event', span: at(14) })],
    });
    for (const path of [`/api/connections/${id}/conflicts`, '/api/company/conflicts']) {
      const { body, text } = await must(server.as('admin').get(path));
      expect(text).not.toContain('Kundentermin');
      expect(body.items[0]).toMatchObject({
        office: { title: null, readable: 'hidden', webLink: null },
        timify: { title: 'Sehtest' },
        resourceName: 'Lena Berger',
      });
      expect(body.items[0]?.actions).toEqual(['move-booking', 'keep-both', 'cancel-booking', 'ignore']);
    }
    expect(server.outside.reads).toEqual([]);
  });

  test('keep bookings’ texts from an owner where the company sends them anonymously', async () => {
    await must(
      server.as('lena').send('PATCH', `/api/connections/${id}/settings`, { anonymous: { toOffice: true } }),
    );
    await store({ conflicts: [overlap()] });
    const { text } = await must(server.as('lena').get(`/api/connections/${id}/conflicts`));
    expect(text).not.toMatch(/Sehtest|Clara/);
  });

  test('are still told, with times, while a service does not answer', async () => {
    await store({ conflicts: [overlap()] });
    const account = server.outside.accounts.get(COMPANY);
    const mailbox = server.outside.mailboxes.get('lena');
    if (account) account.fault = 'unavailable';
    if (mailbox) mailbox.fault = 'throttled';
    const { body } = await must(server.as('lena').get(`/api/connections/${id}/conflicts`));
    expect(body.items[0]).toMatchObject({
      office: { start: '2026-11-24T14:00:00.000Z', title: null, readable: 'later' },
      timify: { title: null, readable: 'later', hasCustomers: true },
    });
  });

  test('come in pages, open ones unless all are asked for', async () => {
    await store({
      conflicts: ['c1', 'c2', 'c3']
        .map((name, index) => overlap({ id: name, openedAt: index }))
        .concat(overlap({ id: 'old', closedAt: 1, closedBy: 'cause-gone' })),
    });
    const { ids, next } = await pageOf('limit=2');
    expect(ids).toEqual(['c1', 'c2']);
    expect(await pageOf(`limit=2&after=${next}`)).toEqual({ ids: ['c3'], next: null });
    expect(await pageOf(`limit=2&next=${next}`)).toEqual({ ids: ['c3'], next: null });
    expect(await pageOf('state=all')).toEqual({ ids: ['old', 'c3', 'c2', 'c1'], next: null });
    expect((await server.as('lena').get(`/api/connections/${id}/conflicts?limit=0`)).body.error.field).toBe(
      'limit',
    );
  });

  /** One page of a list of conflicts: Lena's own, unless another path is said. */
  const pageOf = async (
    query: string,
    path = `/api/connections/${id}/conflicts`,
  ): Promise<{ ids: string[]; next: string | null }> => {
    const reader = path.startsWith('/api/company') ? 'admin' : 'lena';
    const { body } = await must(server.as(reader).get(`${path}?${query}`));
    return { ids: (body.items as { id: string }[]).map((one) => one.id), next: body.next ?? null };
  };

  test.each([
    ['an owner’s', undefined, 'open', ['c1', 'c2'], ['c3', 'c4']],
    ['an owner’s with closed ones', undefined, 'all', ['c4', 'c3'], ['c2', 'c1']],
    ['an admin’s', '/api/company/conflicts', 'open', ['c4', 'c3'], ['c2', 'c1']],
    ['an admin’s with closed ones', '/api/company/conflicts', 'all', ['c4', 'c3'], ['c2', 'c1']],
  ])(
    '%s list goes on where it was when its last one closed meanwhile',
    async (_, path, state, first, rest) => {
      const four = ['c1', 'c2', 'c3', 'c4'].map((name, index) => overlap({ id: name, openedAt: index }));
      await store({ conflicts: four });
      const { ids, next } = await pageOf(`state=${state}&limit=2`, path);
      expect(ids).toEqual(first);
      const last = four.filter((one) => one.id === ids.at(-1));
      await store({ conflicts: last.map((one) => ({ ...one, closedAt: 9, closedBy: 'solved' as const })) });
      expect(await pageOf(`state=${state}&limit=2&after=${next}`, path)).toEqual({ ids: rest, next: null });
    },
  );

  test('do not begin anew at a cursor that is none', async () => {
    await store({ conflicts: [overlap()] });
    for (const [who, path] of [
      ['lena', `/api/connections/${id}/conflicts`],
      ['admin', '/api/company/conflicts'],
    ] as const) {
      const { status, body } = await server.as(who).get(`${path}?after=c1`);
      expect([status, body.error.field]).toEqual([400, 'after']);
    }
  });
});

describe('deciding a conflict', () => {
  const resolve = (who: string, body: object, conflictId = 'c1') =>
    server.as(who).send('POST', `/api/connections/${id}/conflicts/${conflictId}/resolve`, body);
  const slot = { start: '2026-11-24T18:00:00+01:00', end: '2026-11-24T19:00:00+01:00' };
  beforeEach(() => store({ conflicts: [overlap()] }));

  test('is an act of the next run, with what was said', async () => {
    const { body } = await must(resolve('lena', { action: 'move-booking', slot, notify: false }));
    expect(body).toMatchObject({ ok: true, pending: false });
    expect(server.outside.acts).toMatchObject([
      {
        by: 'lena',
        request: {
          kind: 'verdict',
          verdict: { conflictId: 'c1', linkId: 'event', action: 'move-booking', slot: at(17), notify: false },
        },
      },
    ]);
  });

  test.each([
    ['no word to the customer', { action: 'move-booking', slot }, 'notify'],
    ['no word about a cancellation', { action: 'cancel-booking' }, 'notify'],
    ['no target', { action: 'move-booking', notify: true }, 'slot'],
    ['no target for the event', { action: 'move-event' }, 'slot'],
    [
      'a target that ends before it starts',
      { action: 'move-event', slot: { start: slot.end, end: slot.start } },
      'slot.end',
    ],
    [
      'a target that is no time',
      { action: 'move-event', slot: { start: 'noon', end: slot.end } },
      'slot.start',
    ],
    ['a way out that this one has not', { action: 'put-back' }, 'action'],
    ['no such way out', { action: 'shout' }, 'action'],
    ['nothing', {}, 'action'],
  ])('with %s names the field', async (_, body, field) => {
    const { status, body: answer } = await resolve('lena', body);
    expect([status, answer.error]).toMatchObject([400, { id: 'invalid_body', field }]);
    expect(server.outside.acts).toEqual([]);
  });

  test.each<[ConflictAction, object]>([
    ['move-event', { slot }],
    ['delete-event', {}],
  ])('an admin may not %s', async (action, more) => {
    const { status, body } = await resolve('admin', { action, ...more });
    expect([status, body.error.id]).toEqual([403, 'forbidden']);
    expect(server.outside.acts).toEqual([]);
  });

  test('an admin may move a booking; that is kept', async () => {
    await must(resolve('admin', { action: 'move-booking', slot, notify: true }));
    const { items } = (await must(server.as('admin').get('/api/company/audit'))).body as {
      items: { act: string }[];
    };
    expect(items.map(({ act }) => act)).toContain('resolve-conflict');
  });

  test('that closed meanwhile does nothing and says so', async () => {
    await store({ conflicts: [overlap({ closedAt: 5, closedBy: 'cause-gone' })] });
    const { body } = await must(resolve('lena', { action: 'ignore' }));
    expect(body).toMatchObject({ ok: false, error: 'already-closed', facts: { closedBy: 'cause-gone' } });
    expect(server.outside.acts).toEqual([]);
  });

  test('of another connection, or none, is not there', async () => {
    expect((await resolve('lena', { action: 'ignore' }, 'c9')).status).toBe(404);
    expect((await resolve('paul', { action: 'ignore' })).status).toBe(404);
  });

  test('that TIMIFY refuses comes back as a result', async () => {
    server.outside.actResult = { ok: false, error: 'refused', facts: {} };
    const { status, body } = await resolve('lena', { action: 'move-booking', slot, notify: false });
    expect([status, body]).toMatchObject([200, { ok: false, error: 'refused' }]);
  });
});
