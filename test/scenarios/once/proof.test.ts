/** "Last proven equal at": a whole look at the window, not a part of one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true, env: { TIMIFY_LIST_DAYS: '30' } });
});
afterAll(() => town.stop());

const HOURS = 3_600;

const provenAt = async (lena: Person): Promise<string | null> =>
  ((await lena.connection()) as unknown as { provenEqualAt: string | null }).provenEqualAt;

it(
  'the audit proves both sides equal when it has gone round the window, slice by slice',
  { timeout: 120_000 },
  async () => {
    const lena = await town.connected({ windowFutureMonths: 3 });
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const imported = await provenAt(lena);
    expect(imported).not.toBeNull();
    const proofs: boolean[] = [];
    for (let audits = 0; audits < 4; audits += 1) {
      await town.advance(9.1 * HOURS);
      proofs.push((await provenAt(lena)) !== imported);
    }
    // Ten days back and three months ahead are four slices of 30 days at most.
    expect(proofs).toEqual([false, false, false, true]);
    expect(await lena.blockers()).toHaveLength(1);
  },
);
