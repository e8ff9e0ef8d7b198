import { describe, expect, it } from 'vitest';
import { connection } from '../../../test/fixtures.ts';
import { conditionOf } from './condition.ts';
import { dayCells, laterRanges, nextDaysDone, spokenStep, type Progress } from './importProgress.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const progress = (change: Partial<Progress>): Progress => ({
  phase: 'next-days',
  done: 0,
  total: 300,
  doneUntil: null,
  ...change,
});

describe('the next fourteen days', () => {
  it('tick one by one', () => {
    const cells = dayCells(progress({ doneUntil: '2026-11-27T00:00:00Z' }), NOW);
    expect(cells).toHaveLength(14);
    expect(cells.filter(({ done }) => done)).toHaveLength(2);
  });

  it('are all done once the rest is under way', () => {
    expect(nextDaysDone(progress({ phase: 'rest' }))).toBe(true);
    expect(dayCells(progress({ phase: 'rest' }), NOW).every(({ done }) => done)).toBe(true);
  });
});

it('tells which later months are done, running and waiting', () => {
  const ranges = laterRanges(progress({ phase: 'rest', doneUntil: '2027-03-10T00:00:00Z' }), 18, NOW);
  expect(ranges.map(({ state }) => state)).toEqual(['done', 'running', 'waiting']);
});

it('speaks at quarters only', () => {
  expect([0, 74, 75, 149, 150, 299].map((done) => spokenStep(progress({ done })))).toEqual([
    0, 0, 25, 25, 50, 75,
  ]);
});

describe('the first line', () => {
  it('puts what needs a person before what does not', () => {
    expect(conditionOf(connection, 'live')).toBe('conflicts');
    expect(conditionOf({ ...connection, state: 'paused' }, 'live')).toBe('paused');
    const held = { ...connection.counts, held: 12 };
    expect(conditionOf({ ...connection, counts: held }, 'live')).toBe('held');
    expect(conditionOf({ ...connection, counts: held, state: 'paused' }, 'live')).toBe('paused');
    expect(conditionOf({ ...connection, counts: { ...connection.counts, conflicts: 0 } }, 'live')).toBe(
      'in-step',
    );
  });

  it('says that it may be old when nothing new arrives', () => {
    expect(conditionOf(connection, 'lost')).toBe('stale');
  });
});
