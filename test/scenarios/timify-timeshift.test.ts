import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { blocked, connectedByTimeshift, local, on, quiet, rowsOf, zoneOf } from '../support/timeshifts.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

describe('blockers as time shifts', { timeout: 120_000 }, () => {
  it('S-031 an answer that was lost is found again by its looks: one blocker, not two', async () => {
    const lena = await connectedByTimeshift(town);
    const rule = await town.fault({ service: 'timify', match: '^POST /timeshifts$', next: 1, drop: 'after' });
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    await town.control('DELETE', `/faults/${rule.id}`).catch(() => null);
    await lena.lookAgain();
    await town.settled();
    expect(await rowsOf(lena)).toHaveLength(1);
    await quiet(lena);
    await lena.remove(event);
    await town.settled();
    expect(await rowsOf(lena)).toEqual([]);
    await quiet(lena);
  });

  it('S-001, S-007 an event becomes a blocker of the shift plan, not an appointment, and goes with it', async () => {
    const lena = await connectedByTimeshift(town);
    const zone = await zoneOf(town);
    const event = await lena.event('Dentist', tomorrow(9, 2), tomorrow(9, 58));
    await town.settled();
    expect(await blocked(lena)).toEqual([on(tomorrow(9), tomorrow(10), zone)]);
    expect(await lena.appointments()).toEqual([]);
    expect(JSON.stringify(await rowsOf(lena))).not.toContain('Dentist');
    await quiet(lena);
    await lena.remove(event);
    await town.settled();
    expect(await blocked(lena)).toEqual([]);
    await quiet(lena);
  });

  it('S-085 moves with its event; another title writes nothing, for it has no text', async () => {
    const lena = await connectedByTimeshift(town);
    const zone = await zoneOf(town);
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.change(event, { from: tomorrow(13), to: tomorrow(15) });
    await town.settled();
    expect(await blocked(lena)).toEqual([on(tomorrow(13), tomorrow(15), zone)]);
    await quiet(lena);
    const since = new Date().toISOString();
    await lena.change(event, { subject: 'Dentist at last' });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    await quiet(lena);
  });

  it('S-064, S-070 over midnight and for thirty hours it stands day by day', async () => {
    const lena = await connectedByTimeshift(town);
    const zone = await zoneOf(town);
    await lena.event('Night', tomorrow(20), tomorrow(4, 0, 1));
    await lena.event('Journey', tomorrow(9, 0, 3), tomorrow(15, 0, 4));
    await town.settled();
    const midnight = (iso: string): string => local(iso, zone).slice(0, 10);
    const night = tomorrow(4, 0, 1);
    const back = tomorrow(15, 0, 4);
    expect(await blocked(lena)).toEqual(
      [
        on(tomorrow(20), night, zone),
        `${midnight(night)}..${midnight(night)} 00:00-${local(night, zone).slice(11)}`,
        on(tomorrow(9, 0, 3), back, zone),
        `${midnight(back)}..${midnight(back)} 00:00-${local(back, zone).slice(11)}`,
      ].sort(),
    );
    await quiet(lena);
  });

  it('S-064 an all-day event takes exactly its day', async () => {
    const lena = await connectedByTimeshift(town);
    const day = tomorrow(0, 0, 2).slice(0, 10);
    const next = tomorrow(0, 0, 3).slice(0, 10);
    const event = await lena.event('Holiday', `${day}T00:00:00Z`, `${next}T00:00:00Z`, {
      isAllDay: true,
      showAs: 'oof',
    });
    await town.settled();
    expect(await blocked(lena)).toEqual([`${day}..${day} 00:00-24:00`]);
    await quiet(lena);
    await lena.change(event, { isAllDay: false, from: tomorrow(9, 0, 2), to: tomorrow(10, 0, 2) });
    await town.settled();
    expect(await blocked(lena)).toEqual([on(tomorrow(9, 0, 2), tomorrow(10, 0, 2), await zoneOf(town))]);
    await quiet(lena);
  });

  it('S-163, S-098 beside a booking only what is free is blocked; the booking gone, all of it', async () => {
    const lena = await connectedByTimeshift(town);
    const zone = await zoneOf(town);
    const booking = await lena.booking(tomorrow(10), 30);
    await lena.event('Workshop', tomorrow(9), tomorrow(12));
    await town.settled();
    expect(await blocked(lena)).toEqual([
      on(tomorrow(9), tomorrow(10), zone),
      on(tomorrow(10, 30), tomorrow(12), zone),
    ]);
    expect(await lena.conflicts()).toMatchObject([{ kind: 'overlap' }]);
    await quiet(lena);
    await lena.cancel(booking);
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    const parts = await blocked(lena);
    expect(parts.at(0)?.slice(23, 28)).toBe(local(tomorrow(9), zone).slice(11));
    expect(parts.at(-1)?.slice(29)).toBe(local(tomorrow(12), zone).slice(11));
    await quiet(lena);
  });

  it('S-162 covered events are blocked when the covering one goes', async () => {
    const lena = await connectedByTimeshift(town);
    const zone = await zoneOf(town);
    const long = await lena.event('Long', tomorrow(8), tomorrow(12));
    await town.settled();
    await lena.event('Inside', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(await blocked(lena)).toEqual([on(tomorrow(8), tomorrow(12), zone)]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 2, covered: 1 });
    await lena.remove(long);
    await town.settled();
    expect(await blocked(lena)).toEqual([on(tomorrow(9), tomorrow(10), zone)]);
    await quiet(lena);
  });

  it('deleted in the shift plan it is asked about, and can be put back', async () => {
    const lena = await connectedByTimeshift(town);
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const [row] = await rowsOf(lena);
    await lena.timify('DELETE', `/timeshifts/${row?.id ?? ''}`);
    await town.settled();
    const [conflict] = await lena.conflicts();
    expect(conflict?.kind).toBe('mirror-deleted');
    await quiet(lena);
    await lena.resolve(conflict ?? { id: '' }, { action: 'put-back' });
    await town.settled();
    expect(await rowsOf(lena)).toHaveLength(1);
    await quiet(lena);
  });

  it('S-154 turned into plain entries they stay where they are; rows that never carried our mark are plain', async () => {
    const lena = await connectedByTimeshift(town);
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(14), 60);
    await town.settled();
    const before = await blocked(lena);
    const answer = await lena.action('deactivate', { copies: 'plain' });
    expect(answer.body).toMatchObject({
      ok: true,
      facts: { released: 2, marked: 0, ofOurs: { office: 0, timify: 0 }, remaining: 0 },
    });
    expect(await blocked(lena)).toEqual(before);
    expect(await lena.copies()).toEqual([]);
  });

  it('S-153 removed they are gone from the shift plan, and counted so', async () => {
    const lena = await connectedByTimeshift(town);
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(await blocked(lena)).toHaveLength(1);
    const answer = await lena.action('deactivate', { copies: 'remove' });
    expect(answer.body).toMatchObject({ facts: { removed: 1, ofOurs: { office: 0, timify: 0 } } });
    expect(await blocked(lena)).toEqual([]);
  });

  it('a blocker that a person entered is theirs: never touched, and what falls on it is said', async () => {
    const lena = await connectedByTimeshift(town);
    const zone = await zoneOf(town);
    const day = local(tomorrow(10), zone).slice(0, 10);
    const [begin, end] = [local(tomorrow(10), zone).slice(11), local(tomorrow(11), zone).slice(11)];
    const theirs = { denial_reason: 'BLOCKER', denial_times: [{ begin, end }] };
    await lena.timify('POST', '/timeshifts', {
      ...{ resource_id: lena.resourceId, from: day, to: day },
      ...theirs,
    });
    await town.settled();
    const [row] = await rowsOf(lena);
    const event = await lena.event('Workshop', tomorrow(9), tomorrow(12));
    await town.settled();
    expect(await blocked(lena)).toEqual([
      on(tomorrow(9), tomorrow(10), zone),
      on(tomorrow(10), tomorrow(11), zone),
      on(tomorrow(11), tomorrow(12), zone),
    ]);
    await quiet(lena);
    await lena.remove(event);
    await town.settled();
    expect((await rowsOf(lena)).map(({ id }) => id)).toEqual([row?.id]);
    await quiet(lena);
  });

  it('what was written as an appointment stays one when the setting changes, until its event moves or goes', async () => {
    const lena = await town.connected();
    const zone = await zoneOf(town);
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(await lena.blockers()).toHaveLength(1);
    await lena.settings({ blocker: 'timeshift' });
    await town.settled();
    await quiet(lena);
    await lena.event('Doctor', tomorrow(13), tomorrow(14));
    await town.settled();
    expect(await lena.blockers()).toHaveLength(1);
    expect(await blocked(lena)).toEqual([on(tomorrow(13), tomorrow(14), zone)]);
    await lena.settings({ blocker: 'appointment' });
    await lena.change(event, { from: tomorrow(9, 30), to: tomorrow(10, 30) });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9, 30), end: tomorrow(10, 30) }]);
    expect(await blocked(lena)).toHaveLength(1);
    await quiet(lena);
  });
});
