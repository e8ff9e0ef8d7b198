import { describe, expect, it } from 'vitest';
import { WORDS } from '../words.ts';
import { coalesce } from './coalesce.ts';
import { paneQuery, partsOf } from './links.ts';
import { dayText, hourText } from './time.ts';

describe('mails', () => {
  it('are cut at their addresses', () => {
    expect(partsOf('Go to http://localhost:3000/tab.html?invitation=a-b. Bye')).toEqual([
      { text: 'Go to ' },
      { link: 'http://localhost:3000/tab.html?invitation=a-b' },
      { text: '. Bye' },
    ]);
  });

  it('open in the pane where they lead to our server', () => {
    const server = 'http://localhost:3000';
    expect(paneQuery('http://localhost:3000/tab.html?invitation=a', server)).toBe('?invitation=a');
    expect(paneQuery('https://elsewhere.example/?invitation=a', server)).toBeUndefined();
    expect(paneQuery('http://localhost:3000/privacy', server)).toBeUndefined();
  });
});

describe('words', () => {
  it('are there in both languages', () => {
    for (const words of Object.values(WORDS)) {
      expect(Object.values(words).filter((word) => word.trim() === '')).toEqual([]);
    }
  });

  it('name days and hours as each language does', () => {
    expect(dayText('2026-11-24', 'en-US')).toBe('Tue 24');
    expect(dayText('2026-11-24', 'de-DE')).toBe('Di. 24');
    expect([hourText(9, 'en-US'), hourText(9, 'de-DE')]).toEqual(['9 AM', '09:00']);
  });
});

describe('reading again', () => {
  it('runs once at a time, and once more for all who asked meanwhile', async () => {
    const release: (() => void)[] = [];
    let runs = 0;
    const refresh = coalesce(() => {
      runs += 1;
      return new Promise((resolve) => release.push(resolve));
    });
    const first = refresh();
    const [second, third] = [refresh(), refresh()];
    expect(runs).toBe(1);
    release.shift()?.();
    await first;
    await Promise.resolve();
    await expect.poll(() => runs).toBe(2);
    release.shift()?.();
    await Promise.all([second, third]);
    expect(runs).toBe(2);
  });
});
