import { expect, it } from 'vitest';
import { de } from '../../strings/de.ts';
import { createTranslate } from '../../strings/words.ts';
import { actDetails, actWords } from './auditWords.ts';

const t = createTranslate(de, 'de-DE');

it('says what was done in words, and keeps the name of what it does not know', () => {
  expect(actWords(t, { act: 'accept-privacy' })).toBe('Datenschutztext zugestimmt');
  expect(actWords(t, { act: 'something-newer' })).toBe('something-newer');
});

it('says who did it, and to what', () => {
  const details = (by: string, facts: Record<string, unknown> = {}) => actDetails(t, { by, facts }, 'oid-1');
  expect(details('oid-1', { resources: ['r1', 'r2'], sent: true })).toBe('Sie · 2 Ressourcen');
  expect(details('oid-1', { names: ['notes'], locked: [] })).toMatch(/^Sie · \S/);
  expect(details('other-tenant')).toBe('Eine andere Organisation');
  expect(details('oid-2')).toBe('Jemand anderes (oid-2)');
});
