import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Health } from '../../../shared/company.ts';
import { tomorrow } from '../../support/answers.ts';
import { must } from '../../support/call.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const figures = async (): Promise<Pick<Health, 'changes' | 'lag' | 'history'>> => {
  const token = await town.token(town.admin);
  const { changes, lag, history } = await must<Health>('GET', `${town.server}/api/company/health`, { token });
  return { changes, lag, history };
};

describe('how long changes took', { timeout: 60_000 }, () => {
  it('is told of as before after a restart; of a crash the last minute alone is lost', async () => {
    const lena = await town.connected();
    await lena.event('Workshop', tomorrow(9), tomorrow(10));
    await town.settled();
    const first = await figures();
    expect(first.changes).toBe(1);
    expect(first.history).toMatchObject([{ changes: 1, median: first.lag?.median }]);
    await town.restart('SIGTERM');
    expect(await figures()).toEqual(first);

    await lena.event('Dentist', tomorrow(11), tomorrow(12));
    await town.settled();
    await town.advance(61);
    await town.restart('SIGKILL');
    expect((await figures()).changes).toBe(2);

    await town.advance(25 * 3_600);
    expect(await figures()).toEqual({ changes: 0, lag: null, history: [] });
  });
});
