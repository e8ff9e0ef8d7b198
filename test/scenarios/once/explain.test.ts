import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actsIn, blockerOf, both, copyOf, explain, tellWhy, type Act } from '../../support/explain.ts';
import { workingHours } from '../../support/hours.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';
import { at, dayAt, guest, on } from '../../support/ways.ts';

/** Every rule, shown by a real act, in both languages: what became of the item, and what `explain` says about it. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const { connected, event, booking, blocked } = actsIn(() => town);

const resolve = async (lena: Person, action: string): Promise<void> => {
  await town.settled();
  const [conflict] = await lena.conflicts();
  if (conflict) await lena.resolve(conflict, { action });
};

const allDay = { isAllDay: true, start: dayAt(0), end: dayAt(1) };

const ACTS: Act[] = [
  { rule: 'new-item', act: event() },
  {
    rule: 'origin-changed',
    act: blocked(({ lena, event: made }) => lena.change(made, { from: on(11), to: on(12) })),
  },
  { rule: 'origin-gone', act: blocked(({ lena, event: made }) => lena.remove(made)) },
  {
    rule: 'both-gone',
    act: blocked(({ lena, event: made, blocker }) =>
      both(lena, async () => {
        await lena.remove(made);
        await lena.cancel(blocker);
      })(),
    ),
  },
  {
    rule: 'covered',
    act: async () => {
      const lena = await connected();
      await lena.event('Long', on(8), on(12));
      await town.settled();
      const { id } = await lena.event('Inside', on(9), on(10));
      await town.settled();
      return { lena, item: ['office', id] };
    },
  },
  {
    rule: 'cover-changed',
    act: async () => {
      const lena = await connected();
      const long = await lena.event('Long', on(8), on(12));
      await town.settled();
      const { id } = await lena.event('Inside', on(9), on(10));
      await town.settled();
      await lena.remove(long);
      await town.settled();
      return { lena, item: ['office', id] };
    },
  },
  {
    rule: 'settings-applied',
    act: blocked(async ({ lena }) => {
      await lena.settings({ title: false });
      await lena.action('apply-settings');
    }),
  },
  {
    rule: 'mirror-moved',
    act: blocked(({ lena, blocker }) => lena.rebook(blocker, { datetime: at(on(14)) })),
  },
  {
    rule: 'blocker-made-whole',
    act: blocked(({ lena, blocker }) =>
      lena.rebook(blocker, { duration: 60, duration_pattern: [15, 15, 30] }),
    ),
  },
  {
    rule: 'mirror-put-back',
    setting: 'direction',
    act: blocked(({ lena, blocker }) => lena.rebook(blocker, { datetime: at(on(14)) }), {
      direction: 'office-to-timify',
    }),
  },
  {
    rule: 'booking-put-back',
    setting: 'onBookingMoved',
    act: booking(({ lena, copy }) => lena.change(copy, { from: on(14), to: on(15) }), {
      onBookingMoved: 'put-back',
    }),
  },
  {
    rule: 'mirror-restored',
    setting: 'onMirrorDeleted.timify',
    act: blocked(({ lena, blocker }) => lena.cancel(blocker), { onMirrorDeleted: { timify: 'restore' } }),
  },
  {
    rule: 'mirror-deleted',
    setting: 'onMirrorDeleted.timify',
    act: blocked(({ lena, blocker }) => lena.cancel(blocker)),
  },
  {
    rule: 'mirror-deleted-followed',
    setting: 'onMirrorDeleted.timify',
    act: blocked(({ lena, blocker }) => lena.cancel(blocker), { onMirrorDeleted: { timify: 'follow' } }),
  },
  {
    rule: 'both-changed',
    setting: 'onBothChanged',
    act: blocked(
      ({ lena, event: made, blocker }) =>
        both(lena, async () => {
          await lena.change(made, { from: on(11), to: on(12) });
          await lena.rebook(blocker, { datetime: at(on(14)) });
        })(),
      { onBothChanged: 'ask' },
    ),
  },
  {
    rule: 'both-changed-origin',
    setting: 'onBothChanged',
    act: blocked(({ lena, event: made, blocker }) =>
      both(lena, async () => {
        await lena.change(made, { from: on(11), to: on(12) });
        await lena.rebook(blocker, { datetime: at(on(14)) });
      })(),
    ),
  },
  {
    rule: 'confirm-move',
    setting: 'onBookingMoved',
    act: booking(({ lena, copy }) => lena.change(copy, { from: on(14), to: on(15) })),
  },
  {
    rule: 'confirm-cancel',
    setting: 'onBookingDeleted',
    act: booking(({ lena, copy }) => lena.remove(copy), { onMirrorDeleted: { office: 'follow' } }),
  },
  {
    rule: 'move-refused',
    act: booking(async ({ lena, copy }) => {
      await lena.booking(on(14), 60);
      await town.settled();
      await lena.change(copy, { from: on(14), to: on(15) });
    }),
  },
  {
    rule: 'moved-outside-hours',
    act: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      const made = await lena.booking(on(9), 60);
      await town.settled();
      await lena.change(await copyOf(lena), { from: on(20), to: on(21) });
      await town.settled();
      return { lena, item: ['timify', made.id] };
    },
  },
  {
    rule: 'would-notify-guests',
    act: blocked(
      ({ lena, blocker }) => lena.rebook(blocker, { datetime: at(on(14)) }),
      {},
      { attendees: [guest] },
    ),
  },
  {
    rule: 'not-representable',
    act: blocked(
      async ({ lena, blocker }) => {
        const [stands] = await lena.blockers();
        const later = new Date(Date.parse(stands?.start ?? '') + 3_600_000).toISOString();
        await lena.rebook(blocker, { datetime: at(later) });
      },
      {},
      allDay,
    ),
  },
  {
    rule: 'overlap',
    act: async () => {
      const lena = await connected();
      await lena.booking(on(9), 60);
      await town.settled();
      const { id } = await lena.event('Workshop', on(9), on(11));
      await town.settled();
      return { lena, item: ['office', id] };
    },
  },
  {
    rule: 'outside-working-hours',
    act: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      const { id } = await lena.event('Late', on(16), on(19));
      await town.settled();
      return { lena, item: ['office', id] };
    },
  },
  {
    rule: 'decided-by-person',
    act: blocked(async ({ lena, blocker }) => {
      await lena.cancel(blocker);
      await resolve(lena, 'put-back');
    }),
  },
  {
    rule: 'skip.ignored-by-person',
    act: blocked(async ({ lena, blocker }) => {
      await lena.cancel(blocker);
      await resolve(lena, 'ignore');
    }),
  },
];

describe('why an item is where it is', { timeout: 60_000 }, () => {
  tellWhy(ACTS);

  it('S-152 names the company where a value is inherited, and the call that changes it does', async () => {
    const lena = await connected();
    const { id } = await lena.event('Lunch', on(12), on(13), { showAs: 'free' });
    await town.settled();
    const why = await explain(lena, 'office', id);
    expect(why).toMatchObject({ setting: 'showAs.free', value: 'ignore', source: 'default', locked: false });
    if (!why.change) throw new Error('no call');
    expect((await lena.api(why.change.method, why.change.path, why.change.body)).status).toBe(200);
    await lena.action('apply-settings');
    await town.settled();
    expect((await explain(lena, 'office', id)).decision).toBe('mirrored');
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('tells of a copy that it is one, and of an anonymous item that only its time crosses', async () => {
    const lena = await connected();
    await lena.event('Therapy', on(9), on(10), { sensitivity: 'private' });
    await town.settled();
    const why = await explain(lena, 'timify', (await blockerOf(lena)).id);
    expect(why.sentence).toContain('It is a copy made by the sync');
    expect(why.sentence).toContain('Only its time crosses, because it is private');
  });

  it('tells of what lies in another calendar, and knows nothing of what is nowhere', async () => {
    const lena = await connected();
    const other = await lena.graph<{ id: string }>('POST', '/calendars', { name: 'Private' });
    const made = await lena.graph<{ id: string }>(
      'POST',
      `/calendars/${encodeURIComponent(other.id)}/events`,
      {
        subject: 'Elsewhere',
        start: dayAt(0),
        end: dayAt(1),
      },
    );
    await town.settled();
    expect((await explain(lena, 'office', made.id)).rule).toBe('skip.other-calendar');
    const nowhere = `/api/connections/${lena.connectionId}/explain?side=office&item=nowhere`;
    expect((await lena.api('GET', nowhere)).status).toBe(404);
  });
});
