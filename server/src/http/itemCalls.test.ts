import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Appointment, Conflict, ConflictAction, Link } from '../core/model.ts';
import { conflict, entry, link } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import type { Commit } from '../sync/ports.ts';
import { anEvent } from './testing/fakes.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { COMPANY, connectLena, LENA_RESOURCE, must, settle } from './testing/town.ts';

let server: TestServer;
let id: string;

const at = (hour: number, minutes = 60) => {
  const start = Date.parse('2026-11-24T00:00:00Z') + hour * 3_600_000;
  return { start, end: start + minutes * 60_000 };
};
const DAY = 'from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z';

const booking = (facts: Partial<Appointment>): Appointment => ({
  side: 'timify',
  id: 'booking',
  version: '1',
  span: at(15),
  title: 'Sehtest',
  notes: '',
  place: '',
  marker: null,
  createdAt: null,
  appointmentId: facts.id ?? 'booking',
  kind: 'booking',
  resourceIds: [LENA_RESOURCE],
  slices: [],
  service: 'Sehtest',
  customers: ['Clara Vogel'],
  fields: [],
  resourceNames: [],
  hasCustomers: true,
  isGroup: false,
  participants: 1,
  maxParticipants: 1,
  isSplit: false,
  isConnectedSeries: false,
  isHeld: false,
  ...facts,
});

const store = async (values: Partial<Commit>): Promise<void> => {
  const claim = await server.store.work.claimOne(id, {
    owner: 'test',
    now: server.clock.now(),
    leaseMs: 1000,
  });
  if (!claim) throw new Error('the row is taken');
  await server.store.commit({ connectionId: id, fence: claim.fence, ...values });
  const { sequence, lane } = claim;
  await server.store.work.done(id, claim.fence, {
    sequence,
    lane,
    dueAt: server.clock.now(),
    retain: [],
    failures: 0,
  });
};

const linkOf = (
  name: string,
  facts: Partial<Link> & { side?: 'office' | 'timify'; span?: Link['origin']['base']['span'] },
): Link => {
  const { side = 'office', span = at(14), ...rest } = facts;
  return { ...link(name, { connectionId: id, side, span, origin: name }), ...rest };
};

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

beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
  id = await connectLena(server);
  server.outside.mailboxes.get('lena')?.events.push(
    anEvent({
      id: 'event',
      span: at(14, 90),
      title: 'Kundentermin außer Haus',
      webLink: 'https://outlook.example/event',
    }),
    anEvent({ id: 'dentist', span: at(18), title: 'Zahnarzt', sensitivity: 'private' }),
  );
  server.outside.accounts.get(COMPANY)?.appointments.push(
    booking({}),
    booking({
      id: 'blocker',
      kind: 'blocker',
      span: at(18),
      title: 'Kalenderblocker',
      service: null,
      customers: [],
      hasCustomers: false,
    }),
  );
  server.outside.reads.length = 0;
});
afterEach(() => server.stop());

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
    expect(body.items[0].actions).toContain('move-event');
  });

  test('show an admin no text of Office, and no act on it', async () => {
    await store({ conflicts: [overlap()], links: [linkOf('event', {})] });
    for (const path of [`/api/connections/${id}/conflicts`, '/api/company/conflicts']) {
      const { body, text } = await must(server.as('admin').get(path));
      expect(text).not.toContain('Kundentermin');
      expect(body.items[0]).toMatchObject({
        office: { title: null, readable: 'hidden', webLink: null },
        timify: { title: 'Sehtest' },
        resourceName: 'Lena Berger',
      });
      expect(body.items[0].actions).toEqual(['move-booking', 'keep-both', 'cancel-booking', 'ignore']);
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
    const ids = async (query: string): Promise<string[]> => {
      const { body } = await must(server.as('lena').get(`/api/connections/${id}/conflicts?${query}`));
      return (body.items as { id: string }[])
        .map((one) => one.id)
        .concat((body.next as string | undefined) ?? []);
    };
    expect(await ids('limit=2')).toEqual(['c1', 'c2', 'c2']);
    expect(await ids('limit=2&after=c2')).toEqual(['c3']);
    expect(await ids('state=all')).toHaveLength(4);
    expect((await server.as('lena').get(`/api/connections/${id}/conflicts?limit=0`)).body.error.field).toBe(
      'limit',
    );
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

describe('the log', () => {
  beforeEach(() =>
    store({
      log: [
        entry('l1', {
          connectionId: id,
          companyId: COMPANY,
          at: server.clock.now() - 2,
          item: 'event',
          side: 'office',
        }),
        entry('l2', {
          connectionId: id,
          companyId: COMPANY,
          at: 2,
          item: 'booking',
          side: 'timify',
          undoable: true,
        }),
      ],
      links: [linkOf('event', {})],
    }),
  );

  test('is newest first, with sentences, and titles when asked', async () => {
    const path = `/api/connections/${id}/log`;
    const { body } = await must(server.as('lena').get(`${path}?titles=true&language=en`));
    expect(body.items).toMatchObject([
      { id: 'l2', title: 'Sehtest', sentence: 'en: rule', undoable: true },
      { id: 'l1', title: 'Kundentermin außer Haus' },
    ]);
    expect((await must(server.as('lena').get(path))).body.items[0].title).toBeNull();
    expect((await must(server.as('lena').get(`${path}?item=event`))).body.items).toHaveLength(1);
    expect((await must(server.as('lena').get(`${path}?limit=1`))).body).toMatchObject({ next: 'l2' });
    expect((await must(server.as('lena').get(`${path}?limit=1&after=l2`))).body.items[0].id).toBe('l1');
  });

  test('shows an admin no text of Office', async () => {
    const { text } = await must(server.as('admin').get(`/api/connections/${id}/log?titles=true`));
    expect(text).not.toContain('Kundentermin');
    expect((await must(server.as('admin').get('/api/company/log'))).body.items).toHaveLength(2);
  });

  test('takes back what can be taken back', async () => {
    const undo = (name: string) => server.as('lena').send('POST', `/api/connections/${id}/log/${name}/undo`);
    await must(undo('l2'));
    expect(server.outside.acts).toMatchObject([{ request: { kind: 'undo-log', entryId: 'l2' } }]);
    expect((await undo('l1')).body.error.id).toBe('undo_impossible');
    expect((await undo('l9')).status).toBe(404);
    await must(server.as('lena').send('POST', `/api/connections/${id}/actions/undo`));
    expect(server.outside.acts).toHaveLength(2);
  });
});

describe('why', () => {
  const explain = (who: string, query: string) =>
    server.as(who).get(`/api/connections/${id}/explain?${query}`);
  beforeEach(() =>
    store({
      links: [
        linkOf('event', {
          decision: {
            kind: 'skipped',
            reason: 'show-as',
            rule: 'skip.show-as',
            setting: 'showAs.free',
            at: 5,
          },
        }),
        linkOf('booking', { side: 'timify', mirrors: linkOf('x', {}).mirrors }),
      ],
    }),
  );

  test('tells rule, setting with its value and source, and when', async () => {
    await must(
      server
        .as('admin')
        .send('PATCH', '/api/company/settings', { showAs: { free: 'ignore' }, locked: ['showAs.free'] }),
    );
    const { body } = await must(explain('lena', 'side=office&item=event&language=de'));
    expect(body).toEqual({
      sentence: 'de: skip.show-as',
      rule: 'skip.show-as',
      setting: 'showAs.free',
      value: 'ignore',
      source: 'company',
      locked: true,
      decision: 'skipped',
      reason: 'show-as',
      at: '1970-01-01T00:00:00.005Z',
    });
  });

  test('is open to an admin, without a text', async () => {
    expect((await must(explain('admin', 'side=office&item=event'))).text).not.toContain('Kundentermin');
  });

  test('of an item that the sync does not know is not there', async () => {
    expect((await explain('lena', 'side=office&item=other')).status).toBe(404);
    expect((await explain('lena', 'side=teams&item=event')).body.error.field).toBe('side');
  });
});

describe('the agenda', () => {
  const agenda = (who: string, query = DAY) => server.as(who).get(`/api/agenda?connection=${id}&${query}`);
  beforeEach(() => {
    const dentist = linkOf('dentist', { span: at(18), anonymous: true });
    const [mirror] = link('x', { connectionId: id, mirrors: [{ id: 'blocker', span: at(18) }] }).mirrors;
    return store({
      links: [{ ...dentist, mirrors: mirror ? [mirror] : [] }, linkOf('event', {})],
      conflicts: [overlap()],
    });
  });

  test('pairs what belongs together, in the order of time', async () => {
    const { body } = await must(agenda('lena'));
    expect(body.items).toMatchObject([
      {
        linkId: 'event',
        origin: 'office',
        office: { title: 'Kundentermin außer Haus' },
        timify: null,
        conflictId: 'c1',
      },
      { linkId: null, origin: 'timify', office: null, timify: { title: 'Sehtest' } },
      {
        linkId: 'dentist',
        office: { title: 'Zahnarzt', isPrivate: true },
        timify: { title: 'Kalenderblocker' },
        anonymous: true,
      },
    ]);
  });

  test('shows an admin of Office what stands in TIMIFY, or times', async () => {
    const { body, text } = await must(agenda('admin'));
    expect(text).not.toMatch(/Zahnarzt|Kundentermin/);
    expect(body.items.map((row: { office: { title: string } | null }) => row.office?.title ?? null)).toEqual([
      null,
      null,
      'Kalenderblocker',
    ]);
    expect(server.outside.reads).toEqual([]);
  });

  test('is not there for others, and at most 31 days long', async () => {
    expect((await agenda('paul')).status).toBe(404);
    expect((await agenda('lena', 'from=2026-11-24T00:00:00Z&to=2027-01-24T00:00:00Z')).body.error.field).toBe(
      'to',
    );
    expect((await agenda('lena', 'from=x&to=2027-01-24T00:00:00Z')).body.error.field).toBe('from');
    expect((await server.as('lena').get(`/api/agenda?${DAY}`)).status).toBe(404);
  });
});

test('what the brake holds is listed', async () => {
  const [mirror] = link('x', { connectionId: id, mirrors: [{ id: 'blocker', span: at(18) }] }).mirrors;
  await store({ links: [{ ...linkOf('dentist', {}), mirrors: mirror ? [mirror] : [] }] });
  await server.store.connections.set(id, { hold: { linkIds: ['dentist'], side: 'timify', total: 40 } });
  const { body } = await must(server.as('lena').get(`/api/connections/${id}/hold`));
  expect(body.items).toMatchObject([
    { linkId: 'dentist', side: 'timify', item: 'blocker', title: 'Kalenderblocker' },
  ]);
});
