import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

const quiet = async (person: Person): Promise<void> => {
  expect(await person.lookAgain()).toEqual([]);
  expect(await town.mailsToOthers()).toEqual([]);
};

/** What was asked of Graph about the person since, be it only a look. */
const looksAt = async (person: Person, since: string): Promise<string[]> =>
  (await town.calls(since))
    .filter(({ service, path }) => service === 'graph' && path.includes(person.oid))
    .map(({ method, path }) => `${method} ${path}`);

const starts = async (person: Person): Promise<string[]> =>
  (await person.copies()).map((copy) => times(copy).start).sort();

describe('a copy that is not there any more', { timeout: 120_000 }, () => {
  it.each(['ask', 'restore'] as const)(
    'S-026 a booking changes whose copy somebody deleted unheard (%s): asked or made again, no endless repeat',
    async (office) => {
      const lena = await town.connected({ onMirrorDeleted: { office } });
      const booking = await lena.booking(tomorrow(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await town.unheard(async () => {
        await lena.remove(copy ?? { id: '' });
      });
      const since = new Date().toISOString();
      await lena.rebook(booking, { datetime: minute(tomorrow(11)) });
      await town.settled();
      await quiet(lena);
      const patches = (await town.writes(since, 'graph')).filter(({ method }) => method === 'PATCH');
      expect(patches.length).toBeLessThanOrEqual(2);
      expect(await starts(lena)).toEqual(office === 'restore' ? [tomorrow(11)] : []);
      const kinds = (await lena.conflicts()).map(({ kind }) => kind);
      expect(kinds).toEqual(office === 'restore' ? [] : ['mirror-deleted']);
      expect(await lena.appointments()).toHaveLength(1);
    },
  );
});

describe('a sync that stands still', { timeout: 120_000 }, () => {
  it('S-027 stopped: no call, and nothing is kept for later', async () => {
    const lena = await town.connected();
    await lena.action('deactivate', { copies: 'keep' });
    await town.settled();
    const since = new Date().toISOString();
    await lena.booking(tomorrow(9), 60);
    await lena.event('Dentist', tomorrow(13), tomorrow(14));
    await town.settled();
    expect(await looksAt(lena, since)).toEqual([]);
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.copies()).toEqual([]);
    expect(await lena.blockers()).toEqual([]);
  });

  it('S-028 paused: no call; resumed, what happened meanwhile is sent once', async () => {
    const lena = await town.connected();
    await lena.action('pause');
    await town.settled();
    const since = new Date().toISOString();
    const booking = await lena.booking(tomorrow(9), 60);
    await lena.rebook(booking, { datetime: minute(tomorrow(11)) });
    await lena.event('Dentist', tomorrow(13), tomorrow(14));
    await town.settled();
    expect(await looksAt(lena, since)).toEqual([]);
    expect(await town.writes(since)).toEqual([]);
    await lena.action('resume');
    await town.settled();
    expect(await starts(lena)).toEqual([tomorrow(11)]);
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist', start: tomorrow(13) }]);
    const written = (await town.writes(since)).map(({ service, method }) => `${service} ${method}`);
    expect(written.sort()).toEqual(['graph POST', 'timify POST']);
    await quiet(lena);
  });

  it('S-029 bookings of the time without this direction are not sent until edited, or applied with a preview', async () => {
    const lena = await town.connected({ direction: 'office-to-timify' });
    const early = await lena.booking(tomorrow(9), 60);
    await lena.booking(tomorrow(11), 60);
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    expect((await lena.settings({ direction: 'both' })).status).toBe(200);
    await town.settled();
    await quiet(lena);
    expect(await lena.copies()).toEqual([]);
    await lena.rebook(early, { datetime: minute(tomorrow(13)) });
    await town.settled();
    expect(await starts(lena)).toEqual([tomorrow(13)]);
    await quiet(lena);
    const preview = await lena.api<{ counts: { create: number }; mails: number }>('POST', '/api/preview', {
      kind: 'settings',
      connection: lena.connectionId,
    });
    expect(preview.body).toMatchObject({ counts: { create: 1 }, mails: 0 });
    await lena.action('apply-settings');
    await town.settled();
    expect(await starts(lena)).toEqual([tomorrow(11), tomorrow(13)]);
    await quiet(lena);
  });

  it('S-029 connected again, bookings made in between are part of the preview and of the import', async () => {
    const lena = await town.connected();
    await lena.action('deactivate', { copies: 'remove' });
    await town.settled();
    await lena.booking(tomorrow(9), 60);
    await town.settled();
    const preview = await lena.api<{ counts: { create: number } }>('POST', '/api/preview', {
      kind: 'connect',
      invitation: await lena.invitation(),
      calendars: [lena.calendarId],
      settings: { direction: 'both' },
    });
    expect(preview.body.counts).toMatchObject({ create: 1 });
    await lena.connect();
    expect(await starts(lena)).toEqual([tomorrow(9)]);
    await quiet(lena);
  });
});

describe('both sides at once', { timeout: 120_000 }, () => {
  it('S-083 what is added on both sides stands on both sides', async () => {
    const lena = await town.connected();
    await Promise.all([
      lena.event('Dentist', tomorrow(9), tomorrow(10)),
      lena.booking(tomorrow(11), 60, { title: 'Sehtest' }),
    ]);
    await town.settled();
    expect(await starts(lena)).toEqual([tomorrow(11)]);
    expect(await lena.blockers()).toMatchObject([
      { title: 'Dentist', start: tomorrow(9), end: tomorrow(10) },
    ]);
    expect(await lena.events()).toHaveLength(2);
    expect(await lena.appointments()).toHaveLength(2);
    await quiet(lena);
  });

  it('S-103 an event that comes without its time keeps the times it had', async () => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const broken = { subject: 'Dentist again', start: null, end: null };
    await town.control('POST', '/graph/raw', { user: lena.oid, id: event.id, event: broken });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(10) }]);
    await quiet(lena);
  });
});

describe('the grid of five minutes', { timeout: 120_000 }, () => {
  it('is rounded to outward, the true times stay, and nothing flaps over ten rounds', async () => {
    const lena = await town.connected();
    await lena.event('Call', tomorrow(9, 3), tomorrow(9, 41));
    await town.settled();
    const since = new Date().toISOString();
    for (let round = 0; round < 10; round += 1) {
      await lena.action('sync');
      await town.settled();
    }
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(9, 45) }]);
    const [blocker] = await lena.blockers();
    await lena.rebook({ id: blocker?.id ?? '' }, { datetime: minute(tomorrow(13)) });
    await town.settled();
    // Carried over is the shift, never the rounded ends.
    expect((await lena.events()).map(times)).toEqual([{ start: tomorrow(13, 3), end: tomorrow(13, 41) }]);
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(13), end: tomorrow(13, 45) }]);
    await quiet(lena);
  });
});
