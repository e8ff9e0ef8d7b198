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

  it('to look at the window once more stand beside the look that goes on', () => {
    const both: Hint[] = [{ kind: 'window', goesOn: true }, { kind: 'window' }];
    expect(mergeHints(both, both)).toEqual(both);
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

  it.each<[string, Hint]>([
    ['a row of a shift plan', { kind: 'shift', id: 's', action: 'updated' }],
    ['a name', { kind: 'named', id: 'n' }],
    ['bookable times', { kind: 'availability' }],
  ])('that tell of %s leave a look at all behind when they overflow', (_what, hint) => {
    expect(mergeHints([hint], events(MOST_HINTS))).toEqual([{ kind: 'window' }, { kind: 'availability' }]);
  });

  it('about subscriptions and erased customers outlast an overflow, before acts, which the store knows', () => {
    const gone: Hint = { kind: 'subscription', calendarId: 'a', gone: true };
    const acts: Hint[] = Array.from({ length: 80 }, (_, index) => ({ kind: 'act', id: `act-${index}` }));
    const merged = mergeHints(acts, events(1), [gone, { kind: 'past' }]);
    expect(merged.slice(0, 4)).toEqual([{ kind: 'window' }, gone, { kind: 'past' }, acts[0]]);
    expect(merged).toHaveLength(MOST_HINTS);
    expect(mergeHints(merged, events(MOST_HINTS)).slice(0, 3)).toEqual(merged.slice(0, 3));
  });
});
