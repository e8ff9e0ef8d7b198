import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import { eventually } from '../../support/call.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const EVENTS = 8;

const busy = async (settings: Record<string, unknown> = {}): Promise<Person> => {
  const lena = await town.connected(settings);
  for (let hour = 6; hour < 6 + EVENTS; hour += 1)
    await lena.event(`At ${hour}`, tomorrow(hour), tomorrow(hour + 1));
  await town.settled();
  return lena;
};

/** TIMIFY has no time for most of the calls that follow; then it has. */
const away = async (rule: Record<string, unknown>, act: () => Promise<unknown>): Promise<void> => {
  const { id } = await town.fault({ service: 'timify', status: 429, retryAfter: 1, ...rule });
  await act();
  await town.control('DELETE', `/faults/${id}`);
};

describe('an act about many items that a service interrupts', { timeout: 120_000 }, () => {
  it('S-153 deactivating goes on where it was: copies go, no original is asked about or follows', async () => {
    const lena = await busy({ onMirrorDeleted: { office: 'follow', timify: 'follow' } });
    const before = (await lena.events()).length;
    await away({ match: 'POST /appointments/delete/bulk', rate: 0.7 }, async () => {
      await lena.action('deactivate', { copies: 'remove' });
    });
    await eventually('deactivated', async () => (await lena.connection()).state === 'deactivated', 60_000);
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    expect(await lena.events()).toHaveLength(before);
    expect(await lena.conflicts()).toEqual([]);
  });

  it('applying settings goes on, and all of it can be taken back', async () => {
    const lena = await busy();
    await lena.settings({ title: false });
    await away({ match: 'PATCH /appointments', rate: 0.7 }, () => lena.action('apply-settings'));
    const titles = async (): Promise<string[]> => (await lena.blockers()).map(({ title }) => title);
    const word = (all: string[]): boolean => all.length === EVENTS && new Set(all).size === 1;
    await eventually('applied', async () => word(await titles()), 60_000);
    await town.settled();
    expect((await lena.action('undo')).status).toBe(200);
    await town.settled();
    expect((await titles()).sort()).toEqual([...Array(EVENTS).keys()].map((at) => `At ${at + 6}`).sort());
  });
});
