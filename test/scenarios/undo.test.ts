import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Answer } from '../support/call.ts';
import { times, tomorrow, type LogAnswer } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const WORDS = ['Blocked', 'Kalenderblocker'];
const hourAt = (hour: number) => ({ start: tomorrow(hour), end: tomorrow(hour + 1) });
const localTime = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
const startOf = (span: { start: string } | null | undefined): number => Date.parse(span?.start ?? '');

const undo = (person: Person, entry: string, body: unknown = {}): Promise<Answer<ActAnswer>> =>
  person.api('POST', `/api/connections/${person.connectionId}/log/${entry}/undo`, body);

interface ActAnswer {
  ok: boolean;
  facts: Record<string, unknown>;
  error: { id: string; reason?: string } | null;
}

const undoable = async (person: Person): Promise<LogAnswer> => {
  const entry = (await person.log()).find((one) => one.undoable);
  if (!entry) throw new Error('nothing can be taken back');
  return entry;
};

/** An event at nine, whose time is changed on both sides while nobody looks: to eleven in Office, to 14 in TIMIFY. */
const changedOnBothSides = async (settings: Record<string, unknown>): Promise<Person> => {
  const lena = await town.connected(settings);
  const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
  await town.settled();
  const [blocker] = await lena.blockers();
  await lena.action('pause');
  await lena.change(event, { from: tomorrow(11), to: tomorrow(12) });
  await lena.rebook({ id: blocker?.id ?? '' }, { datetime: localTime(tomorrow(14)) });
  await town.settled();
  await lena.action('resume');
  await town.settled();
  return lena;
};

const expectBothAt = async (lena: Person, hour: number): Promise<void> => {
  expect((await lena.events()).map(times)).toEqual([hourAt(hour)]);
  expect(await lena.blockers()).toMatchObject([hourAt(hour)]);
};

describe('times that lost', { timeout: 60_000 }, () => {
  it.each([
    ['S-087', 'office', 11, 14],
    ['S-088', 'timify', 14, 11],
  ] as const)(
    '%s %s wins; with one click the other times stand on both sides',
    async (_, policy, won, lost) => {
      const lena = await changedOnBothSides({ onBothChanged: policy });
      await expectBothAt(lena, won);
      const entry = await undoable(lena);
      expect([startOf(entry.span), startOf(entry.was)]).toEqual([
        Date.parse(tomorrow(won)),
        Date.parse(tomorrow(lost)),
      ]);
      expect((await undo(lena, entry.id)).body).toMatchObject({
        ok: true,
        facts: { undone: 'times', mails: 0 },
      });
      await town.settled();
      await expectBothAt(lena, lost);
      const [newest, spent] = await Promise.all([lena.log(), lena.log()]);
      expect(newest.find(({ event }) => event === 'undone')).toMatchObject({
        rule: 'undone-by-owner',
        undoable: false,
      });
      expect(spent.find(({ id }) => id === entry.id)).toMatchObject({ undoable: false });
      expect(await lena.lookAgain()).toEqual([]);
      expect((await undo(lena, entry.id)).body.error).toMatchObject({ id: 'undo_impossible' });
      expect(await town.mailsToOthers()).toEqual([]);
    },
  );

  it('S-089 asked: nothing is written until it is decided; what was decided can be taken back', async () => {
    const lena = await changedOnBothSides({ onBothChanged: 'ask' });
    expect((await lena.events()).map(times)).toEqual([hourAt(11)]);
    expect(await lena.blockers()).toMatchObject([hourAt(14)]);
    const [conflict] = await lena.conflicts();
    expect(conflict).toMatchObject({ kind: 'both-changed' });
    expect(startOf(conflict?.lost)).toBe(Date.parse(tomorrow(14)));
    expect(await lena.lookAgain()).toEqual([]);
    await lena.resolve({ id: conflict?.id ?? '' }, { action: 'use-office' });
    await town.settled();
    await expectBothAt(lena, 11);
    const [solved] = await lena.allConflicts();
    expect(solved).toMatchObject({ closedBy: 'solved', undoable: true });
    expect((await undo(lena, solved?.undoEntry ?? '')).body).toMatchObject({ ok: true });
    await town.settled();
    await expectBothAt(lena, 14);
    expect((await lena.allConflicts())[0]).toMatchObject({ undoable: false, undoEntry: null });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-089 ignored, it is asked again when the person takes that back', async () => {
    const lena = await changedOnBothSides({ onBothChanged: 'ask' });
    const [conflict] = await lena.conflicts();
    await lena.resolve({ id: conflict?.id ?? '' }, { action: 'ignore' });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    const [left] = await lena.allConflicts();
    expect(left).toMatchObject({ closedBy: 'ignored', undoable: true });
    expect((await undo(lena, left?.undoEntry ?? '')).body).toMatchObject({ ok: true });
    expect(await lena.conflicts()).toMatchObject([{ id: conflict?.id, kind: 'both-changed' }]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.conflicts()).toHaveLength(1);
    expect((await lena.events()).map(times)).toEqual([hourAt(11)]);
    expect(await lena.blockers()).toMatchObject([hourAt(14)]);
  });

  it('S-087 is refused once the item has moved on, and nothing is written', async () => {
    const lena = await changedOnBothSides({ onBothChanged: 'office' });
    const entry = await undoable(lena);
    const [event] = await lena.events();
    await lena.change({ id: event?.id ?? '' }, { from: tomorrow(16), to: tomorrow(17) });
    await town.settled();
    const since = new Date().toISOString();
    const answer = await undo(lena, entry.id);
    expect([answer.status, answer.body.error]).toMatchObject([
      409,
      { id: 'undo_impossible', reason: 'changed-since' },
    ]);
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    await expectBothAt(lena, 16);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('a conflict that was solved', { timeout: 60_000 }, () => {
  it('S-098 a booking that made room goes back, and its customer hears of it as of the first time', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(10), 60);
    await lena.event('Workshop', tomorrow(9), tomorrow(10, 30));
    await town.settled();
    const [conflict] = await lena.conflicts();
    const mails = (await town.mailsToOthers()).length;
    const slot = hourAt(14);
    const solved = await lena.resolve(
      { id: conflict?.id ?? '' },
      { action: 'move-booking', slot, notify: false },
    );
    expect(solved.body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(10, 30) }]);
    const [closed] = await lena.allConflicts();
    expect(closed).toMatchObject({ id: conflict?.id, undoable: true, undoAsksNotify: false });
    expect((await undo(lena, closed?.undoEntry ?? '')).body).toMatchObject({ ok: true, facts: { mails: 0 } });
    await town.settled();
    const moved = (await lena.appointments()).find(({ id }) => id === booking.id);
    expect(Date.parse(moved?.bookings[0]?.interval.begin ?? '')).toBe(Date.parse(tomorrow(10)));
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(10) }]);
    expect(await lena.conflicts()).toMatchObject([{ id: conflict?.id, kind: 'overlap' }]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toHaveLength(mails);
  });
});

describe('a deleted copy', { timeout: 60_000 }, () => {
  it('S-144 an event shown as free lost its blocker; taken back, it has one', async () => {
    const lena = await town.connected();
    const event = await lena.event('Focus', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.change(event, { showAs: 'free' });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    expect((await undo(lena, (await undoable(lena)).id)).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Focus', ...hourAt(9) }]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('settings applied to what is there', { timeout: 60_000 }, () => {
  const anonymousThenFull = async (): Promise<Person> => {
    const lena = await town.connected({ anonymous: { toTimify: true } });
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.settings({ anonymous: { toTimify: false } });
    await lena.event('Lunch', tomorrow(12), tomorrow(13));
    await town.settled();
    return lena;
  };
  const titles = async (lena: Person): Promise<string[]> => (await lena.blockers()).map(({ title }) => title);
  const before = [expect.toBeOneOf(WORDS) as string, 'Lunch'];

  it('S-165 what is linked stays as it is; applied, it changes, with preview; undo brings it back', async () => {
    const lena = await anonymousThenFull();
    expect(await titles(lena)).toEqual(before);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await titles(lena)).toEqual(before);
    const body = { kind: 'settings', connection: lena.connectionId };
    const preview = await lena.api<{ counts: object }>('POST', '/api/preview', body);
    expect(preview.body.counts).toMatchObject({ create: 0, delete: 0 });
    expect((await lena.action('apply-settings')).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await titles(lena)).toEqual(['Dentist', 'Lunch']);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.action('undo')).body).toMatchObject({ ok: true, facts: { left: 0 } });
    await town.settled();
    expect(await titles(lena)).toEqual(before);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await titles(lena)).toEqual(before);
    expect((await lena.action('undo')).status).toBe(409);
    await lena.event('Dinner', tomorrow(19), tomorrow(20));
    await town.settled();
    expect((await titles(lena)).at(-1)).toBe('Dinner');
  });

  it('S-165 by the company for everyone, and back', async () => {
    const lena = await town.connected({ notes: false });
    await lena.event('Dentist', tomorrow(9), tomorrow(10), {
      body: { contentType: 'text', content: 'Bring the card' },
    });
    await town.settled();
    const notes = async () => (await lena.blockers()).map((one) => one.notes);
    expect(await notes()).toEqual(['']);
    await lena.settings({ reset: ['notes'] });
    const token = await town.token(town.admin);
    const path = `${town.server}/api/company/apply-settings`;
    expect((await call('POST', path, { token })).body).toMatchObject({ failed: 0, pending: 0 });
    await town.settled();
    expect(await notes()).toEqual(['Bring the card']);
    expect((await call('POST', `${path}/undo`, { token })).body).toMatchObject({ failed: 0, pending: 0 });
    await town.settled();
    expect(await notes()).toEqual(['']);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
