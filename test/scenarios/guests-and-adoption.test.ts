import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const GUEST = { emailAddress: { name: 'Gina', address: 'gina@elsewhere.example' }, type: 'required' };
const at = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** Mails to others since a count was taken: what people caused themselves is not counted. */
const mailsSince = async (before: number): Promise<unknown[]> => (await town.mailsToOthers()).slice(before);
const mailsSoFar = async (): Promise<number> => (await town.mailsToOthers()).length;

const copyOf = async (person: Person): Promise<GraphEvent> => {
  const [copy] = await person.copies();
  if (!copy) throw new Error('no copy');
  return copy;
};

interface Leaving {
  ok: boolean;
  facts: {
    removed: number;
    released: number;
    remaining: number;
    ofOurs: { office: number; timify: number };
    left: { reason: string; side: string; span: { start: number; end: number } }[];
    accessEnded: boolean;
  };
}

const leave = async (person: Person, copies: 'keep' | 'remove' | 'plain'): Promise<Leaving> => {
  const answer = await person.action('deactivate', { copies });
  expect(answer.status).toBe(200);
  await town.settled();
  return answer.body as unknown as Leaving;
};

describe('nobody gets mail because of us', { timeout: 90_000 }, () => {
  it('S-156 whatever is synced either way, no guest and no customer hears of it', async () => {
    const lena = await town.connected({
      onBookingMoved: 'move-silently',
      onBookingDeleted: 'cancel-silently',
      onMirrorDeleted: { office: 'follow', timify: 'follow' },
    });
    const meeting = await lena.event('Meeting', tomorrow(8), tomorrow(9), { attendees: [GUEST] });
    const plain = await lena.event('Plain', tomorrow(10), tomorrow(11));
    const booking = await lena.booking(tomorrow(13), 30);
    const other = await lena.booking(tomorrow(15), 30);
    await town.settled();
    expect(await mailsSoFar()).toBe(1);
    await lena.change(meeting, { from: tomorrow(8, 30), to: tomorrow(9, 30) });
    // Moved on both sides at once, the meeting's own time would count and nobody would be asked.
    await town.settled();
    const before = await mailsSoFar();

    const [first, second] = await lena.blockers();
    await lena.rebook({ id: first?.id ?? '' }, { datetime: at(tomorrow(17)) });
    await lena.rebook({ id: second?.id ?? '' }, { datetime: at(tomorrow(18)) });
    await lena.rebook(booking, { datetime: at(tomorrow(14)), title: 'Fitting' });
    await town.settled();
    const moved = (await lena.copies()).find((copy) => times(copy).start === tomorrow(14));
    await lena.change({ id: moved?.id ?? '' }, { from: tomorrow(19), to: tomorrow(19, 30) });
    await town.settled();
    const gone = (await lena.copies()).find((copy) => times(copy).start === tomorrow(15));
    await lena.remove({ id: gone?.id ?? '' });
    await lena.remove(plain);
    await town.settled();
    expect((await lena.appointments()).map(({ id }) => id)).toContain(booking.id);
    expect((await lena.appointments()).map(({ id }) => id)).not.toContain(other.id);
    expect((await lena.events()).filter((event) => event.attendees.length > 0).map(times)).toEqual([
      { start: tomorrow(8, 30), end: tomorrow(9, 30) },
    ]);
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['would-notify-guests']);
    expect((await lena.copies()).every((copy) => copy.attendees.length === 0)).toBe(true);
    expect(await mailsSince(before)).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-161 a copy that got a guest by hand is neither moved nor deleted, and is listed', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(11), 30);
    const other = await lena.booking(tomorrow(13), 30);
    await town.settled();
    const copy = (await lena.copies()).find((one) => times(one).start === tomorrow(11)) ?? { id: '' };
    await lena.change(copy, { attendees: [GUEST] });
    await town.settled();
    const before = await mailsSoFar();

    await lena.rebook(booking, { datetime: at(tomorrow(16)) });
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'would-notify-guests', office: { id: copy.id } }]);
    expect((await lena.events()).map(times)).toContainEqual({ start: tomorrow(11), end: tomorrow(11, 30) });

    await lena.cancel(booking);
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'would-notify-guests', office: { id: copy.id } }]);
    expect((await lena.events()).map(({ id }) => id)).toContain(copy.id);
    expect(await lena.lookAgain()).toEqual([]);

    const left = await leave(lena, 'remove');
    expect(left.facts.left).toMatchObject([
      {
        reason: 'would-notify-guests',
        side: 'office',
        span: { start: Date.parse(tomorrow(11)), end: Date.parse(tomorrow(11, 30)) },
      },
    ]);
    expect(left.facts).toMatchObject({ ofOurs: { office: 1, timify: 0 }, remaining: 1, accessEnded: true });
    expect((await lena.events()).map(({ id }) => id)).toEqual([copy.id]);
    expect((await lena.appointments()).map(({ id }) => id)).toEqual([other.id]);
    expect(await mailsSince(before)).toEqual([]);
  });
});

describe('leaving', { timeout: 60_000 }, () => {
  it('S-153 removes the copies that are ours by marker and link, and never an original', async () => {
    const lena = await town.connected();
    const own = await lena.event('Own', tomorrow(9), tomorrow(10));
    const booking = await lena.booking(tomorrow(11), 30);
    await town.settled();
    const state = await town.control<{
      office: Record<string, { events: { categories: string[]; extended: unknown[] }[] }>;
    }>('GET', '/state');
    const marked = state.office[lena.email]?.events.find(({ extended }) => extended.length > 0);
    expect(marked?.extended).toHaveLength(1);
    const forged = await lena.event('Copied by hand', tomorrow(15), tomorrow(16), {
      singleValueExtendedProperties: marked?.extended,
    });
    await town.settled();
    const before = await mailsSoFar();
    const since = new Date().toISOString();
    const left = await leave(lena, 'remove');
    expect(left).toMatchObject({
      ok: true,
      facts: {
        remaining: 0,
        ofOurs: { office: 0, timify: 0 },
        removedBySide: { office: 1, timify: 2 },
        left: [],
        accessEnded: true,
      },
    });
    expect((await town.requests(since)).map(({ path }) => path)).toContainEqual(
      expect.stringContaining('calendarView'),
    );
    expect((await lena.events()).map(({ id }) => id).sort()).toEqual([own.id, forged.id].sort());
    expect((await lena.appointments()).map(({ id }) => id)).toEqual([booking.id]);
    expect(await mailsSince(before)).toEqual([]);
    await expect(town.subscription(lena)).rejects.toThrow('no subscription');
    const writes = await town.writes(since);
    expect(writes.filter((row) => row.service === 'graph')).toHaveLength(1);

    const again = new Date().toISOString();
    expect((await lena.action('deactivate', { copies: 'remove' })).status).toBe(403);
    await lena.event('After all', tomorrow(17), tomorrow(18));
    await town.settled();
    expect(await town.writes(again)).toEqual([]);
    expect(await lena.blockers()).toEqual([]);
  });

  it('S-154 keeps the copies when told so; connected again they are found again', async () => {
    const lena = await town.connected();
    await lena.event('Own', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(11), 30);
    await town.settled();
    const before = await lena.both();
    await leave(lena, 'keep');
    expect(await lena.both()).toEqual(before);
    const since = new Date().toISOString();
    await lena.connect();
    expect(await lena.both()).toEqual(before);
    expect(await town.writes(since)).toEqual([]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 2, conflicts: 0 });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-153 what a service does not let us remove is still there when it is counted, and listed', async () => {
    const lena = await town.connected();
    await lena.event('Own', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(11), 30);
    await town.settled();
    const [blocker] = await lena.blockers();
    const rule = await town.fault({ service: 'timify', match: '/appointments/delete/bulk', status: 403 });
    const left = await leave(lena, 'remove');
    await town.control('DELETE', `/faults/${rule.id}`);
    expect(left.facts).toMatchObject({
      removed: 1,
      failed: 1,
      ofOurs: { office: 0, timify: 1 },
      left: [{ reason: 'failed', side: 'timify' }],
    });
    expect((await lena.blockers()).map(({ id }) => id)).toEqual([blocker?.id]);
  });

  it('S-154 kept copies are counted on both sides, and one that somebody deleted unheard is not', async () => {
    const lena = await town.connected();
    await lena.event('Own', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(11), 30);
    await lena.booking(tomorrow(13), 30);
    await town.settled();
    const [copy] = await lena.copies();
    await town.unheard(async () => {
      await lena.remove({ id: copy?.id ?? '' });
    });
    const left = await leave(lena, 'keep');
    expect(left.facts).toMatchObject({ removed: 0, ofOurs: { office: 1, timify: 1 }, remaining: 2 });
  });

  it('S-154 turned into plain entries, they carry no mark of ours; activated again, nothing is there twice', async () => {
    const lena = await town.connected();
    await lena.event('Own', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(11), 30);
    await town.settled();
    const before = await lena.both();
    const [copy] = await lena.copies();
    await lena.graph('PATCH', `/events/${copy?.id ?? ''}`, { categories: ['TIMIFY', 'Red'] });
    const left = await leave(lena, 'plain');
    expect(left.facts).toMatchObject({ removed: 0, released: 2, failed: 0, remaining: 0 });
    expect(await lena.both()).toEqual(before);
    expect(await lena.copies()).toEqual([]);
    expect((await lena.events()).map(({ categories }) => categories).sort()).toEqual([[], ['Red']]);
    const { office } = await town.control<{
      office: Record<string, { events: { extended: { value: string }[] }[] }>;
    }>('GET', '/state');
    const values = office[lena.email]?.events.flatMap(({ extended }) => extended.map(({ value }) => value));
    expect(values).toEqual(['released']);
    expect((await lena.appointments()).map(({ externalId }) => externalId)).toEqual(['', '']);
    expect((await lena.action('undo')).status).toBe(200);
    await town.settled();
    expect(await lena.both()).toEqual(before);
    expect((await lena.connection()).counts).toMatchObject({ linked: 2, conflicts: 0 });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-167 an event adopted at the first connection stays when its booking is cancelled, unlinked', async () => {
    const lena = await town.person();
    const event = await lena.event('Consultation', tomorrow(9), tomorrow(10));
    const booking = await lena.booking(tomorrow(9), 60);
    await lena.connect();
    expect((await lena.connection()).counts.linked).toBe(1);
    const since = new Date().toISOString();
    await lena.cancel(booking);
    await town.settled();
    expect((await lena.events()).map(({ id }) => id)).toEqual([event.id]);
    expect((await town.writes(since)).filter((row) => row.service === 'graph')).toEqual([]);
    expect((await lena.log()).map(({ rule }) => rule)).toContain('adopted-unlinked');
    // Its owner is still busy then: an event like any other.
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(10) }]);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.events()).map(({ id }) => id)).toEqual([event.id]);
    await leave(lena, 'remove');
    expect((await lena.events()).map(({ id }) => id)).toEqual([event.id]);
  });

  it.each(['ask', 'follow', 'restore'])(
    'S-167 … and when it was an appointment without a customer, nobody is asked (onMirrorDeleted.timify %s)',
    async (policy) => {
      const lena = await town.person();
      const event = await lena.event('Consultation', tomorrow(9), tomorrow(10));
      const appointment = await lena.booking(tomorrow(9), 60, { customer_ids: [] });
      await lena.connect({ onMirrorDeleted: { office: 'ask', timify: policy } });
      await lena.cancel(appointment);
      await town.settled();
      expect((await lena.events()).map(({ id }) => id)).toEqual([event.id]);
      expect(await lena.conflicts()).toEqual([]);
      expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(10) }]);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('S-161 a copy without guests leaves as soon as its guest is gone', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(11), 30);
    await town.settled();
    const copy = await copyOf(lena);
    await lena.change(copy, { attendees: [GUEST] });
    await lena.cancel(booking);
    await town.settled();
    expect(await lena.events()).toHaveLength(1);
    await lena.change(copy, { attendees: [] });
    const before = await mailsSoFar();
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.both()).toEqual({ office: [], timify: [] });
    expect(await mailsSince(before)).toEqual([]);
  });
});
