import { expect, it } from 'vitest';
import { log } from '../../../test/fixtures/log.ts';
import { asCsv, shownEntries, withoutTitles } from './logView.ts';

it('filters by way and by what was not transferred', () => {
  expect(shownEntries(log, 'office', '').map(({ id }) => id)).toEqual(['l2', 'l4']);
  expect(shownEntries(log, 'skipped', '').map(({ id }) => id)).toEqual(['l3']);
});

it('finds titles and sentences', () => {
  expect(shownEntries(log, 'all', 'zahnarzt').map(({ id }) => id)).toEqual(['l1']);
  expect(shownEntries(log, 'all', 'prüfung').map(({ id }) => id)).toEqual(['l5']);
});

it('writes files without titles, and nothing that a spreadsheet would run', () => {
  const [first] = log;
  if (first === undefined) throw new Error('no entry');
  const csv = asCsv([{ ...first, sentence: '=cmd("x")' }]);
  expect(csv).not.toContain('Zahnarzt');
  expect(csv).toContain(`"'=cmd(""x"")"`);
  expect(withoutTitles(log).every(({ title }) => title === null)).toBe(true);
});
