import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { must } from '../support/call.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { on, span } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const [EVENT, BOOKING] = [span(on(9), on(10)), span(on(12), on(13))];

/** One event with its blocker, one booking with its copy. */
const twoWays = async (): Promise<Person> => {
  const lena = await town.connected();
  await lena.event('Dentist', EVENT.start, EVENT.end);
  await lena.booking(BOOKING.start, 60);
  await town.settled();
  expect(await spans(lena)).toEqual({ office: [EVENT, BOOKING], timify: [EVENT, BOOKING] });
  return lena;
};

const spans = async (lena: Person) => {
  const byStart = (a: { start: string }, b: { start: string }): number => a.start.localeCompare(b.start);
  const timify = (await lena.appointments()).map(({ bookings: [slice] }) => {
    const plain = (text = ''): string => new Date(text).toISOString().replace('.000Z', 'Z');
    return { start: plain(slice?.interval.begin), end: plain(slice?.interval.end) };
  });
  return { office: (await lena.events()).map(times).sort(byStart), timify: timify.sort(byStart) };
};

const quiet = async (lena: Person): Promise<void> => {
  expect(await lena.lookAgain()).toEqual([]);
  expect(await lena.lookAgain()).toEqual([]);
};

describe.each([
  ['office-to-timify', 'office', { office: [EVENT], timify: [EVENT, BOOKING] }],
  ['timify-to-office', 'timify', { office: [EVENT, BOOKING], timify: [BOOKING] }],
] as const)('from both ways to %s', { timeout: 90_000 }, (direction, side, removed) => {
  it('S-166 asks what shall happen to the copies, and does nothing until it is told', async () => {
    const lena = await twoWays();
    const since = new Date().toISOString();
    const asked = await lena.settings({ direction });
    expect(asked).toMatchObject({
      status: 409,
      body: { error: { id: 'copies_required', field: 'copies', counts: { delete: 1 } } },
    });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    await quiet(lena);
  });

  it('S-166 removed, only the originals are left on the side that is not written any more', async () => {
    const lena = await twoWays();
    expect((await lena.settings({ direction, copies: 'remove' })).status).toBe(200);
    await town.settled();
    expect(await spans(lena)).toEqual(removed);
    await quiet(lena);
    // What comes now crosses in one direction only.
    await lena.event('Lunch', on(14), on(15));
    await lena.booking(on(16), 60);
    await town.settled();
    const { office, timify } = await spans(lena);
    const more = [span(on(14), on(15)), span(on(16), on(17))];
    const [own] = side === 'office' ? more.slice(0, 1) : more.slice(1);
    expect(office).toEqual([...removed.office, ...(side === 'office' ? [own] : more)]);
    expect(timify).toEqual([...removed.timify, ...(side === 'timify' ? [own] : more)]);
    await quiet(lena);
  });

  it.each(['keep', 'plain'] as const)(
    'S-166 kept (%s), they stand as nobody’s, and nothing grows of them',
    async (copies) => {
      const lena = await twoWays();
      const since = new Date().toISOString();
      expect((await lena.settings({ direction, copies })).status).toBe(200);
      await town.settled();
      expect((await town.writes(since)).filter(({ method }) => method === 'DELETE')).toEqual([]);
      const kept = await spans(lena);
      expect(kept).toEqual({ office: [EVENT, BOOKING], timify: [EVENT, BOOKING] });
      await quiet(lena);
      expect(await spans(lena)).toEqual(kept);
    },
  );
});

describe('a direction of the company that begins to write to Outlook', { timeout: 60_000 }, () => {
  it('writes to no calendar until its owner has chosen one', async () => {
    const company = async (direction: string): Promise<unknown> =>
      must('PATCH', `${town.server}/api/company/settings`, {
        token: await town.token(town.admin),
        body: { direction, copies: 'keep' },
      });
    await company('office-to-timify');
    const lena = await town.connected({ direction: 'office-to-timify' });
    await lena.settings({ reset: ['direction'] });
    await company('both');
    await lena.booking(tomorrow(9), 60);
    await town.settled();
    expect(await lena.events()).toEqual([]);
    const change = { writeCalendar: lena.calendarId };
    expect((await lena.api('PATCH', `/api/connections/${lena.connectionId}`, change)).status).toBe(200);
    await town.settled();
    expect((await lena.copies()).map((copy) => times(copy).start)).toEqual([tomorrow(9)]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

it('S-166 a question about an event whose pair is given up closes with it, also where the event has gone unheard', async () => {
  const lena = await town.connected();
  await lena.booking(on(12), 60);
  const event = await lena.event('Long', on(11), on(14));
  await town.settled();
  expect(await lena.conflicts()).toMatchObject([{ kind: 'overlap' }]);
  await town.unheard(async () => {
    await lena.remove(event);
  });
  await lena.settings({ direction: 'timify-to-office', copies: 'remove' });
  await town.settled();
  expect(await lena.conflicts()).toEqual([]);
  expect((await lena.connection()).counts.conflicts).toBe(0);
  expect(await lena.log()).toContainEqual(
    expect.objectContaining({ event: 'conflict-closed', rule: 'cause-gone' }),
  );
  expect(await spans(lena)).toEqual({ office: [BOOKING], timify: [BOOKING] });
  await quiet(lena);
}, 90_000);

/** The same item, made by people on both sides before they connected. */
const twins = async (direction: string) => {
  const lena = await town.person();
  const event = await lena.event('Consultation', EVENT.start, EVENT.end);
  const booking = await lena.booking(EVENT.start, 60);
  await lena.connect({ direction });
  return { lena, event, booking };
};

it.each(['connected so', 'keep', 'remove', 'plain'])(
  'an event found beside a booking has its own time held where bookings are left out (%s)',
  async (copies) => {
    const { lena, event } = await twins(copies === 'connected so' ? 'office-to-timify' : 'both');
    if (copies !== 'connected so') await lena.settings({ direction: 'office-to-timify', copies });
    await town.settled();
    await lena.change(event, { from: on(14), to: on(15) });
    await town.settled();
    const moved = span(on(14), on(15));
    expect(await spans(lena)).toEqual({ office: [moved], timify: [EVENT, moved] });
    expect(await lena.conflicts()).toEqual([]);
    await quiet(lena);
  },
  90_000,
);

it.each(['keep', 'plain'])(
  'an event found beside a booking stays the person’s after the direction was another for a time (%s)',
  async (copies) => {
    const { lena, event, booking } = await twins('both');
    await lena.settings({ direction: 'office-to-timify', copies });
    await town.settled();
    await lena.settings({ direction: 'both', copies });
    await town.settled();
    await lena.action('sync');
    await town.settled();
    await lena.cancel(booking);
    await town.settled();
    expect((await lena.events()).map(({ id }) => id)).toContain(event.id);
    await quiet(lena);
  },
  90_000,
);

it.each(['keep', 'plain'])(
  'an event that was moved while its blocker was nobody’s has its own time held when it is reached again (%s)',
  async (copies) => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', EVENT.start, EVENT.end);
    await town.settled();
    await lena.settings({ direction: 'timify-to-office', copies });
    await town.settled();
    await lena.change(event, { from: on(14), to: on(15) });
    await town.settled();
    await lena.settings({ direction: 'both', copies });
    await lena.action('sync');
    await town.settled();
    const plain = copies === 'plain' ? [EVENT] : [];
    expect((await spans(lena)).timify).toEqual([...plain, span(on(14), on(15))]);
    await lena.action('sync');
    await town.settled();
    await quiet(lena);
  },
  90_000,
);
