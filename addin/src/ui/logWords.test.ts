import { expect, it } from 'vitest';
import { createFormats } from '../format/formats.ts';
import { de } from '../strings/de.ts';
import { createTranslate } from '../strings/words.ts';
import { whenWords } from './logWords.ts';

const words = {
  t: createTranslate(de, 'de-DE'),
  f: createFormats('de-DE', 'Europe/Berlin', () => new Date('2026-11-24T09:04:12.000Z')),
};
const when = (start: string, end: string): string => whenWords({ start, end }, words).replace(/\u00a0/g, ' ');

it('tells the day and the time of an item', () => {
  expect(when('2026-11-25T09:00:00.000Z', '2026-11-25T10:30:00.000Z')).toBe('Mi., 25. Nov., 10:00–11:30');
});

it('tells whole days without times, in the reader’s zone', () => {
  expect(when('2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z')).toBe('Mi., 25. Nov., ganztägig');
  expect(when('2026-11-24T23:00:00.000Z', '2026-11-27T23:00:00.000Z')).toBe('Mi., 25. Nov. – Fr., 27. Nov.');
});

it('names both days of what goes over midnight', () => {
  expect(when('2026-11-25T21:00:00.000Z', '2026-11-26T01:00:00.000Z')).toMatch(/25\. Nov\..*26\. Nov\./);
});
