import { describe, expect, it } from 'vitest';
import { ErrorId } from '../../../shared/errors.ts';
import { ConflictAction, ConflictKind, ResourceState } from '../../../shared/words.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { formatLocaleOf, languageOf } from './language.ts';
import { createTranslate, type Entry, type Words } from './words.ts';

const entries = (words: Words): [string, Entry][] => Object.entries(words);
const textsOf = (entry: Entry): string[] => (typeof entry === 'string' ? [entry] : [entry.one, entry.other]);
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('both languages', () => {
  it('have the same keys', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it('take the same placeholders in every form', () => {
    for (const [key, entry] of entries(de)) {
      const [english = ''] = textsOf(en[key as keyof typeof en]);
      for (const text of textsOf(entry)) expect(placeholders(text), key).toEqual(placeholders(english));
    }
  });

  it('leave nothing empty, and nobody is shouted at', () => {
    for (const [key, entry] of [...entries(en), ...entries(de)]) {
      for (const text of textsOf(entry)) {
        expect(text.trim(), key).not.toBe('');
        expect(text, key).not.toMatch(/!|leider|Ups|Oops|\(s\)|\(e\)/);
      }
    }
  });

  it('know no vendor terms', () => {
    const terms = /\b(token|webhook|delta|subscription|mirror|link id|graph|tenant)\b/i;
    for (const [key, entry] of [...entries(en), ...entries(de)]) {
      if (!key.startsWith('admin.')) for (const text of textsOf(entry)) expect(text, key).not.toMatch(terms);
    }
  });

  it('have words for every state, conflict and way out of the contract', () => {
    const keys = Object.keys(en);
    for (const state of ResourceState.options) expect(keys).toContain(`state.${state}`);
    for (const kind of ConflictKind.options) expect(keys).toContain(`kind.${kind}`);
    for (const action of ConflictAction.options) expect(keys).toContain(`result.did.${action}`);
    expect(ErrorId.options).toContain('consent_required');
  });
});

describe('translate', () => {
  const german = createTranslate(de, 'de-DE');
  const english = createTranslate(en, 'en-US');

  it('picks the plural form and writes the number', () => {
    expect(german('status.conflicts', { n: 1 })).toBe('1 Konflikt offen');
    expect(german('status.conflicts', { n: 1284 })).toBe('1.284 Konflikte offen');
    expect(english('status.conflicts', { n: 3 })).toBe('3 conflicts open');
  });

  it('fills in names as they are', () => {
    expect(german('first.lead', { company: 'Optik {Lindner}', resource: '$& Lena' })).toContain(
      'Optik {Lindner}',
    );
    expect(german('first.lead', { company: 'O', resource: '$& Lena' })).toContain('„$& Lena“');
  });
});

describe('language', () => {
  it('is German for every German, and English for everybody else', () => {
    expect(languageOf('de-AT')).toBe('de');
    expect(languageOf('DE')).toBe('de');
    expect(languageOf('fr-FR')).toBe('en');
  });

  it('keeps the region for dates as long as it belongs to the words', () => {
    expect(formatLocaleOf('de-at')).toBe('de-AT');
    expect(formatLocaleOf('en-GB')).toBe('en-GB');
    expect(formatLocaleOf('fr-FR')).toBe('en');
    expect(formatLocaleOf('not a locale')).toBe('en');
  });
});
