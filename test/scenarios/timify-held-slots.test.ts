import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { holdSlot } from '../support/heldSlot.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const confirm = async (person: Person, held: { id: string; secret: string }): Promise<void> => {
  await person.timifyCall('POST', '/booker-services/appointments/confirm', {
    company_id: town.world.company.id,
    reservation_id: held.id,
    secret: held.secret,
    fields: [
      { id: 'firstName', value: 'Clara' },
      { id: 'lastName', value: 'Vogel' },
      { id: 'email', value: 'clara.vogel@example.com' },
    ],
  });
  await town.settled();
};

describe('a slot that a customer holds while booking', { timeout: 60_000 }, () => {
  it('is never copied, and ends without a trace', async () => {
    const lena = await town.connected();
    await holdSlot(lena, tomorrow(9), '11:00');
    await town.settled();
    await lena.lookAgain();
    expect(await lena.copies()).toEqual([]);
    await town.control('POST', '/timify/release', { companyId: town.world.company.id });
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('is copied once it is confirmed, and only then', async () => {
    const lena = await town.connected();
    const held = await holdSlot(lena, tomorrow(9), '13:00');
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    await confirm(lena, held);
    const [booking] = await lena.appointments();
    const [copy, ...others] = await lena.copies();
    expect(others).toEqual([]);
    expect(copy?.subject).toContain('Clara Vogel');
    expect(copy && times(copy).start).toBe(booking?.startDate.replace(/\.\d+/, ''));
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('does not stand in the way of an event that comes meanwhile: the booking that it becomes is told', async () => {
    const lena = await town.connected();
    const held = await holdSlot(lena, tomorrow(9), '15:00');
    const slot = await lena.timify<{ data: { startDate: string } }>('GET', `/appointments/${held.id}`);
    const from = Date.parse(slot.data.startDate);
    const [start, end] = [from, from + 3_600_000].map((at) => new Date(at).toISOString());
    await lena.event('Dentist', start ?? '', end ?? '');
    await town.settled();
    await confirm(lena, held);
    expect(await lena.conflicts()).toMatchObject([{ kind: 'overlap' }]);
    expect(await lena.copies()).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
