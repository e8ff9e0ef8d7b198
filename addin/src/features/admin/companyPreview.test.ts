import { describe, expect, it } from 'vitest';
import type { Preview } from '../../../../shared/preview.ts';
import { planAll, reachedOf, type CompanyPreview } from './companyPreview.ts';

const planOf = (update: number, reason: string, day: number): Preview => ({
  counts: { create: 1, update, delete: 0, skip: 2, conflict: 1 },
  sides: {
    office: { create: 1, update: 0, delete: 0 },
    timify: { create: 0, update, delete: 0 },
  },
  origins: { update: 1, delete: 0 },
  skips: [{ reason, count: 2 }],
  window: { start: `2026-12-0${day}T00:00:00Z`, end: `2027-12-0${day}T00:00:00Z` },
  samples: [],
  mails: 0,
});

const planned = async (
  plans: Record<string, Preview>,
  ids: readonly string[],
  signal = new AbortController().signal,
): Promise<CompanyPreview[]> => {
  const told: CompanyPreview[] = [];
  const plan = (id: string): Promise<Preview> =>
    plans[id] ? Promise.resolve(plans[id]) : Promise.reject(new Error('away'));
  await planAll(ids, plan, (so) => told.push(so), signal);
  return told;
};

it('reaches those that live, and none that have ended, wait for approval or rest', () => {
  const states = ['in-step', 'deactivated', 'awaiting-approval', 'paused', 'needs-sign-in'] as const;
  const connected = states.map((state) => ({ state, connectionId: state }));
  const all = [...connected, { state: 'invited' as const, connectionId: null }];
  expect(reachedOf(all)).toEqual(['in-step', 'needs-sign-in']);
});

describe('a plan over the calendars of a company', () => {
  it('adds up what each would do, and tells how far it is', async () => {
    const told = await planned(
      { a: planOf(3, 'show-as', 2), b: planOf(4, 'draft', 1), c: planOf(0, 'draft', 3) },
      ['a', 'b', 'c'],
    );
    expect(told.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/3', '1/3', '2/3', '3/3']);
    expect(told.at(-1)?.sum).toMatchObject({
      counts: { create: 3, update: 7, delete: 0, skip: 6, conflict: 3 },
      sides: { office: { create: 3 }, timify: { update: 7 } },
      origins: { update: 3, delete: 0 },
      skips: [
        { reason: 'draft', count: 4 },
        { reason: 'show-as', count: 2 },
      ],
      window: { start: '2026-12-01T00:00:00Z', end: '2027-12-03T00:00:00Z' },
      mails: 0,
    });
  });

  it('says which number could not be planned, and goes on', async () => {
    const told = await planned({ a: planOf(3, 'show-as', 1) }, ['gone', 'a']);
    expect(told.at(-1)).toMatchObject({ done: 1, failed: 1, total: 2, sum: { counts: { update: 3 } } });
  });

  it('asks no more once nobody waits for it', async () => {
    const controller = new AbortController();
    controller.abort();
    const told = await planned({ a: planOf(3, 'show-as', 1) }, ['a'], controller.signal);
    expect(told).toEqual([{ done: 0, failed: 0, total: 1, sum: undefined }]);
  });
});
