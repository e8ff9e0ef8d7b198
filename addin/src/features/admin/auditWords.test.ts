import { expect, it } from 'vitest';
import { de } from '../../strings/de.ts';
import { createTranslate } from '../../strings/words.ts';
import { en } from '../../strings/en.ts';
import { actDetails } from './auditDetails.ts';
import { actWords } from './auditWords.ts';

const t = createTranslate(de, 'de-DE');

it('says what was done in words, and keeps the name of what it does not know', () => {
  expect(actWords(t, { act: 'accept-privacy' })).toBe('Datenschutztext zugestimmt');
  expect(actWords(t, { act: 'something-newer' })).toBe('something-newer');
});

const people = (...names: (string | null)[]) => names.map((name, at) => ({ id: `r${String(at)}`, name }));

const details = (
  facts: Record<string, unknown>,
  resources = people(),
  { by = 'oid-1', undone = null, words = t }: { by?: string; undone?: string | null; words?: typeof t } = {},
) => actDetails(words, { by, facts, resources, undone }, 'oid-1');

it('says who did it', () => {
  expect(details({})).toBe('Sie');
  expect(details({}, people(), { by: 'other-tenant' })).toBe('Eine andere Organisation');
  expect(details({}, people(), { by: 'oid-2' })).toBe('Jemand anderes (oid-2)');
  expect(details({}, people(), { by: '0c0ffee0-0000-4000-8000-000000000001' })).toBe(
    'Jemand anderes (0c0ffee0)',
  );
});

it('says for whom, by the names of today, and by the id where there is none', () => {
  expect(details({ sent: true }, people('Lena Berger', null))).toBe(
    'Lena Berger, Ressource r1 · per E-Mail · Sie',
  );
  expect(details({ sent: false }, people('A', 'B', 'C', 'D', 'E', 'F', 'G'))).toBe(
    'A, B, C, D, E und 2 weitere · nur Link, keine E-Mail · Sie',
  );
});

it.each([
  [{ kind: 'overlap', action: 'move-booking' }, 'Überschneidung: Buchung verschieben'],
  [
    { kind: 'mirror-deleted', side: 'timify', action: 'put-back' },
    'Kopie in TIMIFY gelöscht: Kopie wiederherstellen',
  ],
  [{ kind: 'mirror-deleted', action: 'put-back' }, 'Kopie gelöscht: Kopie wiederherstellen'],
  [{ kind: 'overlap', action: 'ignore-series' }, 'Überschneidung: Ignorieren, ganze Serie'],
])('says which conflict and which way out: %j', (facts, words) => {
  expect(details(facts, people('Lena Berger'))).toBe(`Lena Berger · ${words} · Sie`);
});

it('says which settings, and which of them were locked or set free', () => {
  const facts = { names: ['direction'], lockedNow: ['direction', 'category'], freedNow: ['showAs.free'] };
  expect(details(facts)).toBe(
    'Richtung · jetzt gesperrt: Richtung; Kategorie in Outlook · nicht mehr gesperrt: Termine mit „Frei“ · Sie',
  );
  expect(details({ names: ['direction'], lockedNow: [], freedNow: [] })).toBe('Richtung · Sie');
});

it('says how far it went', () => {
  expect(details({ connections: 4, skipped: 1 })).toBe('4 Verbindungen · 1 angehaltene ausgelassen · Sie');
  expect(details({ copies: 'keep' }, people('Lena Berger'))).toBe('Lena Berger · Kopien behalten · Sie');
  expect(
    details({ rule: 'origin-gone' }, people('Lena Berger'), { undone: 'Das Original wurde gelöscht.' }),
  ).toBe('Lena Berger · Das Original wurde gelöscht · Sie');
});

it('says it in English, too', () => {
  const facts = { kind: 'overlap', action: 'keep-both' };
  const words = createTranslate(en, 'en-US');
  expect(details(facts, people('Lena Berger'), { words })).toBe('Lena Berger · Overlap: Keep both · You');
  expect(details({ lockedNow: ['direction'] }, people(), { words })).toBe('now locked: Direction · You');
});
