import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { startForgetfulGraph, type ForgetfulGraph } from './forgetfulGraph.ts';

let town: Town;
let graph: ForgetfulGraph;
beforeAll(async () => {
  town = await Town.start({
    env: async (sandbox) => {
      graph = await startForgetfulGraph(sandbox.url);
      return { GRAPH_BASE_URL: graph.url };
    },
  });
});
afterAll(async () => {
  await town.stop();
  await graph.stop();
});

/** `count` events of half an hour, one each day, settled. */
const withEvents = async (count: number): Promise<{ lena: Person; events: GraphEvent[] }> => {
  const lena = await town.connected();
  const events: GraphEvent[] = [];
  await town.unheard(async () => {
    for (let day = 0; day < count; day += 1)
      events.push(await lena.event(`Day ${day}`, tomorrow(9, 0, day), tomorrow(9, 30, day)));
  });
  await town.lifecycle(lena, 'missed');
  await town.settled();
  expect(await lena.blockers()).toHaveLength(count);
  return { lena, events };
};

const stamp = (iso: string): string => iso.replace(/[-:]/g, '');

/** A calendar file with `count` events, one each half hour from tomorrow on. */
const calendarFile = (count: number): string => {
  const events = Array.from({ length: count }, (_, at) => [
    'BEGIN:VEVENT',
    `UID:${at}`,
    `DTSTAMP:${stamp(tomorrow(0))}`,
    `DTSTART:${stamp(tomorrow(0, at * 30))}`,
    `DTEND:${stamp(tomorrow(0, at * 30 + 15))}`,
    `SUMMARY:Event ${at}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...events.flat(), 'END:VCALENDAR'].join(
    '\r\n',
  );
};

describe('reading a calendar', () => {
  it('S-020 a window of several pages is filled in full, none twice, also where a page fails at first', async () => {
    const count = 520;
    const lena = await town.person();
    await town.control('POST', '/calendars', { user: lena.oid, ics: calendarFile(count) });
    const fault = await town.fault({ service: 'graph', match: 'skip=', next: 1, status: 503, retryAfter: 1 });
    await lena.connect({}, {}, 240_000);
    await town.control('DELETE', `/faults/${fault.id}`);
    const starts = (await lena.blockers()).map(({ start }) => start);
    expect(starts).toHaveLength(count);
    expect(new Set(starts).size).toBe(count);
    expect((await lena.connection()).counts.linked).toBe(count);
    expect(await lena.lookAgain()).toEqual([]);
  }, 300_000);

  it('S-114 a listing that comes back shorter by mistake deletes nothing', { timeout: 60_000 }, async () => {
    const { lena } = await withEvents(6);
    const before = await lena.both();
    const since = new Date().toISOString();
    graph.cut = 0;
    graph.forget = { match: /calendarView\?/, keep: 1 };
    await lena.action('sync');
    await town.settled();
    graph.forget = null;
    expect(graph.cut).toBeGreaterThan(0);
    expect(await lena.both()).toEqual(before);
    expect(await town.writes(since)).toEqual([]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 6, held: 0, conflicts: 0 });
  });

  it(
    'S-114 … nor does a delta round that starts anew and comes back shorter',
    { timeout: 60_000 },
    async () => {
      const { lena } = await withEvents(6);
      const before = await lena.both();
      const since = new Date().toISOString();
      graph.cut = 0;
      graph.forget = { match: /calendarView\/delta/, keep: 1 };
      await town.control('POST', '/graph/evict', { user: lena.oid });
      await town.lifecycle(lena, 'missed');
      await town.settled();
      graph.forget = null;
      expect(graph.cut).toBeGreaterThan(0);
      expect(await lena.both()).toEqual(before);
      expect(await town.writes(since)).toEqual([]);
      expect((await lena.connection()).counts).toMatchObject({ linked: 6, held: 0 });
    },
  );

  it(
    'S-136 a cursor that is gone leads to a full round that repairs differences alone',
    { timeout: 60_000 },
    async () => {
      const { lena, events } = await withEvents(6);
      await town.unheard(async () => {
        await lena.remove({ id: events[0]?.id ?? '' });
        await lena.change({ id: events[1]?.id ?? '' }, { subject: 'Renamed meanwhile' });
        await lena.event('New meanwhile', tomorrow(15), tomorrow(16));
      });
      const since = new Date().toISOString();
      await town.control('POST', '/graph/evict', { user: lena.oid });
      await town.lifecycle(lena, 'missed');
      await town.settled();
      expect((await town.calls(since)).map(({ status }) => status)).toContain(410);
      expect((await lena.blockers()).map(({ title }) => title).sort()).toEqual([
        'Day 2',
        'Day 3',
        'Day 4',
        'Day 5',
        'New meanwhile',
        'Renamed meanwhile',
      ]);
      expect(await town.writes(since)).toHaveLength(3);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it(
    'S-115 a calendar of more than ten that is suddenly empty: nothing is deleted until someone says so',
    { timeout: 90_000 },
    async () => {
      const { lena, events } = await withEvents(12);
      await town.unheard(async () => {
        for (const event of events) await lena.remove(event);
      });
      await lena.action('sync');
      await town.settled();
      expect(await lena.blockers()).toHaveLength(12);
      expect((await lena.connection()).counts.held).toBe(12);
      const held = await lena.api<{ items: unknown[] }>('GET', `/api/connections/${lena.connectionId}/hold`);
      expect(held.body.items).toHaveLength(12);

      await lena.event('New', tomorrow(15), tomorrow(16));
      await town.settled();
      expect(await lena.blockers()).toHaveLength(13);
      expect(await lena.lookAgain()).toEqual([]);

      expect(await lena.action('confirm-hold')).toMatchObject({ status: 200, body: { ok: true } });
      await town.settled();
      expect(await lena.blockers()).toMatchObject([{ title: 'New' }]);
      expect((await lena.connection()).counts).toMatchObject({ linked: 1, held: 0 });
      expect(await lena.lookAgain()).toEqual([]);
      expect(await town.mailsToOthers()).toEqual([]);
    },
  );

  it('S-115 … and one mail tells the owner, however often it is looked at', { timeout: 90_000 }, async () => {
    const { lena, events } = await withEvents(12);
    const before = (await town.mails()).filter((mail) => mail.to === lena.email).length;
    await town.unheard(async () => {
      for (const event of events) await lena.remove(event);
    });
    await lena.action('sync');
    await lena.lookAgain();
    const mails = (await town.mails()).filter((mail) => mail.to === lena.email).slice(before);
    expect(mails).toMatchObject([{ from: 'ours' }]);
    expect(JSON.stringify(mails)).not.toContain('Day 3');
  });
});
