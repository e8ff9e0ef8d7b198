import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, type ConflictAnswer } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { on, span } from '../support/ways.ts';

/** What an answer is told when the question is another one by now. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const workshop = async (): Promise<{ lena: Person; conflict: ConflictAnswer }> => {
  const lena = await town.connected();
  await lena.booking(on(10), 60);
  await lena.event('Workshop', on(9), on(10, 30));
  await town.settled();
  const [conflict] = await lena.conflicts();
  if (!conflict) throw new Error('no conflict');
  return { lena, conflict };
};

const workshopOf = async (lena: Person) => {
  const event = (await lena.events()).find(({ subject }) => subject === 'Workshop');
  if (!event) throw new Error('no event');
  return times(event);
};

const plain = (iso = ''): string => iso.replace('.000Z', 'Z');

describe('answers that meet', { timeout: 60_000 }, () => {
  it('S-098 two at once: one is carried out, the other hears that it was not', async () => {
    const { lena, conflict } = await workshop();
    const slots = conflict.slots.slice(0, 2);
    const answers = await Promise.all(
      slots.map((slot) => lena.resolve(conflict, { action: 'move-event', slot })),
    );
    await town.settled();
    const won = answers.findIndex(({ body }) => body['ok'] === true);
    expect(answers[1 - won]?.body).toMatchObject({
      ok: false,
      error: 'already-closed',
      facts: { closedBy: 'solved' },
    });
    expect((await workshopOf(lena)).start).toBe(plain(slots[won]?.start));
    const late = await lena.resolve(conflict, { action: 'keep-both' });
    expect(late.body).toMatchObject({ ok: false, error: 'already-closed', facts: { closedBy: 'solved' } });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-166 writes nothing that the direction excludes by now, and that way out is offered no more', async () => {
    const { lena, conflict } = await workshop();
    await lena.settings({ direction: 'office-to-timify', copies: 'remove' });
    await town.settled();
    const [slot] = conflict.slots;
    const answer = await lena.resolve(conflict, { action: 'move-event', slot });
    await town.settled();
    if (answer.status === 200)
      expect(answer.body).toMatchObject({ ok: false, error: 'skip.direction', facts: { writes: 0 } });
    else expect(answer.status).toBe(400);
    expect(await workshopOf(lena)).toEqual(span(on(9), on(10, 30)));
    const [open] = await lena.conflicts();
    expect(open?.id).toBe(conflict.id);
    expect(open?.actions).toContain('move-booking');
    expect(open?.actions).not.toContain('move-event');
    expect(open?.actions).not.toContain('delete-event');
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-098 moves nothing to a time that has begun', async () => {
    const { lena, conflict } = await workshop();
    const slot = { start: on(9, 0, -3), end: on(10, 0, -3) };
    const answer = await lena.resolve(conflict, { action: 'move-event', slot });
    expect(answer.body).toMatchObject({ ok: false, error: 'slot-taken' });
    await town.settled();
    expect(await workshopOf(lena)).toEqual(span(on(9), on(10, 30)));
    expect((await lena.conflicts()).map(({ id }) => id)).toEqual([conflict.id]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
