/** A blocker of ours that somebody moved to another resource, and back when its pair knew it no more. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { tellWhy } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  // Marks are kept, and two may stand at the same time: elsewhere nobody can tell it from a person's own, nor bring it back.
  town = await Town.start({ switches: { timifyExternalId: 'kept', timifyOverlap: 'accepted' } });
});
afterAll(() => town.stop());

const away = async (policy: 'restore' | 'follow') => {
  const lena = await town.connected({ onMirrorDeleted: { office: 'ask', timify: policy } });
  const other = await town.person();
  await lena.event('Lesson', tomorrow(9), tomorrow(10));
  await town.settled();
  const [blocker] = await lena.blockers();
  const id = blocker?.id ?? '';
  await lena.rebook({ id }, { resource_ids: [other.resourceId] });
  await town.settled();
  const back = (values: Record<string, unknown> = {}): Promise<void> =>
    lena.rebook({ id }, { resource_ids: [lena.resourceId], ...values });
  return { lena, id, back };
};

const both = async (lena: Person) => ({
  events: (await lena.events()).map(times).sort((a, b) => a.start.localeCompare(b.start)),
  blockers: (await lena.blockers()).map(({ start, end }) => ({ start, end })),
});

const [MORNING, AFTERNOON] = [
  { start: tomorrow(9), end: tomorrow(10) },
  { start: tomorrow(14), end: tomorrow(15) },
];

describe.each(['heard', 'unheard'])('a blocker that comes back (%s)', { timeout: 60_000 }, (news) => {
  const looked = async (lena: Person, act: () => Promise<void>): Promise<void> => {
    if (news === 'heard') await act();
    else await town.unheard(act);
    await town.settled();
    if (news === 'unheard') await lena.action('sync');
    await town.settled();
  };

  it('is one too many where its event got another: one stays', async () => {
    const { lena, back } = await away('restore');
    await looked(lena, () => back());
    expect(await both(lena)).toEqual({ events: [MORNING], blockers: [MORNING] });
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.change((await lena.events())[0] ?? { id: '' }, { from: tomorrow(14), to: tomorrow(15) });
    await town.settled();
    expect(await both(lena)).toEqual({ events: [AFTERNOON], blockers: [AFTERNOON] });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('elsewhere than its event it is an appointment like any other', async () => {
    const { lena, back } = await away('restore');
    await looked(lena, () => back({ datetime: at(tomorrow(14)) }));
    const wanted = { events: [MORNING, AFTERNOON], blockers: [MORNING, AFTERNOON] };
    expect(await both(lena)).toEqual(wanted);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await both(lena)).toEqual(wanted);
  });

  it('is freed where its event went when it was taken away, and the log says so', async () => {
    const { lena, back } = await away('follow');
    expect(await both(lena)).toEqual({ events: [], blockers: [] });
    await looked(lena, () => back());
    expect(await both(lena)).toEqual({ events: [], blockers: [] });
    expect((await lena.log())[0]).toMatchObject({ rule: 'blocker-left-over', outcome: 'done' });
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('why it is there no more', { timeout: 60_000 }, () => {
  tellWhy([
    {
      rule: 'blocker-left-over',
      act: async () => {
        const { lena, id, back } = await away('follow');
        await back();
        await town.settled();
        return { lena, item: ['timify', id] };
      },
    },
  ]);
});
