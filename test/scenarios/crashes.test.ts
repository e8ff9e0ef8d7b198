import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterEach(() => town.control('POST', '/latency', { graph: 0, timify: 0 }));
afterAll(() => town.stop());

interface State {
  office: Record<string, { events: { categories: string[] }[] } | undefined>;
  timify: Record<string, { appointments: { resources: { id: string }[] }[] } | undefined>;
}

/** What the services hold, asked past all that makes their answers slow. */
const held = async (person: Person): Promise<{ copies: number; appointments: number }> => {
  const { office, timify } = await town.control<State>('GET', '/state');
  const appointments = timify[town.world.company.id]?.appointments ?? [];
  return {
    copies: (office[person.email]?.events ?? []).filter(({ categories }) => categories.includes('TIMIFY'))
      .length,
    appointments: appointments.filter((item) => item.resources.some(({ id }) => id === person.resourceId))
      .length,
  };
};

describe('a server that dies', { timeout: 120_000 }, () => {
  it('S-031 after an event was made and before its id was kept makes no second one', async () => {
    const jonas = await town.connected();
    const since = new Date().toISOString();
    await town.control('POST', '/latency', { graph: 5_000 });
    await jonas.booking(tomorrow(11), 30);
    await eventually('the event is there, its answer is not', async () => (await held(jonas)).copies === 1);
    await town.control('POST', '/latency', { graph: 0 });
    await town.restart('SIGKILL');
    await jonas.action('sync');
    await eventually('linked', async () => (await jonas.connection()).counts.linked === 1);
    await town.settled();
    expect(await jonas.copies()).toHaveLength(1);
    expect(await jonas.blockers()).toEqual([]);
    expect((await town.writes(since)).filter((row) => row.method === 'DELETE')).toEqual([]);
    expect(await jonas.lookAgain()).toEqual([]);

    await jonas.rebook((await jonas.appointments())[0] ?? { id: '' }, { title: 'Fitting' });
    await town.settled();
    expect((await jonas.copies()).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Fitting/)]);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-141 after some of twelve writes ends with exactly twelve', async () => {
    const lena = await town.connected();
    await town.unheard(async () => {
      for (let day = 0; day < 12; day += 1)
        await lena.event(`Day ${day}`, tomorrow(9, 0, day), tomorrow(9, 30, day));
    });
    await town.control('POST', '/latency', { timify: 300 });
    await town.lifecycle(lena, 'missed');
    const written = await eventually('some are written', async () => {
      const { appointments } = await held(lena);
      return appointments >= 3 && appointments;
    });
    await town.restart('SIGKILL');
    await town.control('POST', '/latency', { timify: 0 });
    expect(written).toBeLessThan(12);
    await lena.action('sync');
    await eventually('all are linked', async () => (await lena.connection()).counts.linked === 12);
    await town.settled();
    const blockers = await lena.blockers();
    expect(blockers.map(({ title }) => title)).toEqual(Array.from({ length: 12 }, (_, day) => `Day ${day}`));
    expect(await lena.events()).toHaveLength(12);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
