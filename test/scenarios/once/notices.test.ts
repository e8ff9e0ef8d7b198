/** What the owner is told by mail: of what acts bring about, too, and once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const mailsTo = async ({ email }: Person, subject: RegExp): Promise<string[]> =>
  (await town.mails())
    .filter((mail) => mail.from === 'ours' && mail.to === email && subject.test(mail.subject))
    .map((mail) => JSON.stringify(mail));

describe('settings that are applied to what is there', { timeout: 60_000 }, () => {
  it('open conflicts: one mail at once, though they are spread over the window', async () => {
    const lena = await town.connected({ digest: 'at-once', showAs: { tentative: 'ignore' } });
    for (const day of [1, 20]) {
      await lena.booking(tomorrow(10, 0, day), 60);
      await lena.event('Perhaps', tomorrow(9, 0, day), tomorrow(10, 30, day), { showAs: 'tentative' });
    }
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    await lena.settings({ showAs: { tentative: 'block' } });
    expect((await lena.action('apply-settings')).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.conflicts()).toHaveLength(2);
    const told = await mailsTo(lena, /konflikt|conflict/i);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('2');
    expect(await lena.lookAgain()).toEqual([]);
    expect(await mailsTo(lena, /konflikt|conflict/i)).toHaveLength(1);
  });

  it('find a calendar that was emptied: the deletions are held, one mail says so, a series counts as one', async () => {
    const lena = await town.connected();
    const daily = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: tomorrow(8).slice(0, 10), numberOfOccurrences: 20 },
    };
    const events = [await lena.event('Daily', tomorrow(8), tomorrow(8, 30), { recurrence: daily })];
    for (let index = 0; index < 11; index += 1)
      events.push(await lena.event(`Call ${index}`, tomorrow(10, 0, index), tomorrow(11, 0, index)));
    await town.settled();
    const before = (await lena.blockers()).length;
    await town.unheard(async () => {
      for (const event of events) await lena.remove(event);
    });
    expect((await lena.action('apply-settings')).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.blockers()).toHaveLength(before);
    const { hold, counts } = (await lena.connection()) as unknown as {
      hold: { count: number; total: number };
      counts: { held: number };
    };
    expect([hold.count, hold.total, counts.held]).toEqual([12, 12, 12]);
    const { body } = await lena.api<{ items: unknown[] }>(
      'GET',
      `/api/connections/${lena.connectionId}/hold`,
    );
    expect(body.items).toHaveLength(12);
    const told = await mailsTo(lena, /held|angehalten/i);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/12 (of|von) 12/);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await mailsTo(lena, /held|angehalten/i)).toHaveLength(1);
    expect((await lena.action('confirm-hold')).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
  });
});
