import { afterAll, beforeAll, describe, expect } from 'vitest';
import { actsIn, answered, blockerOf, both, copyOf, tellWhy, type Act } from '../../support/explain.ts';
import { holdSlot } from '../../support/heldSlot.ts';
import { times, tomorrow } from '../../support/answers.ts';
import type { Person } from '../../support/person.ts';
import { must } from '../../support/call.ts';
import { nextDay, seriesBody } from '../../support/series.ts';
import { Town } from '../../support/town.ts';
import { at, on } from '../../support/ways.ts';

/** Rules that need more than one act: what was there before us, what others do again and again, what a service refuses. */
let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const { booking, blocked, connected, raw } = actsIn(() => town);

/** The same booking and event, made by hand on both sides before the first connection. */
const twins = async (): Promise<{ lena: Person; made: { id: string } }> => {
  const lena = await town.person();
  const made = await lena.booking(on(9), 60);
  await lena.event('Consultation', on(9), on(10));
  await lena.connect();
  return { lena, made };
};

/** So does whoever keeps moving a copy that is put back. */
const again = async (lena: Person, count: number): Promise<void> => {
  for (let round = 0; round < count; round += 1) {
    await town.settled();
    await lena.change(await copyOf(lena), { from: on(14), to: on(15) });
  }
};

/** The service says no to the one write that a move leads to. */
const refused = async (fault: Record<string, unknown>, move: () => Promise<unknown>): Promise<void> => {
  const { id } = await town.fault({ next: 1, ...fault });
  await move();
  await town.settled();
  await town.control('DELETE', `/faults/${id}`);
};

const takeBack = async (lena: Person, who = lena.email): Promise<void> => {
  await town.settled();
  const entry = (await lena.log()).find(({ undoable }) => undoable);
  const path = `/api/connections/${lena.connectionId}/log/${entry?.id ?? ''}/undo`;
  const body = entry?.undoAsksNotify ? { notify: false } : {};
  await must('POST', `${town.server}${path}`, { token: await town.token(who), body });
};

const ACTS: Act[] = [
  {
    rule: 'adopted',
    act: async () => {
      const { lena, made } = await twins();
      return { lena, item: ['timify', made.id] };
    },
  },
  {
    rule: 'adopted-unlinked',
    act: async () => {
      const { lena, made } = await twins();
      await lena.cancel(made);
      await town.settled();
      return { lena, item: ['timify', made.id] };
    },
  },
  {
    rule: 'became-series',
    act: booking(async ({ lena, copy }) => {
      const pattern = { type: 'daily', interval: 1 } as const;
      // From the next day on, so that it does not collide with its booking.
      const day = nextDay(on(9).slice(0, 10));
      await lena.change(copy, seriesBody({ day, from: '09:00', to: '10:00', times: 3, pattern }));
    }),
  },
  {
    rule: 'fought-over',
    act: booking(({ lena }) => again(lena, 3), { direction: 'timify-to-office' }),
  },
  {
    rule: 'privacy-changed',
    setting: 'anonymous.toTimify',
    act: blocked(async ({ lena }) => {
      await lena.settings({ anonymous: { toTimify: true } });
      await lena.action('apply-settings');
    }),
  },
  {
    rule: 'held',
    act: async () => {
      const lena = await town.connected();
      for (let hour = 6; hour < 18; hour += 1) await lena.event(`E${hour}`, on(hour), on(hour, 30));
      await town.settled();
      const events = await lena.events();
      await both(lena, async () => {
        for (const one of events) await lena.remove(one);
      })();
      await town.settled();
      return { lena, item: ['office', events[0]?.id ?? ''] };
    },
  },
  {
    rule: 'refused-by-timify',
    act: booking(
      ({ lena, copy }) =>
        refused({ service: 'timify', match: '(PATCH|PUT) /appointments', status: 409 }, () =>
          lena.change(copy, { from: on(14), to: on(15) }),
        ),
      {},
      { customer_ids: [] },
    ),
  },
  {
    rule: 'refused-by-office',
    act: blocked(({ lena, blocker }) =>
      refused(
        {
          service: 'graph',
          match: 'PATCH .*events',
          status: 400,
          code: 'ErrorOccurrenceCrossingBoundary',
        },
        () => lena.rebook(blocker, { datetime: at(on(14)) }),
      ),
    ),
  },
  {
    rule: 'undone-by-owner',
    act: blocked(async ({ lena, event, blocker }) => {
      await both(lena, async () => {
        await lena.change(event, { from: on(11), to: on(12) });
        await lena.rebook(blocker, { datetime: at(on(14)) });
      })();
      await takeBack(lena);
    }),
  },
  {
    // What stands in TIMIFY an admin may move.
    rule: 'undone-by-admin',
    act: booking(
      async ({ lena, booking: made, copy }) => {
        await both(lena, async () => {
          await lena.rebook(made, { datetime: at(on(11)) });
          await lena.change(copy, { from: on(14), to: on(15) });
        })();
        await takeBack(lena, town.admin);
      },
      {},
      { customer_ids: [] },
    ),
  },
  {
    rule: 'buffer-put-back',
    setting: 'buffers',
    act: booking(
      async ({ lena }) => {
        const before = (await lena.copies()).find((copy) => times(copy).end === on(9));
        await lena.change(before ?? { id: '' }, { from: on(6), to: on(6, 10) });
      },
      { buffers: 'separate' },
      { duration_before: 10, duration_after: 5 },
    ),
  },
  {
    rule: 'group-put-back',
    act: booking(
      ({ lena, copy }) => lena.change(copy, { subject: 'Pilates' }),
      {},
      { title: 'Yoga', is_course: true, max_participants: 10, customer_ids: [] },
    ),
  },
  {
    rule: 'copies-kept',
    setting: 'direction',
    act: booking(({ lena }) => lena.settings({ direction: 'office-to-timify', copies: 'keep' })),
  },
  {
    rule: 'not-writable',
    act: async () => {
      const meeting = await raw(answered('accepted'))();
      await meeting.lena.rebook(await blockerOf(meeting.lena), { datetime: at(on(14)) });
      await town.settled();
      return meeting;
    },
  },
  {
    rule: 'skip.unreadable',
    act: async () => {
      const odd = await raw({ start: null })();
      // No read by the id of `raw` leads to it: the log names what was met.
      const [line] = await odd.lena.log();
      return { ...odd, item: ['office', line?.item ?? ''] };
    },
  },
  {
    rule: 'skip.held',
    act: async () => {
      const lena = await connected();
      const { id } = await holdSlot(lena, tomorrow(9), '11:00');
      await lena.action('sync');
      await town.settled();
      return { lena, item: ['timify', id] };
    },
  },
  {
    rule: 'skip.not-a-booking',
    act: async () => {
      const lena = await connected();
      const made = await town.control<{ appointment: { id: string } }>('POST', '/timify/appointments', {
        companyId: town.world.company.id,
        action: 'create',
        type: 'blocker',
        appointment: {
          title: 'Stocktaking',
          resource_ids: [lena.resourceId],
          datetime: at(on(9)),
          duration: 60,
        },
      });
      await town.settled();
      return { lena, item: ['timify', made.appointment.id] };
    },
  },
  {
    rule: 'deactivated',
    act: booking(({ lena }) => lena.action('deactivate', { copies: 'remove' })),
  },
  {
    rule: 'made-plain',
    act: booking(({ lena }) => lena.action('deactivate', { copies: 'plain' })),
  },
  {
    rule: 'calendar-given-up',
    act: async () => {
      const lena = await town.person();
      const second = await lena.graph<{ id: string }>('POST', '/calendars', { name: 'Projects' });
      const path = `/calendars/${encodeURIComponent(second.id)}/events`;
      const { id } = await lena.graph<{ id: string }>('POST', path, {
        subject: 'Project',
        start: { dateTime: on(9).replace('Z', ''), timeZone: 'UTC' },
        end: { dateTime: on(10).replace('Z', ''), timeZone: 'UTC' },
      });
      await lena.connect({}, { calendars: [lena.calendarId, second.id] });
      const change = { calendars: [lena.calendarId], copies: 'keep' };
      await lena.api('PATCH', `/api/connections/${lena.connectionId}`, change);
      await town.settled();
      return { lena, item: ['office', id] };
    },
  },
  {
    rule: 'skip.no-calendar',
    act: async () => {
      const company = async (direction: string): Promise<unknown> =>
        must('PATCH', `${town.server}/api/company/settings`, {
          token: await town.token(town.admin),
          body: { direction, copies: 'keep' },
        });
      await company('office-to-timify');
      const lena = await connected({ direction: 'office-to-timify' });
      await lena.settings({ reset: ['direction'] });
      await company('both');
      const { id } = await lena.booking(on(9), 60);
      await town.settled();
      expect(await lena.events()).toEqual([]);
      return { lena, item: ['timify', id] };
    },
  },
  // The last, since the clock does not go back.
  {
    rule: 'left-behind',
    act: blocked(async ({ lena, blocker }) => {
      await town.sleep(14);
      await lena.cancel(blocker);
    }),
  },
];

describe('why an item is where it is, in the end', { timeout: 90_000 }, () => {
  tellWhy(ACTS);
});
