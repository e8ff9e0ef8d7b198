import { describe, expect, it } from 'vitest';
import { mergeHints, MOST_HINTS } from '../../store/hints.ts';
import type { Hint } from '../documents.ts';
import type { Reconciled } from './reconcile.ts';
import { bounded, retryDelay, retryHints, waitsForEnd } from './runEnd.ts';

type Retry = Reconciled['aftermath']['retry'];

/** All that retries are made from: what a run's aftermath wants read again. */
const after = (retry: Retry): Reconciled => ({ aftermath: { retry } }) as unknown as Reconciled;

/** The waits before each repeat of a write that fails every time. */
const waitsOf = (retry: Retry): number[] => {
  const waits: number[] = [];
  let hints: Hint[] = [];
  for (let run = 0; run < 20; run += 1) {
    hints = retryHints(after(retry), hints);
    if (hints.length === 0) break;
    waits.push(retryDelay(hints));
  }
  return waits;
};

describe('what failed is read again', () => {
  const GROWING = [0, 2_000, 8_000, 32_000, 128_000, 512_000];

  it.each<[string, Retry]>([
    ['an event', [{ side: 'office', id: 'AAkALgAA/x+y=' }]],
    ['a booking', [{ side: 'timify', id: '65f0c0ffee00000000000001' }]],
    ['an occurrence of a connected series', [{ side: 'timify', id: '65f0c0ffee00000000000001/2026-12-02' }]],
  ])('%s: with growing pauses, and not for ever', (_name, retry) => {
    expect(waitsOf(retry)).toEqual(GROWING);
  });

  it('occurrences of one series are one reading', () => {
    const days = ['2026-12-02', '2026-12-09'].map((day) => ({ side: 'timify' as const, id: `a1/${day}` }));
    const hints = retryHints(after(days), []);
    expect(new Set(hints.map((hint) => ('id' in hint ? hint.id : '')))).toEqual(new Set(['a1']));
  });
});

describe('while the window is read slice by slice', () => {
  const repeat = (id: string, attempt: number): Hint => ({ kind: 'event', id, attempt });

  it('only news and first repeats come in between', () => {
    const news: Hint = { kind: 'appointment', id: 'a1', version: null };
    expect([news, repeat('e1', 1), repeat('e2', 2)].map(waitsForEnd)).toEqual([false, false, true]);
  });

  it('repeats alone never fill a due mark, and each item is told once, by its latest', () => {
    const many = Array.from({ length: MOST_HINTS * 2 }, (_, at) => repeat(`e${at}`, 1));
    const kept = bounded([{ kind: 'window', goesOn: true }, ...many, repeat('e0', 3)]);
    expect(mergeHints(kept)).toEqual(kept);
    expect(kept).toContainEqual(repeat('e0', 3));
    expect(kept).not.toContainEqual(repeat('e0', 1));
  });
});
