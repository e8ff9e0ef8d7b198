import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ switches: { timifyExternalId: 'dropped' } });
});
afterAll(() => town.stop());

describe('TIMIFY keeps no marker and the answer to a create is lost', { timeout: 120_000 }, () => {
  it('S-170 after a restart there is exactly one appointment', async () => {
    const lena = await town.connected();
    const since = new Date().toISOString();
    const fault = await town.fault({
      service: 'timify',
      match: 'POST /appointments$',
      next: 1,
      drop: 'after',
    });
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await eventually('the appointment', async () => (await lena.blockers()).length === 1);
    await town.restart('SIGKILL');
    await town.control('DELETE', `/faults/${fault.id}`);
    await lena.action('sync');
    await eventually('linked', async () => (await lena.connection()).counts.linked === 1);
    await town.settled();
    expect(await lena.blockers()).toMatchObject([
      { title: 'Dentist', start: tomorrow(9), end: tomorrow(10) },
    ]);
    const creates = (await town.writes(since, 'timify')).filter((row) => row.path === '/appointments');
    expect(creates).toHaveLength(1);
    expect(await lena.events()).toHaveLength(1);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-170 … and so there is without a restart, and the appointment is known as our own', async () => {
    const lena = await town.connected();
    const since = new Date().toISOString();
    const fault = await town.fault({
      service: 'timify',
      match: 'POST /appointments$',
      next: 1,
      drop: 'after',
    });
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await eventually('in step', async () => {
      await town.settled();
      return (await lena.blockers()).length > 0;
    });
    await town.control('DELETE', `/faults/${fault.id}`);
    await lena.action('sync');
    await town.settled();
    const creates = (await town.writes(since, 'timify')).filter((row) => row.path === '/appointments');
    expect(creates).toHaveLength(1);
    expect(await lena.blockers()).toHaveLength(1);
    expect(await lena.events()).toHaveLength(1);
    await lena.remove(event);
    await town.settled();
    expect(await lena.both()).toEqual({ office: [], timify: [] });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-170 … nor is a stranger’s appointment of the same time taken for ours', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(13), 60);
    await town.settled();
    const fault = await town.fault({
      service: 'timify',
      match: 'POST /appointments$',
      next: 1,
      drop: 'after',
    });
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await eventually('the appointment', async () => (await lena.blockers()).length === 1);
    await town.restart('SIGKILL');
    await town.control('DELETE', `/faults/${fault.id}`);
    await lena.action('sync');
    await eventually('linked', async () => (await lena.connection()).counts.linked === 2);
    await town.settled();
    expect(await lena.blockers()).toHaveLength(1);
    expect((await lena.appointments()).map(({ id }) => id)).toContain(booking.id);
    expect(await lena.copies()).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
