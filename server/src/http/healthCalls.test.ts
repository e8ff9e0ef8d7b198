import { afterEach, beforeEach, expect, test } from 'vitest';
import { connection } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { COMPANY, must, openCompany } from './testing/town.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  await openCompany(server);
});
afterEach(() => server.stop());

const MANY = 120;
const IN_NEED = 3;
const nameOf = (index: number): string => `c${String(index).padStart(3, '0')}`;

/** The last of many need help, and one waits to be approved. */
const fill = async (): Promise<void> => {
  const company = await server.store.companies.get(COMPANY);
  if (!company) throw new Error('no company');
  const of = { companyId: COMPANY, tenantId: company.tenantId };
  for (let index = 0; index < MANY; index += 1) {
    const state = index >= MANY - IN_NEED ? 'failing' : 'in-step';
    const id = nameOf(index);
    const counts = { linked: 2, covered: 0, conflicts: 0, skipped: 0, held: 0 };
    await server.store.connections.create(
      connection(id, { ...of, resourceId: id, state, counts, provenEqualAt: 1000 + index }),
    );
  }
  await server.store.connections.create(
    connection('new', { ...of, resourceId: 'new', state: 'awaiting-approval' }),
  );
};

const page = async (query = '') => {
  const { body } = await must(server.as('admin').get(`/api/company/health?${query}`));
  const rows = body.items as unknown as { connectionId: string }[];
  return { ids: rows.map(({ connectionId }) => connectionId), body };
};

test('health comes in pages, those that need help first; its counts are of all', async () => {
  await fill();
  const first = await page('limit=50');
  const helped = Array.from({ length: IN_NEED }, (_, index) => nameOf(MANY - IN_NEED + index));
  expect(first.ids.slice(0, 4)).toEqual([...helped, 'c000']);
  expect(first.ids).toHaveLength(50);
  const counts = {
    ...{ total: MANY, needHelp: IN_NEED, awaiting: 1, linked: 2 * MANY },
    provenEqualAt: new Date(1000).toISOString(),
  };
  expect(first.body).toMatchObject(counts);
  const ids = [...first.ids];
  let next = first.body.next;
  while (next !== undefined) {
    const more = await page(`limit=50&after=${next}`);
    expect(more.body).toMatchObject(counts);
    ids.push(...more.ids);
    next = more.body.next;
  }
  expect(new Set(ids).size).toBe(MANY);
  expect(ids).toHaveLength(MANY);
});

test('reads the connections of one page alone', async () => {
  await fill();
  const read: string[] = [];
  const { cursors } = server.store;
  server.store.cursors = {
    ...cursors,
    ofConnection: (id) => {
      read.push(id);
      return cursors.ofConnection(id);
    },
  };
  server.store.connections.ofCompany = () => Promise.reject(new Error('all were read'));
  const { ids } = await page('limit=10');
  expect(read.sort()).toEqual([...ids].sort());
});

test('goes on where it was when its last one recovered meanwhile', async () => {
  await fill();
  const { ids, body } = await page('limit=2');
  await server.store.connections.set(ids[1] ?? '', { state: 'in-step' });
  const rest = await page(`limit=2&after=${body.next}`);
  expect(rest.ids).toEqual([nameOf(MANY - 1), 'c000']);
  const { status, body: refused } = await server.as('admin').get('/api/company/health?after=c000');
  expect([status, refused.error.field]).toEqual([400, 'after']);
});

test('health says whether TIMIFY keeps our marks, as far as any process has seen', async () => {
  expect((await page()).body).toMatchObject({ company: 'ok', keepsMarks: true });
  const company = await server.store.companies.get(COMPANY);
  if (company) await server.store.companies.put({ ...company, refusesMarks: true });
  expect((await page()).body).toMatchObject({ company: 'ok', keepsMarks: false });
});
