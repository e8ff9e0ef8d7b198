import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Link } from '../core/links.ts';
import { conflict, entry, link } from '../store/contract/builders.ts';
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

const DAY = 'from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z';

const linkOf = (
  name: string,
  facts: Partial<Link> & { side?: 'office' | 'timify'; span?: Link['origin']['base']['span'] },
): Link => {
  const { side = 'office', span = at(14), ...rest } = facts;
  return { ...link(name, { connectionId: id, side, span, origin: name }), ...rest };
};

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
          at: server.clock.now() - 1,
          item: 'booking',
          side: 'timify',
          back: { kind: 'restore' },
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
    expect((await must(server.as('lena').get(path))).body.items[0]?.title).toBeNull();
    expect((await must(server.as('lena').get(`${path}?item=event`))).body.items).toHaveLength(1);
    expect((await must(server.as('lena').get(`${path}?limit=1`))).body).toMatchObject({ next: 'l2' });
    expect((await must(server.as('lena').get(`${path}?limit=1&after=l2`))).body.items[0]?.id).toBe('l1');
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
      inFull: 'de: skip.show-as, Europe/Berlin',
      rule: 'skip.show-as',
      setting: 'showAs.free',
      value: 'ignore',
      earlier: null,
      source: 'company',
      locked: true,
      change: { method: 'PATCH', path: '/api/company/settings', body: { showAs: { free: 'block' } } },
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
      conflicts: [conflict('c1', { connectionId: id, linkId: 'event' })],
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
    expect(body.items.map((row) => row.office?.title ?? null)).toEqual([null, null, 'Kalenderblocker']);
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
  await server.store.connections.set(id, {
    hold: { linkIds: ['dentist'], side: 'timify', total: 40, since: 0 },
  });
  const { body } = await must(server.as('lena').get(`/api/connections/${id}/hold`));
  expect(body.items).toMatchObject([
    { linkId: 'dentist', side: 'timify', item: 'blocker', title: 'Kalenderblocker' },
  ]);
});
