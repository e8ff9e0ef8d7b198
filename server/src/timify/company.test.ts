import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTimify } from './createTimify.ts';
import { allPages } from './paging.ts';
import { appointmentAnswer, COMPANY, OTHER, page, RESOURCE } from './answers.testing.ts';
import { startStub, type Stub } from './stub.testing.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const at = (iso: string): number => Date.parse(iso);
const ROW = {
  id: COMPANY,
  externalId: '',
  name: 'Optik Lindner',
  contactEmail: 'post@optik.example',
  timezone: 'Europe/Berlin',
  address: { city: 'Berlin' },
};

let stub: Stub;
beforeEach(async () => {
  stub = await startStub();
});
afterEach(() => stub.close());

const timifyOf = () =>
  createTimify(
    {
      baseUrl: stub.baseUrl,
      marker: 'external-id',
      authHeader: 'raw',
      refreshPath: 'refreshtoken',
      listDays: 30,
    },
    { now: () => NOW },
  );
const credentials = { companyId: COMPANY, appId: 'app', appSecret: 'secret' };
const companyOf = () => timifyOf().company(credentials, 'appointment');

describe('the proof that a company is ours', () => {
  it('is a read of exactly this company', async () => {
    stub.on('GET /v1/companies', () => ({ body: page([{ ...ROW, id: OTHER, name: 'Other' }, ROW]) }));
    stub.on('GET /v1/booker-services/companies', () => ({
      body: {
        data: {
          companyIds: [COMPANY],
          companies: [{ id: COMPANY, locale: 'de-de', timezone: 'Europe/Berlin' }],
        },
      },
    }));
    expect(await companyOf().company()).toEqual({
      id: COMPANY,
      name: 'Optik Lindner',
      timeZone: 'Europe/Berlin',
      locale: 'de-de',
      contactEmail: 'post@optik.example',
    });
    const [asked] = stub.to('GET /v1/companies');
    expect([asked?.query, asked?.headers['company-id']]).toEqual([{ company_id: COMPANY }, COMPANY]);
    expect(stub.to('GET /v1/booker-services/companies')[0]?.headers.authorization).toBeUndefined();
  });

  it('gets along without a locale', async () => {
    stub.on('GET /v1/companies', () => ({ body: { data: ROW } }));
    expect(await companyOf().company()).toMatchObject({ id: COMPANY, locale: '' });
  });

  it.each([
    ['another company', { body: page([{ ...ROW, id: OTHER }]) }],
    ['none', { body: page([]) }],
    ['a 403', { status: 403 }],
    ['a 404', { status: 404 }],
  ])('is not given by %s', async (_, reply) => {
    stub.on('GET /v1/companies', () => reply);
    await expect(companyOf().company()).rejects.toMatchObject({ kind: 'permission-missing' });
  });

  it('asks for a new token each time, so that an old secret proves nothing', async () => {
    stub.on('GET /v1/companies', () => ({ body: page([{ ...ROW, locale: 'de' }]) }));
    const company = companyOf();
    await company.company();
    stub.on('POST /v1/auth/token', () => ({ status: 401 }));
    await expect(company.company()).rejects.toMatchObject({ kind: 'credentials' });
  });
});

describe('resources', () => {
  it('are all of all pages', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => ({
      id: `r${index}`,
      name: `R ${index}`,
      email: index === 0 ? ' a@b.example ' : '',
    }));
    stub.on('GET /v1/resources', ({ query }) => {
      const number = Number(query['page']);
      return {
        body: {
          data: rows.slice((number - 1) * 3, number * 3),
          total: 7,
          meta: { page: number, limit: 3, totalItems: 7, totalPages: 3 },
        },
      };
    });
    const resources = await companyOf().resources();
    expect(resources.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(resources[0]).toEqual({ id: 'r0', name: 'R 0', email: 'a@b.example', timeZone: null });
  });

  it('tell a zone of their own where they have one', async () => {
    stub.on('GET /v1/resources', () => ({
      body: page([{ id: RESOURCE, name: 'R', email: null, timezone: 'Asia/Tokyo' }]),
    }));
    expect(await companyOf().resources()).toEqual([
      { id: RESOURCE, name: 'R', email: '', timeZone: 'Asia/Tokyo' },
    ]);
  });
});

describe('the polling net', () => {
  it('lists facts without texts, and leaves out what is leaving', async () => {
    const rows = [
      appointmentAnswer(),
      appointmentAnswer({ id: 'leaving', scheduledForDeletionAt: 1 }),
      { broken: true },
    ];
    stub.on('GET /v1/appointments', () => ({ body: page(rows) }));
    const facts = await companyOf().list({
      start: at('2026-12-01T00:00:00Z'),
      end: at('2026-12-31T00:00:00Z'),
    });
    expect(facts).toEqual([
      {
        id: '65f0c0ffee00000000000001',
        version: '1796000000000',
        start: at('2026-12-01T08:00:00Z'),
        resourceIds: [RESOURCE],
      },
    ]);
    expect(stub.to('GET /v1/appointments')).toHaveLength(1);
    expect(stub.to('GET /v1/appointments')[0]?.query).not.toHaveProperty('resource_ids');
  });

  it('tells by id what is there, what has gone, and nothing of what it cannot read', async () => {
    stub.on('GET /v1/appointments/there', () => ({ body: { data: appointmentAnswer({ id: 'there' }) } }));
    stub.on('GET /v1/appointments/leaving', () => ({
      body: { data: appointmentAnswer({ id: 'leaving', scheduledForDeletionAt: 1 }) },
    }));
    stub.on('GET /v1/appointments/odd', () => ({ body: { data: { odd: true } } }));
    const read = await companyOf().read(['there', 'gone', 'leaving', 'odd', 'there']);
    expect([read.found.map(({ id }) => id), read.gone]).toEqual([['there'], ['gone', 'leaving']]);
    expect(stub.to('GET /v1/appointments/:id')).toHaveLength(4);
  });

  it('knows what it has just deleted as gone, without a call', async () => {
    stub.on('POST /v1/appointments/delete/bulk', () => ({}));
    stub.on('GET /v1/appointments/:id', () => ({ body: { data: appointmentAnswer() } }));
    const company = timifyOf().company(credentials, 'appointment');
    const side = company.side(RESOURCE, 'UTC');
    const removing = side.remove({ id: 'ours', containerId: null, version: '', notify: false });
    // Its echo may overtake the answer.
    const read = await company.read(['ours', 'theirs']);
    await removing;
    expect(read.gone).toEqual(['ours']);
    expect(stub.to('GET /v1/appointments/:id').map(({ path }) => path)).toEqual(['/v1/appointments/theirs']);
  });

  it('fails as a whole where the service is down: nothing is gone then', async () => {
    stub.on('GET /v1/appointments/:id', () => ({ status: 503 }));
    await expect(companyOf().read(['a'])).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('hands over between two runs of one process, not to another company', async () => {
    const id = '65f0c0ffee00000000000001';
    stub.on('GET /v1/appointments/:id', () => ({ body: { data: appointmentAnswer() } }));
    const timify = timifyOf();
    await timify.company(credentials, 'appointment').read([id]);
    const wanted = [{ id, version: '1796000000000' }];
    await timify.company(credentials, 'appointment').side(RESOURCE, 'UTC').readKnown(wanted);
    expect(stub.to('GET /v1/appointments/:id')).toHaveLength(1);
    await timify
      .company({ ...credentials, companyId: OTHER }, 'appointment')
      .side(RESOURCE, 'UTC')
      .readKnown(wanted);
    expect(stub.to('GET /v1/appointments/:id')).toHaveLength(2);
  });
});

describe('the pages of a list', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => index);
  const cut = (all: unknown[], number: number, size: number) => all.slice((number - 1) * size, number * size);

  it('end at the last that is told', async () => {
    const asked: number[] = [];
    const read = await allPages((number) => {
      asked.push(number);
      return Promise.resolve({
        data: cut(rows(10), number, 5),
        meta: { limit: 5, totalItems: 10, totalPages: 2 },
      });
    });
    expect([read, asked]).toEqual([rows(10), [1, 2]]);
  });

  it('end with a total alone, though the service cuts its pages shorter than asked', async () => {
    expect(
      await allPages((number) => Promise.resolve({ data: cut(rows(12), number, 5), total: 12 })),
    ).toEqual(rows(12));
  });

  it('end with a short one where nothing is told', async () => {
    expect(
      await allPages((number, limit) => Promise.resolve({ data: cut(rows(1200), number, limit) })),
    ).toEqual(rows(1200));
  });

  it('are read again from the first where the list changes meanwhile', async () => {
    let all = rows(10);
    const read = await allPages((number) => {
      const answer = { data: cut(all, number, 5), total: all.length };
      if (number === 1 && all.length === 10) all = all.slice(1);
      return Promise.resolve(answer);
    });
    expect(read).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are given up where it changes without end', async () => {
    let total = 10;
    await expect(allPages(() => Promise.resolve({ data: [1], total: (total += 1) }))).rejects.toMatchObject({
      code: 'list-moved',
    });
  });

  it('are no pages where the answer has another shape', async () => {
    await expect(allPages(() => Promise.resolve({ items: [] }))).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
