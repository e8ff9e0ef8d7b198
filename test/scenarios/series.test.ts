import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const THREE_DAYS = [0, 1, 2] as const;

/** A daily series of three at 9 to 10 UTC, beginning tomorrow, settled on both sides. */
const daily = async (): Promise<Person> => {
  const lena = await town.connected();
  await lena.event('Standup', tomorrow(9), tomorrow(10), {
    body: { contentType: 'text', content: 'In the small room' },
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: tomorrow(9).slice(0, 10), numberOfOccurrences: 3 },
    },
  });
  await town.settled();
  return lena;
};

const occurrence = async (person: Person, day: number): Promise<{ id: string }> => {
  const found = (await person.events()).find((event) => times(event).start === tomorrow(9, 0, day));
  if (!found) throw new Error(`no occurrence on day ${day}`);
  return found;
};

describe('series', { timeout: 60_000 }, () => {
  it('S-037 a daily series of three becomes three blockers, each with the text of its master', async () => {
    const lena = await daily();
    expect(await lena.blockers()).toMatchObject(
      THREE_DAYS.map((day) => ({
        title: 'Standup',
        notes: 'In the small room',
        start: tomorrow(9, 0, day),
        end: tomorrow(10, 0, day),
      })),
    );
    expect((await lena.connection()).counts).toMatchObject({ linked: 3, conflicts: 0 });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-038 one occurrence deleted takes its own blocker along and no other', async () => {
    const lena = await daily();
    const since = new Date().toISOString();
    await lena.remove(await occurrence(lena, 1));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([
      { title: 'Standup', start: tomorrow(9) },
      { title: 'Standup', start: tomorrow(9, 0, 2) },
    ]);
    expect(await town.writes(since)).toMatchObject([{ service: 'timify', method: 'POST' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-040 one occurrence renamed renames its own blocker and no other', async () => {
    const lena = await daily();
    const since = new Date().toISOString();
    await lena.change(await occurrence(lena, 1), { subject: 'Standup with guests' });
    await town.settled();
    expect((await lena.blockers()).map((blocker) => blocker.title)).toEqual([
      'Standup',
      'Standup with guests',
      'Standup',
    ]);
    expect(await town.writes(since)).toMatchObject([{ service: 'timify', method: 'PATCH' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-041 one occurrence moved moves its own blocker and no other', async () => {
    const lena = await daily();
    const since = new Date().toISOString();
    await lena.change(await occurrence(lena, 1), { from: tomorrow(14, 0, 1), to: tomorrow(15, 30, 1) });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([
      { start: tomorrow(9), end: tomorrow(10) },
      { start: tomorrow(14, 0, 1), end: tomorrow(15, 30, 1) },
      { start: tomorrow(9, 0, 2), end: tomorrow(10, 0, 2) },
    ]);
    expect(await town.writes(since)).toMatchObject([{ service: 'timify', method: 'PATCH' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
