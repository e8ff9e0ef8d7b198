import { expect, it } from 'vitest';
import { reloadOnce } from './reloadOnce.ts';

function page() {
  const kept = new Map<string, string>();
  const state = { reloads: 0 };
  const location = { reload: () => void (state.reloads += 1) };
  const sessionStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  return { state, window: { location, sessionStorage } };
}

const AT = Date.UTC(2026, 10, 24);

it('reloads for a missing file, but not again right away', () => {
  const { state, window } = page();
  reloadOnce(window, AT);
  reloadOnce(window, AT + 3000);
  expect(state.reloads).toBe(1);
  reloadOnce(window, AT + 3_600_000);
  expect(state.reloads).toBe(2);
});

it('leaves the fault to be shown where the page may not remember anything', () => {
  const { state, window } = page();
  const forbidden = {
    ...window.sessionStorage,
    getItem: () => {
      throw new Error('storage is off');
    },
  };
  reloadOnce({ ...window, sessionStorage: forbidden }, AT);
  expect(state.reloads).toBe(0);
});
