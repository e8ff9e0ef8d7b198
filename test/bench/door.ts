import type { Person } from '../support/person.ts';
import type { Town } from '../support/town.ts';
import { rowOf, type Row } from './table.ts';

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** How fast the question of Graph is answered when it makes a subscription. */
export const validation = async (town: Town): Promise<Row> => {
  const times: number[] = [];
  for (let turn = 0; turn < 100; turn += 1)
    times.push(
      await timed(async () => {
        const url = `${town.server}/webhooks/graph/notifications?validationToken=Validation%20${turn}`;
        const answer = await fetch(url, { method: 'POST' });
        if ((await answer.text()) !== `Validation ${turn}`) throw new Error('not echoed');
      }),
    );
  return rowOf('S-131', 'validation token echoed', times);
};

const STORM = 1_000;

/** A thousand notifications for one calendar, one each millisecond, from this same machine. */
export const storm = async (town: Town, person: Person, what: string): Promise<Row> => {
  const { id, clientState, resource } = await town.subscription(person);
  const one = { subscriptionId: id, clientState, changeType: 'updated', resource };
  const body = JSON.stringify({ value: [one] });
  const headers = { 'content-type': 'application/json' };
  await town.settled();
  const since = new Date().toISOString();
  const from = performance.now();
  const ring = async (index: number): Promise<number> => {
    const wait = from + index - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return timed(async () => {
      const answer = await fetch(`${town.server}/webhooks/graph/notifications`, {
        method: 'POST',
        headers,
        body,
      });
      if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
    });
  };
  const times = await Promise.all(Array.from({ length: STORM }, (_, index) => ring(index)));
  const seconds = (performance.now() - from) / 1000;
  await town.settled();
  const rounds = (await town.calls(since)).filter(({ path }) => path.includes('/delta')).length;
  return rowOf('S-135', what, times, `${rounds} delta reads, all within ${seconds.toFixed(1)} s`);
};
