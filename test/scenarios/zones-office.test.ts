import { DateTime, IANAZone } from 'luxon';
import { findIana, findWindows } from 'windows-iana';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { makeSeries, nextDay, weekdayOf, type Pattern } from '../support/series.ts';
import { Town } from '../support/town.ts';

const utc = (moment: DateTime): string => moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
const starts = async (person: Person, from?: string, to?: string): Promise<string[]> =>
  (await person.blockers(from, to)).map(({ start }) => start);

/** Every Windows name of CLDR with an IANA zone that it stands for. */
const windowsNames = (): Map<string, string> => {
  const found = new Map<string, string>();
  for (const zone of Intl.supportedValuesOf('timeZone'))
    for (const name of findWindows(zone)) found.set(name, findIana(name)[0] ?? '');
  return found;
};

describe('zones', { timeout: 180_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.start({ months: 'company' });
  });
  afterAll(() => town.stop());

  it('S-074 every Windows name of CLDR is understood, an unknown one loses no event', async () => {
    const lena = await town.person();
    const first = tomorrow(0, 0, 1).slice(0, 10);
    const names = [...windowsNames().keys()].filter((name) => name !== 'UTC').sort();
    expect(names.length).toBeGreaterThanOrEqual(130);
    // One a day: nothing overlaps, however far apart the zones are.
    const moment = (name: string, index: number, hour: number) => ({
      dateTime: `${nextDay(first, index)}T${String(hour).padStart(2, '0')}:00:00`,
      timeZone: name,
    });
    for (const [index, name] of names.entries())
      await lena.graph('POST', '/calendar/events', {
        subject: name,
        start: moment(name, index, 9),
        end: moment(name, index, 10),
      });
    await town.control('POST', '/graph/raw', {
      user: lena.oid,
      event: {
        subject: 'Custom',
        start: { ...moment('tzone://Microsoft/Custom', names.length, 9) },
        end: { ...moment('tzone://Microsoft/Custom', names.length, 10) },
      },
    });
    await lena.connect({}, {}, 150_000);
    const found = new Map<string, string>();
    for (let from = first; from <= nextDay(first, names.length + 2); from = nextDay(from, 28))
      for (const one of await lena.blockers(`${from}T00:00:00Z`, `${nextDay(from, 28)}T00:00:00Z`))
        found.set(one.title, one.start);
    const iana = windowsNames();
    for (const [index, name] of names.entries()) {
      const zone = iana.get(name) ?? '';
      expect(IANAZone.isValidZone(zone)).toBe(true);
      const wanted = DateTime.fromISO(`${nextDay(first, index)}T09:00`, { zone });
      expect(`${name} ${found.get(name) ?? 'missing'}`).toBe(`${name} ${utc(wanted)}`);
    }
    // What only the mailbox can tell, it tells in the zone of its answer.
    const custom = DateTime.fromISO(`${nextDay(first, names.length)}T09:00`, { zone: 'Europe/Berlin' });
    expect(found.get('Custom')).toBe(utc(custom));
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-078 an event over the hour that spring leaves out in New York has the same instants', async () => {
    const lena = await (await town.person({ timeZone: 'America/New_York' })).connect();
    await lena.event('Gap', '2027-03-14T06:00:00Z', '2027-03-14T08:00:00Z');
    await town.settled();
    expect(await lena.blockers('2027-03-13T00:00:00Z', '2027-03-16T00:00:00Z')).toMatchObject([
      { start: '2027-03-14T06:00:00Z', end: '2027-03-14T08:00:00Z' },
    ]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-081 a monthly meeting organised in Tokyo falls on the right day of a mailbox in the United States', async () => {
    const host = await town.person({ timeZone: 'Asia/Tokyo' });
    const lena = await (await town.person({ timeZone: 'America/Los_Angeles' })).connect();
    const first = DateTime.utc().plus({ days: 3 }).toFormat('yyyy-MM-dd');
    const series = {
      ...{ day: first, from: '08:00', to: '09:00', timeZone: 'Tokyo Standard Time', times: 3 },
      pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: Number(first.slice(8)) } as const,
    };
    await makeSeries(host, 'Review', series, {
      attendees: [{ emailAddress: { address: lena.email }, type: 'required' }],
    });
    await town.settled();
    const wanted = [0, 1, 2].map((months) =>
      DateTime.fromISO(`${first}T08:00`, { zone: 'Asia/Tokyo' }).plus({ months }),
    );
    for (const moment of wanted) {
      const [from, to] = [moment.minus({ days: 1 }), moment.plus({ days: 1 })].map(utc);
      expect(await starts(lena, from, to)).toEqual([utc(moment)]);
    }
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('the zone of the machine', { timeout: 180_000 }, () => {
  it('S-079 changes nothing: the same calendars in UTC, Los Angeles and Kolkata', async () => {
    const first = tomorrow(0, 0, 1).slice(0, 10);
    const worlds: unknown[] = [];
    for (const TZ of ['UTC', 'America/Los_Angeles', 'Asia/Kolkata']) {
      const town = await Town.start({ months: 'company', env: { TZ } });
      try {
        const lena = await town.connected();
        await lena.event('Late', `${first}T23:30:00Z`, `${nextDay(first)}T00:30:00Z`);
        await lena.graph('POST', '/calendar/events', {
          ...{ subject: 'Day', isAllDay: true, showAs: 'busy' },
          start: { dateTime: `${nextDay(first, 2)}T00:00:00`, timeZone: 'Europe/Berlin' },
          end: { dateTime: `${nextDay(first, 3)}T00:00:00`, timeZone: 'Europe/Berlin' },
        });
        const weekly = {
          type: 'weekly' as const,
          interval: 1,
          daysOfWeek: [weekdayOf(first)],
        } satisfies Pattern;
        const nine = { day: first, from: '09:00', to: '10:00', timeZone: 'Europe/Berlin', times: 3 };
        await makeSeries(lena, 'Weekly', { ...nine, pattern: weekly });
        await lena.booking(`${nextDay(first, 4)}T12:00:00Z`, 30);
        await town.settled();
        worlds.push(await lena.both());
        expect(await lena.lookAgain()).toEqual([]);
      } finally {
        await town.stop();
      }
    }
    expect(worlds[1]).toEqual(worlds[0]);
    expect(worlds[2]).toEqual(worlds[0]);
  });
});
