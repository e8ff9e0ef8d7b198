import { act, cleanup, render, renderHook, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { WordsRoot } from '../src/app/WordsRoot.tsx';
import { de } from '../src/strings/de.ts';
import { createTranslate } from '../src/strings/words.ts';
import { BusyButton } from '../src/ui/BusyButton.tsx';
import { useSlow } from '../src/ui/useSlow.ts';
import { NOW } from './fixtures.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const SLOW = 'Dauert länger als gewöhnlich …';

function busy(waitsForPerson: boolean): void {
  vi.useFakeTimers();
  render(
    <WordsRoot t={createTranslate(de, 'de-DE')} language="de" locale="de-DE" now={() => NOW}>
      <BusyButton busy waitsForPerson={waitsForPerson} onPress={() => undefined}>
        Weiter
      </BusyButton>
    </WordsRoot>,
  );
  act(() => void vi.advanceTimersByTime(5000));
}

it('says after a while that it takes longer', () => {
  busy(false);
  expect(screen.queryByText(SLOW)).not.toBeNull();
});

it('calls nothing slow while a person has Microsoft’s window open', () => {
  busy(true);
  expect(screen.queryByText(SLOW)).toBeNull();
});

it('is slow no moment longer than it is busy', () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const { rerender } = renderHook(
    ({ busy }) => {
      told.push(`${busy ? 'busy' : 'over'}, ${useSlow(busy) ? 'slow' : 'quick'}`);
    },
    { initialProps: { busy: true } },
  );
  act(() => void vi.advanceTimersByTime(5000));
  rerender({ busy: false });
  expect(new Set(told)).toEqual(new Set(['busy, quick', 'busy, slow', 'over, quick']));
});
