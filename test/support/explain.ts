import { expect, it } from 'vitest';
import { RULES, isRule, type RuleId } from '../../server/src/core/rules.ts';
import type { Person } from './person.ts';
import { whilePaused } from './rest.ts';
import type { Town } from './town.ts';
import { on } from './ways.ts';

/** What `explain` answers. */
export interface Why {
  sentence: string;
  inFull: string;
  rule: string;
  setting: string | null;
  value: unknown;
  earlier: { value: unknown } | null;
  source: string | null;
  locked: boolean;
  change: { method: string; path: string; body: Record<string, unknown> } | null;
  decision: string;
}

export const explain = async (lena: Person, side: string, item: string, language = 'en'): Promise<Why> =>
  (
    await lena.api<Why>(
      'GET',
      `/api/connections/${lena.connectionId}/explain?side=${side}&item=${encodeURIComponent(item)}&language=${language}`,
    )
  ).body;

type Settings = Record<string, unknown>;
type Item = readonly ['office' | 'timify', string];
interface Made {
  id: string;
}
type Stage = Promise<{ lena: Person; item: Item }>;

/** A rule, and the act that shows it. */
export interface Act {
  rule: RuleId;
  /** The setting that decided, where one did. */
  setting?: string;
  act: () => Stage;
}

export const copyOf = async (lena: Person): Promise<Made> => ({ id: (await lena.copies())[0]?.id ?? '' });
export const blockerOf = async (lena: Person): Promise<Made> => ({
  id: (await lena.blockers())[0]?.id ?? '',
});

/** What is done in `acts` is heard of at once, when the sync goes on. */
export const both = (lena: Person, acts: () => Promise<unknown>) => (): Promise<void> =>
  whilePaused(lena, acts);

/** An event of somebody else, so answered. */
export const answered = (response: string) => ({
  isOrganizer: false,
  organizer: { emailAddress: { address: 'boss@elsewhere.example' } },
  responseStatus: { response, time: '0001-01-01T00:00:00Z' },
});

/** How acts are made in a town that stands only later. */
export const actsIn = (town: () => Town) => {
  const connected = async (settings: Settings = {}): Promise<Person> =>
    (await town().person()).connect(settings);

  /** An event as it is made, under settings. */
  const event =
    (more: Settings = {}, settings: Settings = {}, from = on(9), to = on(10)) =>
    async (): Stage => {
      const lena = await connected(settings);
      const { id } = await lena.event('Dentist', from, to, more);
      await town().settled();
      return { lena, item: ['office', id] };
    };

  /** An event that no person could make like that. */
  const raw =
    (more: Settings, settings: Settings = {}) =>
    async (): Stage => {
      const lena = await connected(settings);
      const put = await town().control<{ event: Made }>('POST', '/graph/raw', {
        user: lena.oid,
        event: {
          subject: 'Odd',
          showAs: 'busy',
          start: { dateTime: on(9).replace('Z', ''), timeZone: 'UTC' },
          end: { dateTime: on(10).replace('Z', ''), timeZone: 'UTC' },
          ...more,
        },
      });
      await town().settled();
      return { lena, item: ['office', put.event.id] };
    };

  /** A booking and its copy, and what somebody does to them then. */
  const booking =
    (
      then: (of: { lena: Person; booking: Made; copy: Made }) => Promise<unknown>,
      settings: Settings = {},
      more: Settings = {},
    ) =>
    async (): Stage => {
      const lena = await connected(settings);
      const made = await lena.booking(on(9), 60, more);
      await town().settled();
      await then({ lena, booking: made, copy: await copyOf(lena) });
      await town().settled();
      return { lena, item: ['timify', made.id] };
    };

  /** An event and its blocker, and what somebody does to them then. */
  const blocked =
    (
      then: (of: { lena: Person; event: Made; blocker: Made }) => Promise<unknown>,
      settings: Settings = {},
      more: Settings = {},
    ) =>
    async (): Stage => {
      const lena = await connected(settings);
      const made = await lena.event('Dentist', on(9), on(10), more);
      await town().settled();
      await then({ lena, event: made, blocker: await blockerOf(lena) });
      await town().settled();
      return { lena, item: ['office', made.id] };
    };

  return { connected, event, raw, booking, blocked };
};

/** One test for each act: what `explain` says of it, in both languages, and that the world stays as it is. */
export const tellWhy = (acts: readonly Act[]): void => {
  it.each(acts.map((one) => [one.rule, one] as const))('%s', async (rule, { act, setting }) => {
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
    // What was asked or left out under another setting stays so until the settings are applied.
    if (!en.change || en.decision === 'conflict' || en.decision === 'skipped') return;
    const { method, path, body } = en.change;
    expect((await lena.api(method, path, body)).status).toBe(200);
    await lena.town.settled();
    expect((await explain(lena, item[0], item[1])).value).not.toEqual(en.value);
  });
};

/** Of what is left out by a setting: the call that is named, and the settings applied, bring it across. */
export const bringAcross = (acts: readonly Act[]): void => {
  const named = acts.filter(({ setting }) => setting !== undefined);
  it.each(named.map((one) => [one.rule, one] as const))('%s', async (rule, { act }) => {
    const { lena, item } = await act();
    const { change } = await explain(lena, item[0], item[1]);
    if (!change) throw new Error('no call');
    expect((await lena.api(change.method, change.path, change.body)).status).toBe(200);
    await lena.action('apply-settings');
    await lena.town.settled();
    const after = await explain(lena, item[0], item[1]);
    expect(after.rule).not.toBe(rule);
    expect(after.decision).toBe('mirrored');
    expect(await lena.lookAgain()).toEqual([]);
  });
};
