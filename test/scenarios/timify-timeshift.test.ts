import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { explain } from '../support/explain.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

interface Shift {
  id: string;
  resourceId: string;
  from: string;
  to: string;
  denialReason: string | null;
  denialTimes: { begin: string; end: string }[];
}

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** The company's clock: time shifts stand in its local days. */
const zoneOf = async (): Promise<string> => {
  const state = await town.control<{ timify: Record<string, { company: { timezone: string } }> }>(
    'GET',
    '/state',
  );
  return state.timify[town.world.company.id]?.company.timezone ?? 'UTC';
};

const local = (iso: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(iso),
  );

const rowsOf = async (person: Person): Promise<Shift[]> => {
  const range = `from=${tomorrow(0, 0, -2).slice(0, 10)}&to=${tomorrow(0, 0, 40).slice(0, 10)}`;
  const answer = await person.timify<{ data: Shift[] }>(
    'GET',
    `/timeshifts?${range}&resource_ids=${person.resourceId}`,
  );
  return answer.data.filter((row) => row.resourceId === person.resourceId && row.denialReason === 'BLOCKER');
};

/** Each blocked time as `day begin-end` by the company's clock. */
const blocked = async (person: Person): Promise<string[]> =>
  (await rowsOf(person))
    .flatMap((row) => row.denialTimes.map(({ begin, end }) => `${row.from}..${row.to} ${begin}-${end}`))
    .sort();

/** How that reads for a time of one local day. */
const on = (from: string, to: string, zone: string): string => {
  const [day = '', begin = ''] = local(from, zone).split(' ');
  const [last = '', end = ''] = local(to, zone).split(' ');
  return `${day}..${day} ${begin}-${last === day ? end : '24:00'}`;
};

const quiet = async (person: Person): Promise<void> => {
  expect(await person.lookAgain()).toEqual([]);
  expect(await town.mailsToOthers()).toEqual([]);
};

const connected = async (more: Record<string, unknown> = {}): Promise<Person> =>
  town.connected({ blocker: 'timeshift', ...more });

// What makes every connection of the company look again comes first, while there are few.
describe('the time zone of the company', { timeout: 120_000 }, () => {
  it('changed, takes neither events nor bookings along: blockers stand where their events stand', async () => {
    const lena = await connected();
    const jonas = await town.connected();
    const before = await zoneOf();
    const day = tomorrow(0, 0, 2).slice(0, 10);
    const next = tomorrow(0, 0, 3).slice(0, 10);
    for (const person of [lena, jonas]) {
      await person.event('Dentist', tomorrow(9), tomorrow(10));
      await person.event('Holiday', `${day}T00:00:00Z`, `${next}T00:00:00Z`, {
        isAllDay: true,
        showAs: 'oof',
      });
    }
    await jonas.booking(tomorrow(14), 60);
    await town.settled();
    const events = (await lena.events()).map(times);
    await town.control('PATCH', `/timify/companies/${town.world.company.id}`, {
      timezone: 'America/New_York',
    });
    await town.settled();
    expect((await lena.events()).map(times)).toEqual(events);
    expect(await blocked(lena)).toEqual(
      [on(tomorrow(9), tomorrow(10), 'America/New_York'), `${day}..${day} 00:00-24:00`].sort(),
    );
    const [dentist, holiday] = await jonas.blockers();
    expect(dentist).toMatchObject({ start: tomorrow(9), end: tomorrow(10) });
    expect(local(holiday?.start ?? '', 'America/New_York')).toBe(`${day} 00:00`);
    expect(local(holiday?.end ?? '', 'America/New_York')).toBe(`${next} 00:00`);
    expect((await jonas.copies()).map(times)).toEqual([{ start: tomorrow(14), end: tomorrow(15) }]);
    const [moved] = await lena.events();
    expect(await explain(lena, 'office', moved?.id ?? '')).toMatchObject({ rule: 'zone-changed' });
    await quiet(lena);
    await quiet(jonas);
    await town.control('PATCH', `/timify/companies/${town.world.company.id}`, { timezone: before });
    await town.settled();
    expect(minute((await lena.events()).map(times)[0]?.start ?? '')).toBe(minute(events[0]?.start ?? ''));
    await quiet(lena);
  });
});

describe('blockers as time shifts', { timeout: 120_000 }, () => {
  it('S-031 an answer that was lost is found again by its looks: one blocker, not two', async () => {
    const lena = await connected();
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
    const lena = await connected();
    const zone = await zoneOf();
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
    const lena = await connected();
    const zone = await zoneOf();
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
    const lena = await connected();
    const zone = await zoneOf();
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
    const lena = await connected();
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
    expect(await blocked(lena)).toEqual([on(tomorrow(9, 0, 2), tomorrow(10, 0, 2), await zoneOf())]);
    await quiet(lena);
  });

  it('S-163, S-098 beside a booking only what is free is blocked; the booking gone, all of it', async () => {
    const lena = await connected();
    const zone = await zoneOf();
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
    const lena = await connected();
    const zone = await zoneOf();
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
    const lena = await connected();
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
    const lena = await connected();
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
    const lena = await connected();
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(await blocked(lena)).toHaveLength(1);
    const answer = await lena.action('deactivate', { copies: 'remove' });
    expect(answer.body).toMatchObject({ facts: { removed: 1, ofOurs: { office: 0, timify: 0 } } });
    expect(await blocked(lena)).toEqual([]);
  });

  it('a blocker that a person entered is theirs: never touched, and what falls on it is said', async () => {
    const lena = await connected();
    const zone = await zoneOf();
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
    const zone = await zoneOf();
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
