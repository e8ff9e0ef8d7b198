import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { eventually } from '../support/call.ts';
import { workingHours } from '../support/hours.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

/** The whole window is read slice by slice: what fails in one, and what changes behind its back, is not left to the audit. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterEach(() => town.control('POST', '/latency', { graph: 0, timify: 0 }));
afterAll(() => town.stop());

/** The next days have been read, what comes after them has not. */
const nextDaysRead = async (lena: Person): Promise<boolean> => {
  const { progress } = await lena.connection();
  return progress.phase === 'rest' && progress.done > 0;
};

const midway = (lena: Person): Promise<boolean> =>
  eventually('the next days read', () => nextDaysRead(lena), 30_000);

/** Outlook wants no new event for a while: that long nothing can be copied. */
const refusedTwice = async (lena: Person, act: () => Promise<unknown>): Promise<void> => {
  const { id } = await town.fault({
    ...{ service: 'graph', match: `POST .*${lena.oid}.*/events`, next: 2, status: 400 },
  });
  await act();
  await town.control('DELETE', `/faults/${id}`);
};

describe('what fails in a slice', { timeout: 60_000 }, () => {
  it('of a first import is tried again when the import is over', async () => {
    const lena = await town.person();
    await lena.booking(tomorrow(9), 30);
    await refusedTwice(lena, () => lena.connect());
    expect(await lena.copies()).toHaveLength(1);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('of a later look is tried again, too', async () => {
    const lena = await town.connected();
    await town.unheard(() => lena.booking(tomorrow(9), 30).then(() => undefined));
    await refusedTwice(lena, async () => {
      await lena.action('sync');
      await town.settled();
    });
    expect(await lena.copies()).toHaveLength(1);
    expect(await lena.conflicts()).toEqual([]);
  });
});

describe('while a look is under way', { timeout: 60_000 }, () => {
  /** So far that the rest of the window is read in several runs. */
  const farAhead = (): Promise<Person> => town.connected({ windowFutureMonths: 12 });

  /** An evening's event, and a look that has passed it already when the working hours leave it out. */
  const passedBy = async (): Promise<Person> => {
    const lena = await farAhead();
    await lena.event('Evening', tomorrow(19), tomorrow(20));
    await town.settled();
    expect(await lena.blockers()).toHaveLength(1);
    await town.control('POST', '/latency', { graph: 400, timify: 400 });
    await lena.action('sync');
    await midway(lena);
    return lena;
  };

  it('"sync now" has it begin once more when it is over', async () => {
    const lena = await passedBy();
    await town.unheard(() => workingHours(lena, '08:00', '18:00'));
    await lena.action('sync');
    await town.control('POST', '/latency', { graph: 0, timify: 0 });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a shift plan that changes is noticed', async () => {
    const lena = await passedBy();
    await workingHours(lena, '08:00', '18:00');
    await town.control('POST', '/latency', { graph: 0, timify: 0 });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
  });
});
