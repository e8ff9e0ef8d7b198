import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gone, single } from './testing/events.ts';
import { DELTA, eachRound } from './testing/rounds.ts';
import { graphError } from './testing/stub.ts';

const rounds = eachRound();
const { link, last, more, round } = rounds;

/** A round is what came last of each id, however it was cut into pages. */
it('is the same however it is cut into pages', async () => {
  const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), there: fc.boolean(), cut: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const elements = steps.map(({ id, there }, n) => (there ? single(id, { subject: `v${n}` }) : gone(id)));
      const pages = elements.reduce<unknown[][]>(
        (cut, element, n) =>
          steps[n]?.cut === true
            ? [...cut, [element]]
            : [...cut.slice(0, -1), [...(cut.at(-1) ?? []), element]],
        [[]],
      );
      rounds.stub.on(
        'GET',
        DELTA,
        ...pages.slice(0, -1).map((page) => more(...page)),
        last(...(pages.at(-1) ?? [])),
      );
      const { snapshot } = await round(link('deltatoken=1'));
      const final = new Map(steps.map(({ id, there }, n) => [id, there ? `v${n}` : null]));
      const wanted = [...final].filter(([, title]) => title !== null).sort();
      expect(snapshot.items.map(({ id, title }) => [id, title]).sort()).toEqual(wanted);
      expect(snapshot.removed.sort()).toEqual(
        [...final.keys()].filter((id) => final.get(id) === null).sort(),
      );
    }),
    { numRuns: 40 },
  );
});

const changed = (subject: string, lastModifiedDateTime: string | null): object =>
  single('a', { subject, lastModifiedDateTime });

it.each<[string, object[], string]>([
  [
    'a replay after what it was changed to',
    [changed('new', '2026-12-01T09:00:00.5Z'), changed('old', '2026-12-01T09:00:00Z')],
    'new',
  ],
  [
    'an event and what it was changed to',
    [changed('old', '2026-12-01T09:00:00Z'), changed('new', '2026-12-01T09:00:00.5000000Z')],
    'new',
  ],
  [
    'two of one moment',
    [changed('first', '2026-12-01T09:00:00Z'), changed('last', '2026-12-01T09:00:00Z')],
    'last',
  ],
  ['one that tells no time', [changed('first', '2026-12-01T09:00:00Z'), changed('last', null)], 'last'],
  [
    'one that was gone between',
    [changed('new', '2026-12-01T09:00:00Z'), gone('a'), changed('old', null)],
    'old',
  ],
])('%s', async (_name, elements, title) => {
  rounds.stub.on('GET', DELTA, more(...elements.slice(0, -1)), last(...elements.slice(-1)));
  const { snapshot } = await round(link('deltatoken=1'));
  expect(snapshot.items.map((item) => item.title)).toEqual([title]);
});

describe('what goes wrong', () => {
  it.each([
    ['410 SyncStateNotFound', graphError(410, 'SyncStateNotFound')],
    ['410 with Location', { status: 410, headers: { Location: 'http://127.0.0.1/x' } }],
    ['400 resyncRequired', graphError(400, 'resyncRequired')],
    ['400 SyncStateInvalid', graphError(400, 'SyncStateInvalid')],
  ])('%s means that the cursor is lost', async (_name, reply) => {
    rounds.stub.on('GET', DELTA, reply);
    await expect(round(link('deltatoken=1'))).rejects.toMatchObject({ kind: 'cursor-expired' });
  });

  it('also in the middle of a round', async () => {
    rounds.stub.on('GET', DELTA, more(single('a')), graphError(410, 'SyncStateNotFound'));
    await expect(round(link('deltatoken=1'))).rejects.toMatchObject({ kind: 'cursor-expired' });
  });

  it('a calendar that is gone is not an empty calendar', async () => {
    rounds.stub.on('GET', DELTA, graphError(404, 'ErrorItemNotFound'));
    await expect(round(null)).rejects.toMatchObject({ kind: 'calendar-gone' });
  });

  it('a stored link to another host is never followed', async () => {
    await expect(round('https://evil.example/v1.0/delta?$deltatoken=1')).rejects.toMatchObject({
      kind: 'cursor-expired',
      code: 'ForeignLink',
    });
    await expect(round(link('deltatoken=1').replace('http://', 'http://user:pw@'))).rejects.toMatchObject({
      kind: 'cursor-expired',
    });
    expect(rounds.stub.asked).toHaveLength(0);
  });

  it('a next link to another host is never followed', async () => {
    rounds.stub.on('GET', DELTA, { body: { value: [], '@odata.nextLink': 'http://127.0.0.1:1/v1.0/next' } });
    await expect(round(null)).rejects.toMatchObject({ kind: 'invalid', code: 'ForeignLink' });
    expect(rounds.stub.asked).toHaveLength(1);
  });

  it.each([
    ['no link', { value: [] }],
    ['no list', { hello: 'world' }],
    ['no body', undefined],
  ])('an answer with %s is no round', async (_name, body) => {
    rounds.stub.on('GET', DELTA, { body });
    await expect(round(null)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('one broken event stops no other', async () => {
    rounds.stub.on('GET', DELTA, last({ subject: 'no id' }, { ...single('x'), end: {} }, 7, single('a')));
    const { snapshot } = await round(null);
    expect(snapshot.items.map((item) => item.id)).toEqual(['a']);
    expect(snapshot.broken).toEqual([
      { id: null, why: 'no-id' },
      { id: 'x', why: 'no-end' },
      { id: null, why: 'not-an-object' },
    ]);
  });
});
