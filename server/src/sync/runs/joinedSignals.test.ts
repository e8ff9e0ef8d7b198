import { expect, it } from 'vitest';
import { joinSignals } from './joinedSignals.ts';
import type { Store } from '../ports/store.ts';

type Signal = Parameters<Store['work']['signal']>[0];

const signal = (id: string, calendarId: string, dueAt = 5): Signal => ({
  id,
  kind: 'connection',
  tenantId: 'tenant',
  hints: [{ kind: 'calendar', calendarId }],
  dueAt,
});

it('writes once for each row what comes in one turn, with every hint and the earliest time', async () => {
  const written: Signal[] = [];
  const join = joinSignals({ signal: (one) => Promise.resolve(void written.push(one)) });
  await Promise.all([
    join(signal('one', 'a', 7)),
    join(signal('one', 'b', 5)),
    join(signal('one', 'a', 9)),
    join(signal('two', 'a')),
  ]);
  expect(written).toEqual([
    {
      ...signal('one', 'a', 5),
      hints: [
        { kind: 'calendar', calendarId: 'a' },
        { kind: 'calendar', calendarId: 'b' },
      ],
    },
    signal('two', 'a'),
  ]);
});

it('joins whom notifications named', async () => {
  const written: Signal[] = [];
  const join = joinSignals({ signal: (one) => Promise.resolve(void written.push(one)) });
  await Promise.all([
    join({ ...signal('one', 'a'), rungFor: ['event'] }),
    join({ ...signal('one', 'a'), rungFor: ['other', 'event'] }),
  ]);
  expect(written).toEqual([{ ...signal('one', 'a'), rungFor: ['event', 'other'] }]);
});

it('keeps the lane that one of them asks for', async () => {
  const written: Signal[] = [];
  const join = joinSignals({ signal: (one) => Promise.resolve(void written.push(one)) });
  await Promise.all([
    join(signal('one', 'a')),
    join({ ...signal('one', 'b'), lane: 'live' }),
    join(signal('one', 'c')),
  ]);
  expect(written).toMatchObject([{ lane: 'live' }]);
});

it('begins anew with the next turn, and says it to everybody when nothing was kept', async () => {
  let answers = false;
  const join = joinSignals({
    signal: () => (answers ? Promise.resolve() : Promise.reject(new Error('down'))),
  });
  const first = await Promise.allSettled([join(signal('one', 'a')), join(signal('one', 'a'))]);
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  answers = true;
  await expect(join(signal('one', 'a'))).resolves.toBeUndefined();
});
