import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { expectRest, whilePaused } from '../support/rest.ts';
import { makeSeries, nextDay, seriesBody, type Series } from '../support/series.ts';
import { Town } from '../support/town.ts';
import { at, guest } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

let told = 0;
beforeEach(async () => {
  told = (await town.mailsToOthers()).length;
});

const FIRST = tomorrow(0).slice(0, 10);
const nights = (count: number, from: string, to: string, timeZone = 'UTC'): Series => ({
  ...{ day: FIRST, from, to, timeZone, times: count },
  pattern: { type: 'daily', interval: 1 },
});

const span = ({ start, end }: { start: string; end: string }): string => `${start} ${end}`;
const eventsOf = async (lena: Person): Promise<string[]> =>
  (await lena.events()).map((event) => span(times(event))).sort();
const blockersOf = async (lena: Person): Promise<string[]> => (await lena.blockers()).map(span).sort();
const clock = async (lena: Person): Promise<string[]> =>
  (await lena.blockers()).map(({ start, end }) => `${start.slice(11, 16)}-${end.slice(11, 16)}`);

const occurrence = async (lena: Person, start: string): Promise<GraphEvent> => {
  const found = (await lena.events()).find((event) => times(event).start === start);
  if (!found) throw new Error(`no occurrence at ${start}`);
  return found;
};

describe('series', { timeout: 60_000 }, () => {
  it('S-043 in a zone of half hours, an exception over midnight, then all of it shifted', async () => {
    const lena = await (await town.person({ timeZone: 'Asia/Kolkata' })).connect();
    const master = await makeSeries(lena, 'Late', nights(4, '22:30', '00:15', 'India Standard Time'));
    await town.settled();
    expect(await blockersOf(lena)).toEqual(
      [0, 1, 2, 3].map((day) => `${tomorrow(17, 0, day)} ${tomorrow(18, 45, day)}`),
    );
    await lena.change(await occurrence(lena, tomorrow(17, 0, 1)), {
      from: tomorrow(18, 20, 1),
      to: tomorrow(19, 40, 1),
    });
    await lena.remove(await occurrence(lena, tomorrow(17, 0, 2)));
    await town.settled();
    const { start, end } = seriesBody(nights(4, '23:15', '01:00', 'India Standard Time'));
    await lena.change(master, { start, end });
    await town.settled();
    expect(await blockersOf(lena)).toEqual(await eventsOf(lena));
    expect(await blockersOf(lena)).toContain(`${tomorrow(17, 45, 3)} ${tomorrow(19, 30, 3)}`);
    await expectRest(lena, [], told);
    const [last] = (await lena.blockers()).slice(-1);
    await lena.rebook(last ?? { id: '' }, { datetime: at(tomorrow(20, 10, 3)) });
    await town.settled();
    expect(await eventsOf(lena)).toContain(`${tomorrow(20, 10, 3)} ${tomorrow(21, 55, 3)}`);
    expect(await blockersOf(lena)).toEqual(await eventsOf(lena));
    await expectRest(lena, [], told);
    await lena.change(master, seriesBody(nights(4, '22:30', '00:15', 'India Standard Time')));
    await town.settled();
    expect(await blockersOf(lena)).toEqual(await eventsOf(lena));
    await expectRest(lena, [], told);
  });

  it('S-045 cut by "this and following" while a blocker after the cut is moved: nothing is lost, nothing doubled', async () => {
    const lena = await town.connected();
    await makeSeries(lena, 'Standup', nights(6, '09:00', '10:00'));
    await town.settled();
    const [, , third, fourth] = await lena.blockers();
    await whilePaused(lena, async () => {
      await lena.rebook(fourth ?? { id: '' }, { datetime: at(tomorrow(15, 0, 3)) });
      const cut = await occurrence(lena, tomorrow(9, 0, 2));
      await town.byPerson(() =>
        town.control('POST', '/graph/split', {
          user: lena.oid,
          event: cut.id,
          changes: { subject: 'Later' },
        }),
      );
      await lena.rebook(third ?? { id: '' }, { title: 'Renamed by hand' });
    });
    expect(await blockersOf(lena)).toEqual(await eventsOf(lena));
    expect(await eventsOf(lena)).toHaveLength(6);
    await expectRest(lena, [], told);
    expect((await lena.connection()).counts.linked).toBe(6);
  });

  it('S-098 ignored for the series, then the series moves whole onto other bookings: still no question', async () => {
    const lena = await town.connected();
    for (const [hour, day] of [
      [9, 0],
      [9, 1],
      [14, 1],
    ] as const)
      await lena.booking(tomorrow(hour, 30, day), 30);
    const master = await makeSeries(lena, 'Standup', nights(3, '09:00', '10:00'));
    await town.settled();
    const [one] = await lena.conflicts();
    expect(await lena.conflicts()).toHaveLength(2);
    await lena.resolve(one ?? { id: '' }, { action: 'ignore-series' });
    await town.settled();
    await expectRest(lena, [], told);
    const { start, end } = seriesBody(nights(3, '14:00', '15:00'));
    await lena.change(master, { start, end });
    await town.settled();
    expect(await blockersOf(lena)).toEqual([
      `${tomorrow(14)} ${tomorrow(15)}`,
      `${tomorrow(14, 0, 1)} ${tomorrow(14, 30, 1)}`,
      `${tomorrow(14, 0, 2)} ${tomorrow(15, 0, 2)}`,
    ]);
    await expectRest(lena, [], told);
    const second = await occurrence(lena, tomorrow(14, 0, 1));
    expect((await explain(lena, 'office', second.id)).rule).toBe('origin-changed');
  });
});

describe('one event', { timeout: 60_000 }, () => {
  it('S-069 a day becomes timed and a day again while a booking stands in it', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(10, 0, 1), 60);
    const [day, next] = [nextDay(FIRST), nextDay(FIRST, 2)];
    const wholeDay = {
      isAllDay: true,
      start: { dateTime: `${day}T00:00:00`, timeZone: 'UTC' },
      end: { dateTime: `${next}T00:00:00`, timeZone: 'UTC' },
    };
    const event = await lena.event('Fair', tomorrow(9, 0, 1), tomorrow(12, 0, 1), {
      ...wholeDay,
      showAs: 'oof',
    });
    await town.settled();
    const before = await blockersOf(lena);
    expect(before).toHaveLength(2);
    await expectRest(lena, ['overlap'], told);
    await lena.change(event, { isAllDay: false, from: tomorrow(9, 0, 1), to: tomorrow(12, 0, 1) });
    await town.settled();
    expect(await clock(lena)).toEqual(['09:00-10:00', '11:00-12:00']);
    await expectRest(lena, ['overlap'], told);
    await lena.change(event, wholeDay);
    await town.settled();
    expect(await blockersOf(lena)).toEqual(before);
    await expectRest(lena, ['overlap'], told);
    await lena.change(event, { isAllDay: false, from: tomorrow(10, 15, 1), to: tomorrow(10, 45, 1) });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    await expectRest(lena, ['overlap'], told);
    await lena.rebook(booking, { datetime: at(tomorrow(11, 0, 1)) });
    await town.settled();
    expect(await clock(lena)).toEqual(['10:15-10:45']);
    await expectRest(lena, [], told);
  });

  it.each([
    ['ask', 'mirror-deleted'],
    ['follow', 'would-notify-guests'],
  ])('S-172 private, becomes a meeting while its blocker is deleted (%s): %s', async (policy, kind) => {
    const lena = await town.connected({ onMirrorDeleted: { timify: policy } });
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10), { sensitivity: 'private' });
    await town.settled();
    const [blocker] = await lena.blockers();
    await whilePaused(lena, async () => {
      await lena.change(event, { attendees: [guest], subject: 'Dentist and more' });
      await lena.cancel(blocker ?? { id: '' });
    });
    // What the person sends themselves is theirs.
    told += 1;
    const [conflict] = await lena.conflicts();
    expect(conflict?.actions).not.toContain('delete-event');
    await expectRest(lena, [kind], told);
    await lena.resolve(conflict ?? { id: '' }, { action: 'put-back' });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: blocker?.title, notes: '', start: tomorrow(9) }]);
    expect(JSON.stringify(await lena.appointments())).not.toContain('Dentist');
    expect(await eventsOf(lena)).toEqual([`${tomorrow(9)} ${tomorrow(10)}`]);
    await expectRest(lena, [], told);
  });

  it('S-072 of no length on a booking, lengthened and shortened again', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 60);
    const event = await lena.event('Reminder', tomorrow(9, 30), tomorrow(9, 30));
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    await expectRest(lena, [], told);
    expect((await explain(lena, 'office', event.id)).rule).toBe('skip.empty-span');
    await lena.change(event, { to: tomorrow(10, 30) });
    await town.settled();
    expect(await clock(lena)).toEqual(['10:00-10:30']);
    await expectRest(lena, ['overlap'], told);
    await lena.change(event, { from: tomorrow(9, 30), to: tomorrow(9, 30) });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    await expectRest(lena, [], told);
    expect((await explain(lena, 'office', event.id)).rule).toBe('skip.empty-span');
  });

  it('S-001 of one, four and seven minutes side by side: one grid, nothing grows', async () => {
    const lena = await town.connected();
    const one = await lena.event('One', tomorrow(9, 1), tomorrow(9, 2));
    const four = await lena.event('Four', tomorrow(9, 2), tomorrow(9, 6));
    await lena.event('Seven', tomorrow(9, 6), tomorrow(9, 13));
    await town.settled();
    const held = await lena.blockers();
    expect([held[0]?.start, held.at(-1)?.end]).toEqual([tomorrow(9), tomorrow(9, 15)]);
    await expectRest(lena, [], told);
    const events = await eventsOf(lena);
    for (let round = 0; round < 3; round += 1) {
      await lena.change(four, { subject: `Four ${String(round)}` });
      await lena.change(one, { subject: `One ${String(round)}` });
      await town.settled();
      expect(await eventsOf(lena)).toEqual(events);
      await expectRest(lena, [], told);
    }
    await lena.remove(four);
    await town.settled();
    expect(await clock(lena)).toEqual(['09:00-09:05', '09:05-09:15']);
    await expectRest(lena, [], told);
    // A booking in the next five minutes does not move anything.
    await lena.booking(tomorrow(9, 15), 30);
    await lena.event('Two', tomorrow(9, 13), tomorrow(9, 16));
    await town.settled();
    await expectRest(lena, ['overlap'], told);
  });
});
