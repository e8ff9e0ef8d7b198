import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow, times } from '../support/answers.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

interface Marked {
  office: Record<string, { events: { extended: unknown[] }[] } | undefined>;
}

describe('from end to end', () => {
  it('S-001 a busy event becomes one blocker with the same instants, and nothing is written to Office', async () => {
    const lena = await town.connected();
    const since = new Date().toISOString();
    await lena.event('Dentist', tomorrow(9), tomorrow(10), {
      body: { contentType: 'text', content: 'Bring the card' },
    });
    const [blocker] = await eventually('a blocker', async () => {
      const found = await lena.blockers();
      return found.length > 0 && found;
    });
    expect(blocker).toMatchObject({
      title: 'Dentist',
      notes: 'Bring the card',
      start: tomorrow(9),
      end: tomorrow(10),
    });
    await town.settled();
    expect(await town.writes(since, 'graph')).toEqual([]);
    expect(await town.writes(since)).toHaveLength(1);
    expect(await lena.blockers()).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-021 a booking becomes exactly one event without attendees', async () => {
    const jonas = await town.connected();
    const since = new Date().toISOString();
    await jonas.booking(tomorrow(11), 30);
    const [copy] = await eventually('an event', async () => {
      const found = await jonas.events();
      return found.length > 0 && found;
    });
    expect(copy && times(copy)).toEqual({ start: tomorrow(11), end: tomorrow(11, 30) });
    expect(copy?.attendees).toEqual([]);
    await town.settled();
    expect(await jonas.events()).toHaveLength(1);
    expect(await town.writes(since)).toMatchObject([{ service: 'graph', method: 'POST', status: 201 }]);
    // Its id and version were in the answer: nobody asks for it once more.
    const paths = (await town.calls(since)).map(({ path }) => decodeURIComponent(path));
    expect(paths.filter((path) => path.includes(copy?.id ?? ''))).toEqual([]);
    const { office } = await town.control<Marked>('GET', '/state');
    expect(office[jonas.email]?.events.filter(({ extended }) => extended.length === 1)).toHaveLength(1);
    expect(await jonas.blockers()).toHaveLength(0);
    expect(await jonas.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toEqual([]);
  });
});
