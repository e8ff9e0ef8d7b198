import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

describe('changes on both sides', { timeout: 60_000 }, () => {
  it('S-084 what stands on both sides before the first connection is linked, not doubled', async () => {
    const lena = await town.person();
    await lena.event('Consultation', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(9), 60, { title: 'Consultation' });
    const before = await lena.both();
    const since = new Date().toISOString();
    await lena.connect();
    expect(await lena.both()).toEqual(before);
    expect(await town.writes(since)).toEqual([]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 1, conflicts: 0 });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-085 a time changed in Office changes in TIMIFY, a time changed in TIMIFY changes in Office', async () => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.change(event, { from: tomorrow(11), to: tomorrow(12) });
    await town.settled();
    const [blocker] = await lena.blockers();
    expect(blocker).toMatchObject({ start: tomorrow(11), end: tomorrow(12) });
    const since = new Date().toISOString();
    await lena.rebook({ id: blocker?.id ?? '' }, { datetime: tomorrow(14).slice(0, 16).replace('T', ' ') });
    await town.settled();
    expect((await lena.events()).map(times)).toEqual([{ start: tomorrow(14), end: tomorrow(15) }]);
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(14), end: tomorrow(15) }]);
    expect(await town.writes(since)).toMatchObject([{ service: 'graph', method: 'PATCH' }]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-085 a title edited on the copy stands there and does not travel back', async () => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const [blocker] = await lena.blockers();
    await lena.rebook({ id: blocker?.id ?? '' }, { title: 'Away' });
    await town.settled();
    expect((await lena.events()).map(({ subject }) => subject)).toEqual(['Dentist']);
    expect(await lena.blockers()).toMatchObject([{ title: 'Away' }]);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.change(event, { subject: 'Dentist at last' });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist at last' }]);
  });

  it.each([
    ['office', 11],
    ['origin', 11],
    ['timify', 14],
  ] as const)(
    'S-087 times changed on both sides, %s wins: both sides agree, the other times are kept in the log',
    async (policy, hour) => {
      const lena = await town.connected({ onBothChanged: policy });
      const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
      await town.settled();
      const [blocker] = await lena.blockers();
      await lena.action('pause');
      await lena.change(event, { from: tomorrow(11), to: tomorrow(12) });
      await lena.rebook({ id: blocker?.id ?? '' }, { datetime: tomorrow(14).slice(0, 16).replace('T', ' ') });
      await town.settled();
      await lena.action('resume');
      await town.settled();
      const agreed = { start: tomorrow(hour), end: tomorrow(hour + 1) };
      expect((await lena.events()).map(times)).toEqual([agreed]);
      expect(await lena.blockers()).toMatchObject([agreed]);
      const lost = hour === 11 ? tomorrow(14) : tomorrow(11);
      const kept = (await lena.log()).flatMap(({ was }) => (was ? [Date.parse(was.start)] : []));
      expect(kept).toContain(Date.parse(lost));
      expect(await lena.conflicts()).toEqual([]);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('S-089 moved on both sides in the same moment, before word of the blocker is here: it is asked, nothing is written', async () => {
    const lena = await town.connected({ onBothChanged: 'ask' });
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const [blocker] = await lena.blockers();
    await lena.action('pause');
    await lena.change(event, { from: tomorrow(11), to: tomorrow(12) });
    await lena.rebook({ id: blocker?.id ?? '' }, { datetime: tomorrow(14).slice(0, 16).replace('T', ' ') });
    await lena.action('resume');
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'both-changed' }]);
    expect((await lena.events()).map(times)).toEqual([{ start: tomorrow(11), end: tomorrow(12) }]);
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(14), end: tomorrow(15) }]);
  });
});

describe('an event over a booking', { timeout: 60_000 }, () => {
  it('S-098 opens a conflict that names the colliding part; both stay, the rest is blocked, the owner is told', async () => {
    const lena = await town.connected({ digest: 'at-once' });
    await lena.booking(tomorrow(10), 60);
    await town.settled();
    const event = await lena.event('Workshop', tomorrow(9), tomorrow(10, 30));
    await town.settled();
    const conflicts = await lena.conflicts();
    expect(conflicts).toMatchObject([{ kind: 'overlap', office: { id: event.id } }]);
    expect(conflicts.map(({ span }) => [Date.parse(span.start), Date.parse(span.end)])).toEqual([
      [Date.parse(tomorrow(10)), Date.parse(tomorrow(10, 30))],
    ]);
    expect(conflicts[0]?.slots).toHaveLength(3);
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(10) }]);
    expect((await lena.appointments()).filter((item) => item.customers.length > 0)).toHaveLength(1);
    expect((await lena.events()).map(({ subject }) => subject)).toContain('Workshop');
    expect(await lena.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toEqual([]);
    const told = (await town.mails()).filter((mail) => mail.to === lena.email && mail.from === 'ours');
    expect(told.map((mail) => mail.subject)).toContainEqual(
      expect.stringMatching(/konflikt|conflict|überschneid|overlap/i),
    );
    expect(JSON.stringify(told)).not.toContain('Workshop');
  });

  it('S-102 the conflict closes by itself when the event moves away, and the log says why', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(10), 60);
    const event = await lena.event('Workshop', tomorrow(9), tomorrow(10, 30));
    await town.settled();
    expect(await lena.conflicts()).toHaveLength(1);
    await lena.change(event, { from: tomorrow(13), to: tomorrow(14) });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.allConflicts()).toMatchObject([{ kind: 'overlap', closedBy: 'cause-gone' }]);
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(13), end: tomorrow(14) }]);
    expect((await lena.log()).map(({ rule }) => rule)).toContain('cause-gone');
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-102 … and when the booking moves away: the freed time is blocked', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(10), 60);
    await lena.event('Workshop', tomorrow(9), tomorrow(10, 30));
    await town.settled();
    expect(await lena.conflicts()).toHaveLength(1);
    await lena.rebook(booking, { datetime: tomorrow(15).slice(0, 16).replace('T', ' ') });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    const held = await lena.blockers();
    expect([held[0]?.start, held.at(-1)?.end]).toEqual([tomorrow(9), tomorrow(10, 30)]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-163 two hours over a booking of half an hour: the rest can not be booked, one conflict', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(10), 30);
    await lena.event('Workshop', tomorrow(10), tomorrow(12));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(10, 30), end: tomorrow(12) }]);
    expect(await lena.conflicts()).toMatchObject([{ kind: 'overlap' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-162 three events over each other hold the time once; the covering one goes, the rest stays blocked', async () => {
    const lena = await town.connected();
    const long = await lena.event('Long', tomorrow(8), tomorrow(12));
    await town.settled();
    await lena.event('Inside', tomorrow(9), tomorrow(9, 30));
    await lena.event('Across', tomorrow(11), tomorrow(13));
    await town.settled();
    expect((await lena.connection()).counts).toMatchObject({ linked: 3, covered: 1, conflicts: 0 });
    expect(await lena.blockers()).toMatchObject([
      { start: tomorrow(8), end: tomorrow(12) },
      { start: tomorrow(12), end: tomorrow(13) },
    ]);
    await lena.remove(long);
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    const held = (await lena.blockers()).map(({ start, end }) => [start, end]);
    expect(held[0]).toEqual([tomorrow(9), tomorrow(9, 30)]);
    expect([held[1]?.[0], held.at(-1)?.[1]]).toEqual([tomorrow(11), tomorrow(13)]);
    expect(held.slice(1).every(([start], at, all) => at === 0 || start === all[at - 1]?.[1])).toBe(true);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
