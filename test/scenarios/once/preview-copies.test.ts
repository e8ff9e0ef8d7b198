import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Preview } from '../../../shared/preview.ts';
import { graphTime, tomorrow } from '../../support/answers.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';
import { worldSwitches } from '../../support/worlds.ts';

/** A plan is the preview (design §4): what it counts for the chosen fate of the copies is what is written then. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

type Counts = Record<'create' | 'update' | 'delete', number>;
type Sides = Record<'office' | 'timify', Counts>;

const newCalendar = async (person: Person, name: string): Promise<string> =>
  (await person.graph<{ id: string }>('POST', '/calendars', { name })).id;

/** An event in each of two calendars, and a booking: three copies. */
const lenaWithTwo = async (): Promise<{ lena: Person; second: string }> => {
  const lena = await town.person();
  const second = await newCalendar(lena, 'Projects');
  await lena.connect({}, { calendars: [lena.calendarId, second] });
  await lena.event('Main', tomorrow(9), tomorrow(10));
  await lena.graph('POST', `/calendars/${encodeURIComponent(second)}/events`, {
    subject: 'Project',
    start: graphTime(tomorrow(11)),
    end: graphTime(tomorrow(12)),
  });
  await lena.booking(tomorrow(14), 30);
  await town.settled();
  return { lena, second };
};

const previewed = async (lena: Person, body: object): Promise<Sides> => {
  const answer = await lena.api<{ counts: Counts; sides: Sides }>('POST', '/api/preview', {
    connection: lena.connectionId,
    ...body,
  });
  expect(answer.status).toBe(200);
  const { counts, sides } = answer.body;
  for (const op of ['create', 'update', 'delete'] as const)
    expect(counts[op]).toBe(sides.office[op] + sides.timify[op]);
  return sides;
};

/** What is there, by side: a copy that goes is missed, one that is made is new, one that is plain is another version. */
const standing = async (lena: Person, calendars: string[]) => {
  const office = await Promise.all(
    calendars.map((id) =>
      lena.graph<{ value: { id: string; changeKey: string }[] }>(
        'GET',
        `/calendars/${encodeURIComponent(id)}/events`,
      ),
    ),
  );
  const timify = await lena.appointments();
  return {
    office: new Map(office.flatMap(({ value }) => value.map(({ id, changeKey }) => [id, changeKey]))),
    timify: new Map(timify.map(({ id, ...rest }) => [id, JSON.stringify(rest)])),
  };
};

const difference = (before: Map<string, string>, after: Map<string, string>): Counts => ({
  create: [...after.keys()].filter((id) => !before.has(id)).length,
  update: [...after].filter(([id, version]) => before.has(id) && before.get(id) !== version).length,
  delete: [...before.keys()].filter((id) => !after.has(id)).length,
});

/** What `change` did to either calendar. */
const done = async (lena: Person, second: string, change: () => Promise<unknown>): Promise<Sides> => {
  const calendars = [lena.calendarId, second];
  const before = await standing(lena, calendars);
  await change();
  await town.settled();
  const after = await standing(lena, calendars);
  return {
    office: difference(before.office, after.office),
    timify: difference(before.timify, after.timify),
  };
};

const choose = (lena: Person, change: object) =>
  lena.api('PATCH', `/api/connections/${lena.connectionId}`, change);

const NOTHING: Counts = { create: 0, update: 0, delete: 0 };
type Copies = 'keep' | 'remove' | 'plain';
const OP = { remove: 'delete', plain: 'update' } as const;
/** Where TIMIFY keeps no external id, a blocker bears no mark that it could lose. */
const isMarked = (side: keyof Sides): boolean =>
  side === 'office' || worldSwitches.timifyExternalId !== 'dropped';
const touched = (side: keyof Sides, copies: Copies, count: number): Counts =>
  copies === 'keep' || (copies === 'plain' && !isMarked(side))
    ? NOTHING
    : { ...NOTHING, [OP[copies]]: count };

describe.each(['keep', 'remove', 'plain'] as const)('copies: %s', { timeout: 60_000 }, (copies) => {
  it('a calendar given up', async () => {
    const { lena, second } = await lenaWithTwo();
    const change = { calendars: [lena.calendarId], copies };
    const preview = await previewed(lena, { kind: 'calendars', ...change });
    const sides = await done(lena, second, () => choose(lena, change));
    expect(preview).toEqual(sides);
    expect(preview).toEqual({ office: NOTHING, timify: touched('timify', copies, 1) });
  });

  it('a direction given up, with the settings applied to what is there', async () => {
    const { lena, second } = await lenaWithTwo();
    const settings = { direction: 'office-to-timify' };
    const preview = await previewed(lena, { kind: 'settings', settings, copies });
    const sides = await done(lena, second, async () => {
      await lena.settings({ ...settings, copies });
      await town.settled();
      await lena.action('apply-settings');
    });
    expect(preview).toEqual(sides);
    expect(preview).toEqual({ office: touched('office', copies, 1), timify: { ...NOTHING, update: 2 } });
  });

  it('another calendar that receives the bookings', async () => {
    const { lena, second } = await lenaWithTwo();
    const change = { writeCalendar: second, copies };
    const preview = await previewed(lena, { kind: 'calendars', ...change });
    const sides = await done(lena, second, () => choose(lena, change));
    expect(preview).toEqual(sides);
    expect(preview).toEqual({
      office: copies === 'remove' ? { create: 1, update: 0, delete: 1 } : NOTHING,
      timify: NOTHING,
    });
  });

  it('leaving', async () => {
    const { lena, second } = await lenaWithTwo();
    const preview = await previewed(lena, { kind: 'deactivate', copies });
    const sides = await done(lena, second, () => lena.action('deactivate', { copies }));
    expect(preview).toEqual(sides);
    expect(preview).toEqual({ office: touched('office', copies, 1), timify: touched('timify', copies, 2) });
  });
});

it('tells the deletion of an original from that of a copy', async () => {
  const lena = await town.connected({ onMirrorDeleted: { timify: 'follow' } });
  const given = await lena.event('Given up', tomorrow(11), tomorrow(12));
  await town.settled();
  const blockers = await lena.blockers();
  const kept = await lena.event('Kept', tomorrow(9), tomorrow(10));
  const gone = await lena.event('Gone', tomorrow(13), tomorrow(14));
  await town.settled();
  await lena.action('pause');
  await lena.cancel(...blockers);
  await lena.remove(gone);
  const told = async (body: object) => {
    const whole = { connection: lena.connectionId, ...body };
    const { samples, counts, origins } = (await lena.api<Preview>('POST', '/api/preview', whole)).body;
    return {
      samples: samples.map(({ what, side, item, target }) => ({ what, side, item, target })),
      deleted: counts.delete,
      origins: origins.delete,
    };
  };
  const deleted = { what: 'delete', side: 'office' };
  const applied = await told({ kind: 'settings' });
  expect(applied.samples).toContainEqual({ ...deleted, item: given.id, target: 'origin' });
  expect(applied.samples).toContainEqual({ ...deleted, item: gone.id, target: 'copy' });
  expect(applied).toMatchObject({ deleted: 2, origins: 1 });
  const leaving = await told({ kind: 'deactivate', copies: 'remove' });
  expect(leaving.origins).toBe(0);
  expect(leaving.samples).toContainEqual({ ...deleted, item: kept.id, target: 'copy' });
  await lena.action('resume');
  await town.settled();
  const left = (await lena.events()).map(({ id }) => id);
  expect(left).toContain(kept.id);
  expect(left).not.toContain(given.id);
});
