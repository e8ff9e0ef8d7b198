import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow, type ConflictAnswer, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { expectRest, whilePaused } from '../support/rest.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const joins = async (lena: Person, booking: { id: string }): Promise<void> => {
  const { data } = await lena.timify<{ data: { id: string }[] }>('GET', '/customers?limit=1');
  await lena.rebook(booking, { customer_ids: data.map(({ id }) => id) });
};

/** A booking of nobody yet, and its copy. */
const freeText = async (settings: Record<string, unknown> = {}) => {
  const lena = await town.connected(settings);
  const booking = await lena.booking(tomorrow(9), 60, { customer_ids: [] });
  await town.settled();
  const [copy] = await lena.copies();
  if (!copy) throw new Error('no copy');
  return { lena, booking, copy };
};

const afternoon = { from: tomorrow(14), to: tomorrow(15) };

const theConflict = async (lena: Person): Promise<ConflictAnswer> => {
  const [conflict, ...others] = await lena.conflicts();
  if (!conflict || others.length > 0) throw new Error('not exactly one conflict');
  return conflict;
};

/** Nobody can decide about the booking without saying whether its customer is told. */
const hasToSay = async (lena: Person, action: string): Promise<void> => {
  const conflict = await theConflict(lena);
  const [slot] = conflict.slots;
  const answer = await lena.resolve(conflict, { action, ...(slot ? { slot } : {}) });
  expect(answer).toMatchObject({ status: 400, body: { error: { field: 'notify' } } });
  await expectRest(lena, [conflict.kind]);
};

/** `at once`: in one look with what a person does in Outlook. `unheard`: no word of the customer comes. */
type Way = 'before' | 'at once' | 'unheard';

const customerAnd = async (
  way: Way,
  { lena, booking }: { lena: Person; booking: { id: string } },
  act: () => Promise<unknown>,
): Promise<void> => {
  if (way === 'at once')
    await whilePaused(lena, async () => {
      await joins(lena, booking);
      await act();
    });
  else {
    if (way === 'unheard') await town.unheard(() => joins(lena, booking));
    else await joins(lena, booking);
    if (way === 'before') await town.settled();
    await act();
  }
  await town.settled();
};

const ways: Way[] = ['before', 'at once', 'unheard'];

describe('a booking of nobody that gets a customer', { timeout: 60_000 }, () => {
  it.each(ways)(
    'S-101 (%s) and whose copy is deleted stays, and is asked about as any customer’s',
    async (way) => {
      const { lena, booking, copy } = await freeText({
        anonymous: { toOffice: true },
        onMirrorDeleted: { office: 'follow' },
      });
      await customerAnd(way, { lena, booking }, () => lena.remove(copy));
      expect(await lena.appointments()).toMatchObject([{ startDate: tomorrow(9) }]);
      expect((await theConflict(lena)).kind).toBe('confirm-cancel');
      await hasToSay(lena, 'cancel-booking');
    },
  );

  it.each(ways)(
    'S-100 (%s) and whose copy is moved stays, and is asked about as any customer’s',
    async (way) => {
      const { lena, booking, copy } = await freeText({ anonymous: { toOffice: true } });
      await customerAnd(way, { lena, booking }, () => lena.change(copy, afternoon));
      expect(await lena.appointments()).toMatchObject([{ startDate: tomorrow(9) }]);
      expect((await theConflict(lena)).kind).toBe('confirm-move');
      await hasToSay(lena, 'move-booking');
    },
  );
});

/** What somebody was asked about it before. */
const questions: Record<
  string,
  {
    settings?: Record<string, unknown>;
    ask: (its: { lena: Person; booking: { id: string }; copy: GraphEvent }) => Promise<unknown>;
    action: string;
  }
> = {
  'mirror-deleted': { ask: ({ lena, copy }) => lena.remove(copy), action: 'cancel-booking' },
  overlap: { ask: ({ lena }) => lena.event('Dentist', tomorrow(9), tomorrow(10)), action: 'move-booking' },
  'both-changed': {
    settings: { onBothChanged: 'ask' },
    ask: ({ lena, booking, copy }) =>
      whilePaused(lena, async () => {
        await lena.rebook(booking, { datetime: at(tomorrow(11)) });
        await lena.change(copy, afternoon);
      }),
    action: 'use-office',
  },
};

describe('while somebody is asked about a booking of nobody', { timeout: 60_000 }, () => {
  it.each(Object.entries(questions))(
    'S-102 %s: it gets a customer',
    async (kind, { settings, ask, action }) => {
      const its = await freeText(settings);
      await ask(its);
      await town.settled();
      expect((await theConflict(its.lena)).kind).toBe(kind);
      await joins(its.lena, its.booking);
      await town.settled();
      await hasToSay(its.lena, action);
    },
  );

  it('S-101 it gets one of whom nobody has heard: the answer is refused and says why, the next one counts', async () => {
    const { lena, booking, copy } = await freeText();
    await lena.remove(copy);
    await town.settled();
    const conflict = await theConflict(lena);
    await town.unheard(() => joins(lena, booking));
    const early = await lena.resolve(conflict, { action: 'cancel-booking' });
    expect(early.body).toMatchObject({ ok: false, error: 'customer-unasked', facts: { writes: 0 } });
    expect(await lena.appointments()).toHaveLength(1);
    await hasToSay(lena, 'cancel-booking');
    await lena.resolve(conflict, { action: 'cancel-booking', notify: false });
    await town.settled();
    expect(await lena.appointments()).toEqual([]);
    await expectRest(lena);
  });
});
