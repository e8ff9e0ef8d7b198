import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingHours } from '../support/hours.ts';
import { spanOf, times, tomorrow, type ConflictAnswer } from '../support/answers.ts';
import { answered } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { at, guest, on } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const copyOf = async (lena: Person): Promise<{ id: string }> => ({ id: (await lena.copies())[0]?.id ?? '' });
const blockerOf = async (lena: Person): Promise<{ id: string }> => ({
  id: (await lena.blockers())[0]?.id ?? '',
});

interface Cause {
  kind: string;
  /** Brings the conflict about, and gives back what takes its cause away. */
  bring: () => Promise<{ lena: Person; takeAway: () => Promise<unknown> }>;
}

const bookedCopy = async (settings: Record<string, unknown> = {}) => {
  const lena = await town.connected(settings);
  const booking = await lena.booking(on(9), 60);
  await town.settled();
  return { lena, booking, copy: await copyOf(lena) };
};

const mirrored = async (settings: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => {
  const lena = await town.connected(settings);
  const event = await lena.event('Dentist', on(9), on(10), more);
  await town.settled();
  return { lena, event, blocker: await blockerOf(lena) };
};

const CAUSES: Cause[] = [
  {
    kind: 'outside-working-hours',
    bring: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      const event = await lena.event('Late', on(16), on(19));
      return { lena, takeAway: () => lena.change(event, { to: on(16, 30) }) };
    },
  },
  {
    kind: 'both-changed',
    bring: async () => {
      const { lena, event, blocker } = await mirrored({ onBothChanged: 'ask' });
      await lena.action('pause');
      await lena.change(event, { from: on(11), to: on(12) });
      await lena.rebook(blocker, { datetime: at(on(14)) });
      await town.settled();
      await lena.action('resume');
      return { lena, takeAway: () => lena.rebook(blocker, { datetime: at(on(11)) }) };
    },
  },
  {
    kind: 'move-refused',
    bring: async () => {
      const { lena, copy } = await bookedCopy();
      await lena.booking(on(14), 60);
      await town.settled();
      await lena.change(copy, { from: on(14, 30), to: on(15, 30) });
      return { lena, takeAway: () => lena.change(copy, { from: on(9), to: on(10) }) };
    },
  },
  {
    kind: 'confirm-move',
    bring: async () => {
      const { lena, copy } = await bookedCopy();
      await lena.change(copy, { from: on(14), to: on(15) });
      return { lena, takeAway: () => lena.change(copy, { from: on(9), to: on(10) }) };
    },
  },
  {
    kind: 'confirm-cancel',
    bring: async () => {
      const { lena, booking, copy } = await bookedCopy({ onMirrorDeleted: { office: 'follow' } });
      await lena.remove(copy);
      return { lena, takeAway: () => lena.cancel(booking) };
    },
  },
  {
    kind: 'mirror-deleted',
    bring: async () => {
      const { lena, event, blocker } = await mirrored();
      await lena.cancel(blocker);
      return { lena, takeAway: () => lena.remove(event) };
    },
  },
  {
    kind: 'would-notify-guests',
    bring: async () => {
      const { lena, booking, copy } = await bookedCopy();
      await lena.change(copy, { attendees: [guest] });
      await town.settled();
      await lena.rebook(booking, { datetime: at(on(14)) });
      return { lena, takeAway: () => lena.change(copy, { attendees: [] }) };
    },
  },
  {
    kind: 'not-writable',
    bring: async () => {
      const lena = await town.connected();
      await town.control('POST', '/graph/raw', {
        user: lena.oid,
        event: {
          subject: 'Board',
          start: { dateTime: on(9).replace('Z', ''), timeZone: 'UTC' },
          end: { dateTime: on(10).replace('Z', ''), timeZone: 'UTC' },
          showAs: 'busy',
          ...answered('accepted'),
        },
      });
      await town.settled();
      const blocker = await blockerOf(lena);
      await lena.rebook(blocker, { datetime: at(on(14)) });
      return { lena, takeAway: () => lena.rebook(blocker, { datetime: at(on(9)) }) };
    },
  },
  {
    kind: 'not-representable',
    bring: async () => {
      const { lena, blocker } = await mirrored({}, { isAllDay: true, start: day(0), end: day(1) });
      const [stands] = await lena.blockers();
      const later = new Date(Date.parse(stands?.start ?? '') + 3_600_000).toISOString();
      await lena.rebook(blocker, { datetime: at(later) });
      return { lena, takeAway: () => lena.rebook(blocker, { datetime: at(stands?.start ?? '') }) };
    },
  },
  {
    kind: 'fought-over',
    bring: async () => {
      const { lena, blocker } = await mirrored({ direction: 'office-to-timify' });
      for (let round = 0; round < 3; round += 1) {
        await lena.rebook(blocker, { datetime: at(on(14)) });
        await town.settled();
      }
      return { lena, takeAway: () => lena.rebook(blocker, { datetime: at(on(9)) }) };
    },
  },
];

const day = (days: number) => ({ dateTime: on(0, 0, 2 + days).replace('Z', ''), timeZone: 'UTC' });

const the = async (lena: Person, kind: string): Promise<ConflictAnswer> => {
  const found = await lena.conflicts();
  expect(found.map((one) => one.kind)).toEqual([kind]);
  const [conflict] = found;
  if (!conflict) throw new Error('no conflict');
  return conflict;
};

describe('a conflict whose cause goes away', { timeout: 60_000 }, () => {
  it.each(CAUSES.map((cause) => [cause.kind, cause] as const))(
    'S-102 %s closes by itself, and the log says why',
    async (kind, { bring }) => {
      const { lena, takeAway } = await bring();
      await town.settled();
      const conflict = await the(lena, kind);
      await takeAway();
      await town.settled();
      expect(await lena.conflicts()).toEqual([]);
      const [closed] = (await lena.allConflicts()).filter(({ id }) => id === conflict.id);
      expect(closed).toMatchObject({ closedBy: 'cause-gone' });
      expect((await lena.log()).map(({ rule }) => rule)).toContain('cause-gone');
      expect(await lena.lookAgain()).toEqual([]);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );
});

describe('what a conflict tells', { timeout: 60_000 }, () => {
  const told = async (lena: Person, language: string) =>
    (
      await lena.api<{ items: (ConflictAnswer & { cause: { sentence: string } })[] }>(
        'GET',
        `/api/connections/${lena.connectionId}/conflicts?language=${language}`,
      )
    ).body.items[0];

  it('S-098 what collides with what, since when, and by which setting', async () => {
    const { lena, copy } = await bookedCopy();
    await lena.change(copy, { from: on(14), to: on(15) });
    await town.settled();
    const en = await told(lena, 'en');
    expect(en?.cause.sentence).toMatch(/event “.+” \d+ \w+ \d{4}, 15:00–16:00; booking “.+” .+, 10:00–11:00/);
    expect(en?.cause.sentence).toMatch(/open since \d+ \w+ \d{4}, \d\d:\d\d:\d\d/);
    expect(en?.cause.sentence).toContain('setting onBookingMoved = ask, the default');
    expect((await told(lena, 'de'))?.cause.sentence).toMatch(
      /offen seit .+; Einstellung onBookingMoved = ask, die Voreinstellung/,
    );
  });

  it('S-146 of an anonymous item: times alone', async () => {
    const lena = await town.connected();
    await lena.booking(on(10), 60);
    await lena.event('Therapy', on(9), on(10, 30), { sensitivity: 'private' });
    await town.settled();
    await the(lena, 'overlap');
    const shown = await told(lena, 'en');
    expect(JSON.stringify(shown)).not.toContain('Therapy');
    expect(shown?.cause.sentence).toMatch(/event \d+ \w+ \d{4}, 10:00–11:30/);
    expect(shown?.office).toMatchObject({ title: null, readable: 'hidden' });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-098 offers other times when one of them was taken meanwhile; one that is taken is refused', async () => {
    const lena = await town.connected();
    await lena.booking(on(10), 60);
    await lena.event('Workshop', on(9), on(10, 30));
    await town.settled();
    const before = await the(lena, 'overlap');
    const [first] = before.slots;
    await lena.booking(first?.start ?? '', 60);
    await town.settled();
    const after = await the(lena, 'overlap');
    expect(after.id).toBe(before.id);
    expect(after.slots).toHaveLength(3);
    expect(after.slots).not.toContainEqual(first);
    const refused = await lena.resolve(after, { action: 'move-booking', slot: first, notify: false });
    expect(refused.body).toMatchObject({ ok: false, error: 'slot-taken' });
    expect((await the(lena, 'overlap')).id).toBe(before.id);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('a decision that is carried out in part', { timeout: 60_000 }, () => {
  it('tells how many writes went through and how many did not; looked at again, the rest is done', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(on(10), 60);
    await lena.event('Workshop', on(9), on(10, 30));
    await town.settled();
    const conflict = await the(lena, 'overlap');
    const { id } = await town.fault({ service: 'graph', match: '^PATCH ', status: 400 });
    const [slot] = conflict.slots;
    const answer = await lena.resolve(conflict, { action: 'move-booking', slot, notify: false });
    await town.control('DELETE', `/faults/${id}`);
    expect(answer.body).toMatchObject({ ok: false, facts: { failed: 1 } });
    const { writes } = answer.body['facts'] as { writes: number };
    expect(writes).toBeGreaterThan(0);
    const moved = (await lena.appointments()).find((one) => one.id === booking.id);
    const start = slot?.start.replace('.000Z', 'Z');
    expect(moved && spanOf(moved).start).toBe(start);
    await lena.action('sync');
    await town.settled();
    expect((await lena.copies()).map((copy) => times(copy).start)).toEqual([start]);
  });
});

describe('ordinary calendars', { timeout: 60_000 }, () => {
  it('S-162 full of meetings over each other yield no conflict', async () => {
    const lena = await town.connected();
    for (let hour = 7; hour < 15; hour += 1) {
      await lena.event(`Long ${hour}`, on(hour), on(hour + 2));
      await lena.event(`Short ${hour}`, on(hour, 15), on(hour, 45));
    }
    await lena.event('Fair', on(0), on(0, 0, 3), { isAllDay: true });
    await town.settled();
    expect(await lena.allConflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.events()).map(times)).toHaveLength(17);
    const held = await lena.blockers(tomorrow(0), tomorrow(0, 0, 5));
    const length = held.reduce((sum, one) => sum + Date.parse(one.end) - Date.parse(one.start), 0);
    expect(length).toBe(86_400_000);
  });
});
