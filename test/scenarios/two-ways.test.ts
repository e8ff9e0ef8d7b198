import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';
import { at, guest, on, span } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** What is done in `acts` is heard of at once, when the sync goes on. */
const meanwhile = async (lena: Person, acts: () => Promise<void>): Promise<void> => {
  await lena.action('pause');
  await acts();
  await town.settled();
  await lena.action('resume');
  await town.settled();
};

const blockers = async (lena: Person) => (await lena.blockers()).map(({ start, end }) => ({ start, end }));
const events = async (lena: Person) => (await lena.events()).map(times);
const quiet = async (lena: Person): Promise<void> => {
  expect(await lena.lookAgain()).toEqual([]);
  expect(await lena.lookAgain()).toEqual([]);
};

const mirrored = async (settings: Record<string, unknown> = {}) => {
  const lena = await town.connected(settings);
  const event = await lena.event('Dentist', on(9), on(10));
  await town.settled();
  const [blocker] = await lena.blockers();
  return { lena, event, blocker: { id: blocker?.id ?? '' } };
};

const booked = async (settings: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => {
  const lena = await town.connected(settings);
  const booking = await lena.booking(on(9), 60, more);
  await town.settled();
  const [copy] = (await lena.events()).filter((event) => times(event).start === on(9));
  return { lena, booking, copy: { id: copy?.id ?? '' } };
};

describe('deleted here, changed there', { timeout: 60_000 }, () => {
  it('S-091 an event deleted while its blocker is moved: the blocker goes, the log says so', async () => {
    const { lena, event, blocker } = await mirrored();
    await meanwhile(lena, async () => {
      await lena.remove(event);
      await lena.rebook(blocker, { datetime: at(on(14)) });
    });
    expect(await blockers(lena)).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
    expect((await lena.log()).map(({ rule }) => rule)).toContain('origin-gone');
    await quiet(lena);
  });

  it.each([
    ['ask', 'conflict'],
    ['follow', 'conflict'],
    ['restore', 'restored'],
  ])('S-091 a booking moved while its event is deleted, %s: %s', async (policy, outcome) => {
    const { lena, booking, copy } = await booked({ onMirrorDeleted: { office: policy } });
    await meanwhile(lena, async () => {
      await lena.remove(copy);
      await lena.rebook(booking, { datetime: at(on(14)) });
    });
    expect(await lena.appointments()).toHaveLength(1);
    if (outcome === 'conflict') {
      expect(await lena.conflicts()).toMatchObject([{ kind: 'mirror-deleted' }]);
      expect(await events(lena)).toEqual([]);
    } else {
      expect(await lena.conflicts()).toEqual([]);
      expect(await events(lena)).toEqual([span(on(14), on(15))]);
    }
    await quiet(lena);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-092 deleted on both sides: the link is forgotten without a call', async () => {
    const { lena, event, blocker } = await mirrored();
    const since = new Date().toISOString();
    await meanwhile(lena, async () => {
      await lena.remove(event);
      await lena.cancel(blocker);
    });
    expect(await town.writes(since)).toEqual([]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 0, conflicts: 0 });
    await quiet(lena);
  });

  it('S-092 … and so it is with a booking and its event', async () => {
    const { lena, booking, copy } = await booked();
    const since = new Date().toISOString();
    await meanwhile(lena, async () => {
      await lena.remove(copy);
      await lena.cancel(booking);
    });
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.both()).toEqual({ office: [], timify: [] });
    expect((await lena.connection()).counts).toMatchObject({ linked: 0, conflicts: 0 });
    expect((await lena.log()).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    await quiet(lena);
  });
});

describe('changed here and there', { timeout: 60_000 }, () => {
  it('S-094 a new version without a change, and a real change on the other side: the real one is on both', async () => {
    const { lena, event, blocker } = await mirrored();
    await meanwhile(lena, async () => {
      await lena.change(event, { importance: 'high' });
      await lena.rebook(blocker, { datetime: at(on(14)) });
    });
    expect(await events(lena)).toEqual([span(on(14), on(15))]);
    expect(await blockers(lena)).toEqual([span(on(14), on(15))]);
    expect(await lena.conflicts()).toEqual([]);
    await quiet(lena);
  });

  it('S-094 … and the other way round: a new version of the blocker alone takes nothing back', async () => {
    const { lena, event, blocker } = await mirrored();
    await meanwhile(lena, async () => {
      await lena.rebook(blocker, { color: '#112233' });
      await lena.change(event, { from: on(14), to: on(15), subject: 'Dentist, later' });
    });
    expect(await events(lena)).toEqual([span(on(14), on(15))]);
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist, later', ...span(on(14), on(15)) }]);
    expect(await lena.conflicts()).toEqual([]);
    await quiet(lena);
  });

  it('S-095 the title here, the time there: both hold on both sides', async () => {
    const { lena, event, blocker } = await mirrored();
    await meanwhile(lena, async () => {
      await lena.change(event, { subject: 'Dentist, at last' });
      await lena.rebook(blocker, { datetime: at(on(14)) });
    });
    expect(await lena.events()).toMatchObject([{ subject: 'Dentist, at last' }]);
    expect(await events(lena)).toEqual([span(on(14), on(15))]);
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist, at last', ...span(on(14), on(15)) }]);
    await quiet(lena);
  });

  it('S-097 the order of two changes is of no account, nor are the clocks: versions decide', async () => {
    for (const first of ['office', 'timify'] as const) {
      const { lena, event, blocker } = await mirrored({ onBothChanged: 'office' });
      const acts = {
        office: () => lena.change(event, { from: on(11), to: on(12) }),
        timify: () => lena.rebook(blocker, { datetime: at(on(14)) }),
      };
      await meanwhile(lena, async () => {
        await acts[first]();
        await town.control('POST', '/clock', { advance: 300 });
        await acts[first === 'office' ? 'timify' : 'office']();
      });
      expect(await events(lena)).toEqual([span(on(11), on(12))]);
      expect(await blockers(lena)).toEqual([span(on(11), on(12))]);
      await quiet(lena);
    }
  });
});

describe('anonymous later, guests later, a meeting later', { timeout: 60_000 }, () => {
  it('S-147 switched on later it is for what comes then; applied, for what is there too', async () => {
    const { lena, event } = await mirrored();
    await lena.settings({ anonymous: { toTimify: true } });
    await lena.event('Secret', on(13), on(14));
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)[0]).toBe('Dentist');
    expect(JSON.stringify(await lena.blockers())).not.toContain('Secret');
    await quiet(lena);
    await lena.action('apply-settings');
    await town.settled();
    expect(JSON.stringify(await lena.blockers())).not.toMatch(/Dentist|Secret/);
    expect((await lena.events()).map(({ subject }) => subject).sort()).toEqual(['Dentist', 'Secret']);
    await lena.change(event, { subject: 'Dentist again' });
    await town.settled();
    expect(JSON.stringify(await lena.blockers())).not.toContain('Dentist');
    await quiet(lena);
  });

  it('S-171 a one-way copy that is moved again and again is a conflict the third time, no duel', async () => {
    const lena = await town.connected({ direction: 'timify-to-office' });
    await lena.booking(on(9), 60);
    await town.settled();
    const [copy] = await lena.copies();
    for (let round = 0; round < 2; round += 1) {
      await lena.change({ id: copy?.id ?? '' }, { from: on(14), to: on(15) });
      await town.settled();
      expect(await events(lena)).toEqual([span(on(9), on(10))]);
      expect(await lena.conflicts()).toEqual([]);
    }
    const since = new Date().toISOString();
    await lena.change({ id: copy?.id ?? '' }, { from: on(14), to: on(15) });
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'fought-over' }]);
    expect(await town.writes(since)).toEqual([]);
    await quiet(lena);
  });

  it('S-161 a guest added by hand: moved, cancelled and deactivated, nobody gets mail', async () => {
    const { lena, booking, copy } = await booked();
    await lena.change(copy, { attendees: [guest] });
    await town.settled();
    const before = (await town.mailsToOthers()).length;
    await lena.rebook(booking, { datetime: at(on(14)) });
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'would-notify-guests' }]);
    await lena.cancel(booking);
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'would-notify-guests' }]);
    const left = await lena.action('deactivate', { copies: 'remove' });
    expect(JSON.stringify(left.body)).toContain('would-notify-guests');
    expect(await events(lena)).toEqual([span(on(9), on(10))]);
    expect((await town.mailsToOthers()).length).toBe(before);
  });
});

describe('again from the start', { timeout: 90_000 }, () => {
  it('S-112 connected again, what is there is found again and nothing is doubled', async () => {
    const { lena } = await mirrored();
    await lena.booking(on(13), 60);
    await town.settled();
    const before = await lena.both();
    const since = new Date().toISOString();
    await lena.action('deactivate', { copies: 'keep' });
    await eventually('deactivated', async () => (await lena.connection()).state === 'deactivated');
    await lena.connect();
    expect(await lena.both()).toEqual(before);
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
    await quiet(lena);
  });
});
