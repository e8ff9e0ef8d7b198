/** A person cuts a blocker of ours apart in TIMIFY: what lies between its parts could be booked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const blocked = async (settings: Record<string, unknown>) => {
  const lena = await town.connected(settings);
  const event = await lena.event('Lesson', tomorrow(9), tomorrow(11));
  await town.settled();
  const [blocker] = await lena.blockers();
  return { lena, event, blocker: { id: blocker?.id ?? '' } };
};

/** Work, time between, work. */
const cut = (lena: Person, blocker: { id: string }, pattern: number[]): Promise<void> =>
  lena.rebook(blocker, {
    duration: pattern.reduce((sum, minutes) => sum + minutes, 0),
    duration_pattern: pattern,
  });

/** One blocker without gaps for this time, and the event there, too. */
const expectWhole = async (lena: Person, start: string, end: string): Promise<void> => {
  expect((await lena.events()).map(times)).toEqual([{ start, end }]);
  expect((await lena.appointments()).map(({ bookings }) => bookings.length)).toEqual([1]);
  expect(await lena.blockers()).toMatchObject([{ start, end }]);
  expect(await lena.conflicts()).toEqual([]);
};

/** As few calls as it takes, and none on the next look. */
const expectCalls = async (lena: Person, since: string, timify: string[]): Promise<void> => {
  const rows = (await town.writes(since)).filter(({ service }) => service === 'timify');
  expect(rows.map(({ method, path }) => `${method} ${path}`)).toEqual(timify);
  expect(await lena.lookAgain()).toEqual([]);
};

const MADE_ANEW = ['POST /appointments/delete/bulk', 'POST /appointments'];

describe.each(['both', 'office-to-timify'])('a blocker cut apart (%s)', (direction) => {
  it('in place is made whole again at once, which the log tells', { timeout: 60_000 }, async () => {
    const { lena, blocker } = await blocked({ direction });
    const since = new Date().toISOString();
    await cut(lena, blocker, [30, 30, 60]);
    await town.settled();
    await expectWhole(lena, tomorrow(9), tomorrow(11));
    expect((await lena.log())[0]).toMatchObject({
      ...{ rule: 'blocker-made-whole', event: 'update', outcome: 'done', item: expect.any(String) as string },
    });
    await expectCalls(lena, since, MADE_ANEW);
  });

  it('and shortened or lengthened is as long as its event is then', { timeout: 60_000 }, async () => {
    const { lena, blocker } = await blocked({ direction });
    const since = new Date().toISOString();
    await cut(lena, blocker, [30, 30, 90]);
    await town.settled();
    // Where TIMIFY may change the event, its new length counts for both.
    await expectWhole(lena, tomorrow(9), direction === 'both' ? tomorrow(11, 30) : tomorrow(11));
    await expectCalls(lena, since, MADE_ANEW);
  });

  it(
    'goes whole to where its event goes, also where nobody had heard of the cut',
    { timeout: 60_000 },
    async () => {
      const { lena, event, blocker } = await blocked({ direction });
      await town.moveClock(120);
      await town.unheard(() => cut(lena, blocker, [30, 30, 60]));
      await lena.change(event, { from: tomorrow(14), to: tomorrow(16) });
      await town.settled();
      await expectWhole(lena, tomorrow(14), tomorrow(16));
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('is found also where no word of it came', { timeout: 60_000 }, async () => {
    const { lena, blocker } = await blocked({ direction });
    await town.unheard(() => cut(lena, blocker, [30, 30, 60]));
    await lena.action('sync');
    await town.settled();
    await expectWhole(lena, tomorrow(9), tomorrow(11));
    expect(await lena.lookAgain()).toEqual([]);
  });
});
