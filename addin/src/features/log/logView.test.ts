import { endOf } from './LogPage.tsx';
import { expect, it } from 'vitest';
import type { LogEntry } from '../../../../shared/items.ts';
import { log, NOW } from '../../../test/fixtures.ts';
import { createFormats } from '../../format/formats.ts';
import { de } from '../../strings/de.ts';
import { createTranslate } from '../../strings/words.ts';
import { logHeadline, writtenSide } from '../../ui/logWords.ts';
import { asCsv, shownEntries, withoutTitles } from './logView.ts';

const wording = { t: createTranslate(de, 'de-DE'), f: createFormats('de-DE', 'Europe/Berlin', () => NOW) };
const textOf = (entry: LogEntry) => `${logHeadline(entry, wording)} ${entry.sentence}`;

it('begins with the item and says what happened', () => {
  expect(log.map((entry) => logHeadline(entry, wording))).toEqual([
    '„Zahnarzt“ verschoben auf 18:00',
    '„Sehtest“ verschoben auf 16:30',
    '„Mittag mit Jonas“ wurde nicht übertragen',
    '„Brillenberatung“ wurde geändert',
    'Vollständige Prüfung: 300 von 300 gleich.',
  ]);
});

it('knows which side was written to, also where the original followed its copy', () => {
  expect(log.map(writtenSide)).toEqual(['timify', 'office', 'timify', 'office', 'timify']);
});

it('filters by way, as far as something was written, and by what was not transferred', () => {
  expect(shownEntries(log, 'office', '', textOf).map(({ id }) => id)).toEqual(['l2']);
  expect(shownEntries(log, 'skipped', '', textOf).map(({ id }) => id)).toEqual(['l3']);
});

it('finds titles and sentences', () => {
  expect(shownEntries(log, 'all', 'zahnarzt', textOf).map(({ id }) => id)).toEqual(['l1']);
  expect(shownEntries(log, 'all', 'prüfung', textOf).map(({ id }) => id)).toEqual(['l5']);
});

it('writes files without titles, and nothing that a spreadsheet would run', () => {
  const [first] = log;
  if (first === undefined) throw new Error('no entry');
  const csv = asCsv([{ ...first, sentence: '=cmd("x")' }]);
  expect(csv).not.toContain('Zahnarzt');
  expect(csv).toContain(`"'=cmd(""x"")"`);
  expect(withoutTitles(log).every(({ title }) => title === null)).toBe(true);
});

it('ends a day at midnight of the mailbox, also on the day of a changed clock', () => {
  expect(endOf('2026-11-24', 'Europe/Berlin')?.toISOString()).toBe('2026-11-24T23:00:00.000Z');
  expect(endOf('2026-10-25', 'Europe/Berlin')?.toISOString()).toBe('2026-10-25T23:00:00.000Z');
  expect(endOf('', 'Europe/Berlin')).toBeUndefined();
});
