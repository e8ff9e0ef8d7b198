import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { must } from '../support/call.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { Town } from '../support/town.ts';
import { at, span } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

interface Look {
  subject: string;
  body: { content: string };
  categories: string[];
  showAs: string;
  sensitivity: string;
  isReminderOn: boolean;
  reminderMinutesBeforeStart: number;
}

const eventsOf = async (lena: Person): Promise<Look[]> => (await lena.events()) as unknown as Look[];
const looks = async (lena: Person): Promise<unknown[]> =>
  (await eventsOf(lena)).map((one) => [
    ...one.categories,
    one.showAs,
    one.sensitivity,
    one.isReminderOn ? one.reminderMinutesBeforeStart : 'none',
  ]);
const texts = async (lena: Person): Promise<string[][]> =>
  (await eventsOf(lena)).map(({ subject, body }) => [subject, body.content.trim()]);

const applied = async (lena: Person): Promise<void> => {
  expect((await lena.action('apply-settings')).body).toMatchObject({ ok: true });
  await town.settled();
};
const undone = async (lena: Person): Promise<void> => {
  expect((await lena.action('undo')).body).toMatchObject({ ok: true });
  await town.settled();
};

describe('how the events of bookings look', { timeout: 90_000 }, () => {
  it('S-152 S-165 by the company, else by the resource, unless the company locks it; applied, and back', async () => {
    const token = await town.token(town.admin);
    const company = (body: unknown): Promise<unknown> =>
      must('PATCH', `${town.server}/api/company/settings`, { token, body });
    const names = ['category', 'reminder', 'busyAs', 'private'];
    await company({ category: 'Booked', reminder: 30, busyAs: 'oof', private: true });
    const [theirs, own] = [
      ['Booked', 'oof', 'private', 30],
      ['Mine', 'tentative', 'normal', 'none'],
    ];
    const lena = await town.connected();
    const jonas = await town.connected({
      ...{ category: 'Mine', reminder: 'none', busyAs: 'tentative', private: false },
    });
    for (const person of [lena, jonas]) await person.booking(tomorrow(9), 30);
    await town.settled();
    expect([await looks(lena), await looks(jonas)]).toEqual([[theirs], [own]]);

    await company({ locked: names });
    expect((await jonas.settings({ busyAs: 'busy' })).status).toBe(403);
    await jonas.booking(tomorrow(12), 30);
    await town.settled();
    expect(await looks(jonas)).toEqual([own, theirs]);
    await expectRest(jonas);
    await applied(jonas);
    expect(await looks(jonas)).toEqual([theirs, theirs]);
    await expectRest(jonas);
    await undone(jonas);
    expect(await looks(jonas)).toEqual([own, theirs]);
    await expectRest(jonas);
    await company({ locked: [], reset: names });
  });

  it('S-165 a template applies to what comes; applied to what is there, and back', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 30, { title: 'Sehtest', notes: 'Old pair', customer_ids: [] });
    await town.settled();
    await lena.settings({ template: { subject: 'Shop: {title}', body: 'Notes: {notes}' } });
    await lena.booking(tomorrow(12), 30, { title: 'Lenses', customer_ids: [] });
    await town.settled();
    const [before, later, after] = [
      ['Sehtest', 'Old pair'],
      ['Shop: Lenses', 'Notes:'],
      ['Shop: Sehtest', 'Notes: Old pair'],
    ];
    expect(await texts(lena)).toEqual([before, later]);
    await applied(lena);
    expect(await texts(lena)).toEqual([after, later]);
    await expectRest(lena);
    await undone(lena);
    expect(await texts(lena)).toEqual([before, later]);
    await expectRest(lena);
  });
});

describe('an event off the grid of five minutes', { timeout: 60_000 }, () => {
  it('S-085 keeps its true times, however people move and stretch its blocker', async () => {
    const lena = await town.connected();
    const event = await lena.event('Call', tomorrow(10, 3), tomorrow(10, 4));
    await town.settled();
    const since = new Date().toISOString();
    await lena.change(event, { from: tomorrow(10, 4), to: tomorrow(10, 5) });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    const [blocker] = await lena.blockers();
    expect(blocker).toMatchObject(span(tomorrow(10), tomorrow(10, 5)));
    const both = async (): Promise<string[]> => {
      const { office, timify } = await lena.both();
      return [...office, ...timify].map((line) => line.replace(/\d{4}-\d\d-\d\dT(\d\d:\d\d):00Z/g, '$1'));
    };
    const steps = [
      [{ datetime: at(tomorrow(11)) }, '11:04 11:05 Call', '11:00 11:05 Call'],
      [{ duration: 15 }, '11:04 11:15 Call', '11:00 11:15 Call'],
      [{ duration: 5 }, '11:04 11:05 Call', '11:00 11:05 Call'],
    ] as const;
    for (const [values, ...lines] of steps) {
      await lena.rebook(blocker ?? { id: '' }, values);
      await town.settled();
      expect(await both()).toEqual(lines);
      await expectRest(lena);
    }
  });
});
