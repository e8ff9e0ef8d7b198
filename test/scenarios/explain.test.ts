import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULES, isRule, type RuleId } from '../../server/src/core/rules.ts';
import { workingHours } from '../support/hours.ts';
import { tomorrow, type Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { at, dayAt, guest, on } from '../support/ways.ts';

/** Every rule, shown by a real act, in both languages: what became of the item, and what `explain` says about it. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

interface Answer {
  sentence: string;
  inFull: string;
  rule: string;
  setting: string | null;
  value: unknown;
  source: string | null;
  locked: boolean;
  change: { method: string; path: string; body: Record<string, unknown> } | null;
  decision: string;
}

const explain = async (lena: Person, side: string, item: string, language = 'en'): Promise<Answer> =>
  (
    await lena.api<Answer>(
      'GET',
      `/api/connections/${lena.connectionId}/explain?side=${side}&item=${encodeURIComponent(item)}&language=${language}`,
    )
  ).body;

const connected = async (settings: Record<string, unknown> = {}): Promise<Person> =>
  (await town.person()).connect(settings);
const copyOf = async (lena: Person): Promise<{ id: string }> => ({ id: (await lena.copies())[0]?.id ?? '' });
const blockerOf = async (lena: Person): Promise<{ id: string }> => ({
  id: (await lena.blockers())[0]?.id ?? '',
});

type Item = readonly ['office' | 'timify', string];
interface Act {
  rule: RuleId;
  setting?: string;
  act: () => Promise<{ lena: Person; item: Item }>;
}

/** An event as it is made, under settings. */
const event =
  (more: Record<string, unknown> = {}, settings: Record<string, unknown> = {}, from = on(9), to = on(10)) =>
  async () => {
    const lena = await connected(settings);
    const { id } = await lena.event('Dentist', from, to, more);
    await town.settled();
    return { lena, item: ['office', id] as const };
  };

const raw = (more: Record<string, unknown>) => async () => {
  const lena = await connected();
  const put = await town.control<{ event: { id: string } }>('POST', '/graph/raw', {
    user: lena.oid,
    event: {
      subject: 'Odd',
      showAs: 'busy',
      start: { dateTime: on(9).replace('Z', ''), timeZone: 'UTC' },
      end: { dateTime: on(10).replace('Z', ''), timeZone: 'UTC' },
      ...more,
    },
  });
  await town.settled();
  return { lena, item: ['office', put.event.id] as const };
};

/** A booking and its copy, and what somebody does to them then. */
const booking =
  (
    then: (of: { lena: Person; booking: { id: string }; copy: { id: string } }) => Promise<unknown>,
    settings: Record<string, unknown> = {},
  ) =>
  async () => {
    const lena = await connected(settings);
    const made = await lena.booking(on(9), 60);
    await town.settled();
    await then({ lena, booking: made, copy: await copyOf(lena) });
    await town.settled();
    return { lena, item: ['timify', made.id] as const };
  };

const blocked =
  (
    then: (of: { lena: Person; event: { id: string }; blocker: { id: string } }) => Promise<unknown>,
    settings: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
  ) =>
  async () => {
    const lena = await connected(settings);
    const made = await lena.event('Dentist', on(9), on(10), more);
    await town.settled();
    await then({ lena, event: made, blocker: await blockerOf(lena) });
    await town.settled();
    return { lena, item: ['office', made.id] as const };
  };

const both = (lena: Person, acts: () => Promise<unknown>) => async (): Promise<void> => {
  await lena.action('pause');
  await acts();
  await town.settled();
  await lena.action('resume');
};

const resolve = async (lena: Person, action: string, more: Record<string, unknown> = {}): Promise<void> => {
  await town.settled();
  const [conflict] = await lena.conflicts();
  if (conflict) await lena.resolve(conflict, { action, ...more });
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
  { rule: 'skip.direction', setting: 'direction', act: event({}, { direction: 'timify-to-office' }) },
  { rule: 'skip.show-as', setting: 'showAs.free', act: event({ showAs: 'free' }) },
  { rule: 'skip.all-day', setting: 'allDay', act: event(allDay, { allDay: 'ignore' }) },
  { rule: 'skip.declined', setting: 'response.declined', act: raw(answered('declined')) },
  {
    rule: 'skip.outside-window',
    setting: 'windowFutureMonths',
    act: event({}, {}, tomorrow(9, 0, 900), tomorrow(10, 0, 900)),
  },
  {
    rule: 'skip.outside-bookable-times',
    act: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      const { id } = await lena.event('Dinner', on(19), on(21));
      await town.settled();
      return { lena, item: ['office', id] };
    },
  },
  { rule: 'skip.cancelled', act: raw({ isCancelled: true }) },
  { rule: 'skip.draft', act: raw({ isDraft: true }) },
  { rule: 'skip.empty-span', act: raw({ end: { dateTime: on(9).replace('Z', ''), timeZone: 'UTC' } }) },
  { rule: 'skip.end-before-start', act: raw({ end: { dateTime: on(8).replace('Z', ''), timeZone: 'UTC' } }) },
];

function answered(response: string) {
  return {
    isOrganizer: false,
    organizer: { emailAddress: { address: 'boss@elsewhere.example' } },
    responseStatus: { response, time: '0001-01-01T00:00:00Z' },
  };
}

describe('why an item is where it is', { timeout: 60_000 }, () => {
  it.each(ACTS.map((one) => [one.rule, one] as const))('%s', async (rule, { act, setting }) => {
    const { lena, item } = await act();
    const en = await explain(lena, item[0], item[1]);
    expect(en.rule).toBe(rule);
    expect(isRule(en.rule) && en.sentence.includes(RULES[rule].en.replace(/\.$/, ''))).toBe(true);
    const de = await explain(lena, item[0], item[1], 'de');
    expect(de.sentence).toContain(RULES[rule].de.replace(/\.$/, ''));
    expect(en.inFull).toMatch(new RegExp(`decided on .+ \\(rule ${rule.replaceAll('.', '\\.')}\\)`));
    expect(de.inFull).toMatch(/entschieden am \d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d/);
    expect(en.setting).toBe(setting ?? null);
    if (setting) {
      expect(en.inFull).toContain(`setting ${setting} = `);
      expect(en.inFull).toMatch(/the default|set for this calendar/);
      expect(en.change).toMatchObject({
        method: 'PATCH',
        path: `/api/connections/${lena.connectionId}/settings`,
      });
    }
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

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
    expect(['other-calendar', 'not-seen-yet']).toContain((await explain(lena, 'office', made.id)).rule);
    const nowhere = `/api/connections/${lena.connectionId}/explain?side=office&item=nowhere`;
    expect((await lena.api('GET', nowhere)).status).toBe(404);
  });
});
