import { describe, expect, it } from 'vitest';
import type { Hint } from '../sync/documents.ts';
import { MOST_HINTS, mergeHints } from './hints.ts';

const events = (count: number): Hint[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'event', id: `event-${index}` }));

describe('hints', () => {
  it('name a subject once, as the latest of them does', () => {
    expect(
      mergeHints(
        [
          { kind: 'event', id: 'a', attempt: 2 },
          { kind: 'availability' },
          { kind: 'calendar', calendarId: 'a' },
        ],
        [
          { kind: 'appointment', id: 'a', version: null },
          { kind: 'event', id: 'a' },
        ],
        [{ kind: 'appointment', id: 'a', version: 'v2' }, { kind: 'availability' }, { kind: 'window' }],
      ),
    ).toEqual([
      { kind: 'event', id: 'a' },
      { kind: 'availability' },
      { kind: 'calendar', calendarId: 'a' },
      { kind: 'appointment', id: 'a', version: 'v2' },
      { kind: 'window' },
    ]);
  });

  it('are never more than the bound, and acts outlast an overflow', () => {
    expect(mergeHints(events(MOST_HINTS))).toHaveLength(MOST_HINTS);
    expect(mergeHints(events(MOST_HINTS + 1))).toEqual([{ kind: 'window' }]);
    const acts: Hint[] = [
      { kind: 'act', id: 'x' },
      { kind: 'act', id: 'y' },
    ];
    expect(mergeHints(acts.slice(0, 1), events(MOST_HINTS), acts.slice(1))).toEqual([
      { kind: 'window' },
      ...acts,
    ]);
    const many: Hint[] = Array.from({ length: 80 }, (_, index) => ({ kind: 'act', id: `act-${index}` }));
    expect(mergeHints(many)).toHaveLength(MOST_HINTS);
  });
});
