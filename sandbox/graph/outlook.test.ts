import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DirectoryUser, Switches } from '../world.ts';
import type { Json } from './testJson.ts';
import { berlin, cast, createTestWorld, hour, pages, WINDOW, type TestWorld } from './testWorld.ts';

let sandbox: TestWorld;
let anna: DirectoryUser;
beforeEach(() => world({}));
afterEach(() => sandbox.close());

async function world(switches: Partial<Switches>): Promise<void> {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z', switches });
  ({ anna } = cast(sandbox));
}

const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;
const view = async (): Promise<Json[]> => (await pages(sandbox, anna, `/me/calendarView?${WINDOW}`)).items;
const shown = async () => (await view()).map((one) => `${one.start.dateTime.slice(5, 16)} ${one.subject}`);

/** Tuesdays at nine in Berlin. */
async function weekly(more: Record<string, unknown> = {}): Promise<Json> {
  const pattern = { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] };
  const range = { type: 'numbered', startDate: '2026-12-01', numberOfOccurrences: 4 };
  const body = hour('2026-12-01', 9, { recurrence: { pattern, range }, ...more });
  return (await sandbox.call(anna, 'POST', '/me/events', { body })).body;
}

const idAt = async (place: number): Promise<string> => (await view())[place]?.id ?? '';

describe('this and following', () => {
  test('cuts the series and goes on with another one', async () => {
    const master = await weekly();
    const changes = {
      start: berlin('2026-12-16T11:00:00'),
      end: berlin('2026-12-16T12:00:00'),
      subject: 'Late',
    };
    const { head, tail } = sandbox.graph.splitSeries(anna.email, await idAt(2), changes);
    expect(await shown()).toEqual([
      '12-01T08:00 Dentist',
      '12-08T08:00 Dentist',
      '12-16T10:00 Late',
      '12-23T10:00 Late',
    ]);
    expect(head).toMatchObject({ id: master.id, recurrence: { range: { endDate: '2026-12-14' } } });
    expect(tail.iCalUId).not.toBe(master.iCalUId);
  });

  test('at the first occurrence changes the series itself', async () => {
    const master = await weekly();
    const { head, tail } = sandbox.graph.splitSeries(anna.email, await idAt(0), { subject: 'All' });
    expect([head, tail.id]).toEqual([null, master.id]);
    expect(new Set((await view()).map((one) => one.subject))).toEqual(new Set(['All']));
  });

  test('keeps what was different before the cut, or not, by switch', async () => {
    for (const [value, first] of [
      ['exceptions-kept', 'Special'],
      ['exceptions-dropped', 'Dentist'],
    ] as const) {
      await sandbox.close();
      await world({ seriesSplit: value });
      await weekly();
      await sandbox.call(anna, 'PATCH', path(await idAt(0)), { body: { subject: 'Special' } });
      sandbox.graph.splitSeries(anna.email, await idAt(2), {});
      expect((await view())[0]?.subject).toBe(first);
      expect(await view()).toHaveLength(4);
    }
  });

  test('invites the guests to the new series and tells them of the end of the old one', async () => {
    const { ben } = cast(sandbox);
    await weekly({ attendees: [{ emailAddress: { address: ben.email } }] });
    sandbox.mails.length = 0;
    sandbox.graph.splitSeries(anna.email, await idAt(2), { subject: 'Late' });
    expect(sandbox.mails.map((mail) => mail.reason)).toEqual(['update', 'invitation']);
    const theirs = await pages(sandbox, ben, `/me/calendarView?${WINDOW}`);
    expect(theirs.items.map((one) => one.subject)).toEqual(['Dentist', 'Dentist', 'Late', 'Late']);
  });
});

describe('an occurrence', () => {
  test('that another program moves may overlap its neighbour', async () => {
    await weekly();
    const changes = { start: berlin('2026-12-08T09:30:00'), end: berlin('2026-12-08T10:30:00') };
    const id = await idAt(0);
    expect((await sandbox.call(anna, 'PATCH', path(id), { body: changes })).status).toBe(400);
    sandbox.graph.moveOccurrence(anna.email, id, changes);
    expect((await shown()).slice(0, 2)).toEqual(['12-08T08:00 Dentist', '12-08T08:30 Dentist']);
  });
});

describe('an online meeting', () => {
  test('has the way into it under its text, which a body written without it loses', async () => {
    const body = { contentType: 'text', content: 'Hello' };
    const plain = await sandbox.call(anna, 'POST', '/me/events', { body: hour('2026-12-01', 9, { body }) });
    const id = path(plain.body.id);
    const online = await sandbox.call(anna, 'PATCH', id, { body: { isOnlineMeeting: true } });
    expect(online.body.body.content).toMatch(/Hello[\s\S]*Join the meeting now/);
    expect(online.body).toMatchObject({ onlineMeeting: { joinUrl: 'https://teams.sandbox.invalid/meet' } });
    const renamed = await sandbox.call(anna, 'PATCH', id, { body: { subject: 'x' } });
    expect(renamed.body.body.content).toContain('Join the meeting now');
    const rewritten = await sandbox.call(anna, 'PATCH', id, { body: { body } });
    expect(rewritten.body.body.content).not.toContain('Join the meeting now');
    const unset = await sandbox.call(anna, 'PATCH', id, { body: { isOnlineMeeting: false } });
    expect(unset.body).toMatchObject({ isOnlineMeeting: true });
  });
});

describe('a room', () => {
  test('takes the first meeting and declines the second, by switch', async () => {
    await sandbox.close();
    await world({ roomAnswers: 'automatic' });
    const { room } = cast(sandbox);
    const attendees = [{ emailAddress: { address: room.email }, type: 'resource' }];
    const answers: (string | undefined)[] = [];
    for (const subject of ['First', 'Second']) {
      const body = hour('2026-12-01', 9, { attendees, subject });
      const { id } = (await sandbox.call(anna, 'POST', '/me/events', { body })).body;
      const seen = await sandbox.call(anna, 'GET', path(id));
      answers.push(seen.body.attendees[0]?.status.response);
    }
    expect(answers).toEqual(['accepted', 'declined']);
    const theirs = await pages(sandbox, room, `/me/calendarView?${WINDOW}`);
    expect(theirs.items).toMatchObject([{ subject: 'First', showAs: 'busy' }]);
  });
});
