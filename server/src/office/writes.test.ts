import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OfficeMailbox } from './side.ts';
import { CAL, content, mailboxOn, marked, OWNER, single } from './testing/events.ts';
import { batch, createStub, graphError, innerOf } from './testing/stub.ts';
import type { Reply, Stub } from './testing/stub.ts';

let stub: Stub;
let side: OfficeMailbox;
beforeEach(async () => {
  stub = await createStub();
  ({ side } = mailboxOn(stub));
});
afterEach(() => stub.close());

const create = (n = 1): ReturnType<OfficeMailbox['create']> =>
  side.create({ containerId: CAL, marker: `link${n}.0`, transactionId: `t${n}`, content: content() });

const update = (id: string, version = `W/"${id}-1"`): ReturnType<OfficeMailbox['update']> =>
  side.update({ id, containerId: CAL, version, content: { title: 'New' }, notify: false, keepBody: false });

const remove = (id: string): Promise<void> =>
  side.remove({ id, containerId: CAL, version: `W/"${id}-1"`, notify: false });

describe('creating', () => {
  it('is one POST; the answer is the item, its marker is known', async () => {
    stub.on('POST', `/calendars/${CAL}/events`, { status: 201, body: single('new') });
    expect(await create()).toMatchObject({
      id: 'new',
      version: 'W/"new-1"',
      calendarId: CAL,
      marker: 'link1.0',
    });
    expect(stub.asked).toHaveLength(1);
    expect(stub.asked[0]?.body).toMatchObject({ subject: 'Haircut', transactionId: 't1' });
    expect(stub.asked[0]?.body).not.toHaveProperty('attendees');
    expect(stub.asked[0]?.headers['content-type']).toBe('application/json');
    expect(stub.asked[0]?.headers).not.toHaveProperty('if-match');
  });

  it('sent twice gives the event that is there, where Graph says so', async () => {
    stub.on('POST', '/events', { status: 200, body: single('known') });
    expect((await create()).id).toBe('known');
  });

  it('refused as a duplicate finds the one by its marker', async () => {
    stub.on('POST', '/events', graphError(409, 'ErrorDuplicateTransactionId'));
    stub.on('GET', '/events', { body: { value: [single('known', marked('link1.0'))] } });
    expect(await create()).toMatchObject({ id: 'known', marker: 'link1.0' });
  });

  it.each([[[]], [[single('a', marked('link1.0')), single('b', marked('link1.0'))]]])(
    'refused as a duplicate of none or of several is left to the caller',
    async (value) => {
      stub.on('POST', '/events', graphError(409, 'ErrorDuplicateTransactionId'));
      stub.on('GET', '/events', { body: { value } });
      await expect(create()).rejects.toMatchObject({ kind: 'duplicate' });
    },
  );

  it.each<[string, Reply]>([
    ['a dropped connection', { drop: true }],
    ['a 504', graphError(504, 'UnknownError')],
    ['half an answer', { status: 201, body: { id: 'x' } }],
  ])('with %s may have happened, and is not repeated', async (_name, reply) => {
    stub.on('POST', '/events', reply);
    await expect(create()).rejects.toMatchObject({ kind: 'unanswered' });
    expect(stub.asked).toHaveLength(1);
  });

  it('in a calendar that is gone says so', async () => {
    stub.on('POST', '/events', graphError(404, 'ErrorItemNotFound'));
    await expect(create()).rejects.toMatchObject({ kind: 'calendar-gone' });
  });
});

describe('changing and deleting', () => {
  it('patches what changes, for the version that was read', async () => {
    stub.on('PATCH', '/events/a', { body: single('a', { '@odata.etag': 'W/"a-2"' }) });
    expect(await update('a')).toMatchObject({ version: 'W/"a-2"', calendarId: CAL });
    expect(stub.asked).toHaveLength(1);
    expect(stub.asked[0]).toMatchObject({
      path: `/v1.0/users/${OWNER.oid}/events/a`,
      body: { subject: 'New' },
    });
    expect(stub.asked[0]?.headers['if-match']).toBe('W/"a-1"');
  });

  it.each([
    [412, 'ErrorIrresolvableConflict', 'version-changed'],
    [409, 'ErrorIrresolvableConflict', 'version-changed'],
    [404, 'ErrorItemNotFound', 'not-found'],
    [403, 'ErrorAccessDenied', 'permission-missing'],
    [400, 'ErrorOccurrenceCrossingBoundary', 'refused'],
  ])('a patch answered %i %s is %s', async (status, code, kind) => {
    stub.on('PATCH', '/events/a', graphError(status, code));
    await expect(update('a')).rejects.toMatchObject({ kind });
  });

  it('deletes for the version that was read, and what is gone is deleted', async () => {
    stub.on('DELETE', '/events/a', { status: 204 });
    stub.on('DELETE', '/events/b', graphError(404, 'ErrorItemNotFound'));
    await remove('a');
    await remove('b');
    expect(stub.asked[0]?.headers['if-match']).toBe('W/"a-1"');
    stub.on('DELETE', '/events/c', graphError(412, 'ErrorIrresolvableConflict'));
    await expect(remove('c')).rejects.toMatchObject({ kind: 'version-changed' });
  });

  it('takes our mark and our category away, and leaves the categories of others', async () => {
    const read = { id: 'a', '@odata.etag': 'W/"a-2"', isOrganizer: true, attendees: [] };
    stub.on('GET', '/events/a', { body: { ...read, categories: ['Red', 'TIMIFY'] } });
    stub.on('PATCH', '/events/a', { body: single('a') });
    await side.release({ id: 'a', category: 'TIMIFY' });
    expect(stub.asked[1]?.headers['if-match']).toBe('W/"a-2"');
    expect(stub.asked[1]?.body).toEqual({
      categories: ['Red'],
      singleValueExtendedProperties: [expect.objectContaining({ value: 'released' })],
    });
    stub.on('GET', '/events/b', graphError(404, 'ErrorItemNotFound'));
    await expect(side.release({ id: 'b', category: 'TIMIFY' })).resolves.toBeUndefined();
  });

  it('puts both back beside them', async () => {
    stub.on('GET', '/events/a', { body: { id: 'a', categories: ['Red'] } });
    stub.on('PATCH', '/events/a', { body: single('a') });
    await side.mark({ id: 'a', category: 'TIMIFY', marker: 'ts-1.1' });
    expect(stub.asked[1]?.body).toEqual({
      categories: ['Red', 'TIMIFY'],
      singleValueExtendedProperties: [expect.objectContaining({ value: 'ts-1.1' })],
    });
  });

  it('leaves our mark on what has got guests, or belongs to somebody else: nobody may be told', async () => {
    const guest = { emailAddress: { address: 'guest@elsewhere.example' } };
    stub.on('GET', '/events/a', { body: { id: 'a', categories: [], isOrganizer: true, attendees: [guest] } });
    stub.on('GET', '/events/b', { body: { id: 'b', categories: [], isOrganizer: false, attendees: [] } });
    for (const id of ['a', 'b']) await side.release({ id, category: 'TIMIFY' });
    expect(stub.asked.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('sends no If-Match where no version is known', async () => {
    stub.on('PATCH', '/events/a', { body: single('a') });
    await update('a', '');
    expect(stub.asked[0]?.headers).not.toHaveProperty('if-match');
  });
});

describe('writes of the same moment', () => {
  it('go out as one batch, each with its own outcome', async () => {
    stub.on(
      'POST',
      '/$batch',
      batch(({ method, url }) => {
        if (method === 'POST') return { status: 201, body: single('new') };
        if (method === 'DELETE') return { status: 204 };
        return url.endsWith('/b')
          ? {
              status: 429,
              headers: { 'Retry-After': '10' },
              body: { error: { code: 'ApplicationThrottled' } },
            }
          : { status: 412, body: { error: { code: 'ErrorIrresolvableConflict' } } };
      }),
    );
    const results = await Promise.allSettled([create(), update('a'), update('b'), remove('c')]);
    expect(stub.asked).toHaveLength(1);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: { id: 'new', marker: 'link1.0' } },
      { status: 'rejected', reason: { kind: 'version-changed' } },
      { status: 'rejected', reason: { kind: 'throttled', retryAfter: 10_000 } },
      { status: 'fulfilled' },
    ]);
    const [post, patch] = innerOf(stub.asked[0]);
    expect(post?.headers['Content-Type']).toBe('application/json');
    expect(patch).toMatchObject({
      method: 'PATCH',
      url: `/users/${OWNER.oid}/events/a`,
      headers: { 'If-Match': 'W/"a-1"' },
    });
  });

  it('split into batches of twenty', async () => {
    stub.on(
      'POST',
      '/$batch',
      batch(() => ({ status: 204 })),
    );
    await Promise.all(Array.from({ length: 40 }, (_, n) => remove(`e${n}`)));
    expect(
      stub.asked.filter(({ path }) => path.endsWith('/$batch')).map((asked) => innerOf(asked).length),
    ).toEqual([20, 20]);
  });

  it('may have happened, all of them, when the batch has no answer', async () => {
    stub.on('POST', '/$batch', { drop: true });
    const results = await Promise.allSettled([create(1), create(2)]);
    expect(results).toMatchObject([{ reason: { kind: 'unanswered' } }, { reason: { kind: 'unanswered' } }]);
  });

  it('may have happened where a part is missing from the answer', async () => {
    stub.on('POST', '/$batch', { body: { responses: [] } });
    const results = await Promise.allSettled([create(1), create(2)]);
    expect(results).toMatchObject([{ reason: { kind: 'unanswered' } }, { reason: { kind: 'unanswered' } }]);
  });

  it('go one by one where batches are not understood', async () => {
    stub.on('POST', '/$batch', graphError(400, 'BadRequest'));
    stub.on('DELETE', '/events/a', { status: 204 });
    stub.on('DELETE', '/events/b', { status: 204 });
    await Promise.all([remove('a'), remove('b')]);
    expect(stub.asked.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'DELETE']);
  });

  it('repeat a part alone whose token had run out', async () => {
    stub.on(
      'POST',
      '/$batch',
      batch(() => ({ status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } })),
    );
    stub.on('DELETE', '/events/a', { status: 204 });
    stub.on('DELETE', '/events/b', { status: 204 });
    await Promise.all([remove('a'), remove('b')]);
    expect(stub.asked).toHaveLength(3);
  });

  it('one at a time are plain requests', async () => {
    stub.on('DELETE', '/events/a', { status: 204 });
    await remove('a');
    await remove('a');
    expect(stub.asked.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
  });
});
