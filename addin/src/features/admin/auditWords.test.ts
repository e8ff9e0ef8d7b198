import { expect, it } from 'vitest';
import { de } from '../../strings/de.ts';
import { createTranslate } from '../../strings/words.ts';
import { actDetails, actWords } from './auditWords.ts';

const t = createTranslate(de, 'de-DE');
const anna = { by: 'oid-1', name: 'Anna Lindner' };

it('says what was done in words, and keeps the name of what it does not know', () => {
  expect(actWords(t, { act: 'accept-privacy' })).toBe('Datenschutztext zugestimmt');
  expect(actWords(t, { act: 'something-newer' })).toBe('something-newer');
});

it('says who did it, and to what', () => {
  expect(actDetails(t, { ...anna, facts: { resources: ['r1', 'r2'], sent: true } })).toBe(
    'Anna Lindner · 2 Ressourcen',
  );
  expect(actDetails(t, { ...anna, facts: { names: ['notes'], locked: [] } })).toMatch(/^Anna Lindner · \S/);
  expect(actDetails(t, { by: 'other-tenant', name: null, facts: {} })).toBe('Eine andere Organisation');
  expect(actDetails(t, { by: 'oid-1', name: null, facts: {} })).toBe('oid-1');
});
