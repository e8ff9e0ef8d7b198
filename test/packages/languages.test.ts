import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from '../../addin/src/strings/de.ts';
import { en } from '../../addin/src/strings/en.ts';
import { ROOT } from '../../scripts/child.ts';

const BLOCK = /^```\w+\n[\s\S]*?^```$/gm;
const GUIDES = ['user-guide', 'admin-guide'] as const;

const pathOf = (guide: string, language: 'en' | 'de'): string =>
  language === 'en' ? `docs/${guide}.md` : `docs/de/${guide}.md`;

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const proseOf = (path: string): string => textOf(path).replace(BLOCK, '');

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** Files from the root of the project, addresses as they are. */
const targets = (path: string): string[] =>
  all(textOf(path), /\]\(([^)]+)\)/g).map((target) =>
    /^https?:/.test(target) ? target : join(dirname(path), target),
  );

/** A guide that is there in both languages counts as one page. */
const anyLanguage = (target: string): string => target.replace(/^docs\/de\//, 'docs/');

/** What holds a guide together, whatever its language. */
const frameOf = (path: string) => {
  const prose = proseOf(path);
  return {
    headings: all(prose, /^(#+) /gm),
    // `1.` of a heading stays the same, too.
    numbers: all(prose, /^#+ (\d+)\./gm),
    links: targets(path).map(anyLanguage),
    rowsOfTables: all(prose, /((?:^\|.*\n)+)/gm).map((table) => table.trim().split('\n').length),
    steps: all(prose, /^(\d+\.|-) /gm),
    commands: textOf(path).match(BLOCK) ?? [],
    code: all(prose, /(?<!`)`([^`\n]+)`/g).sort(),
  };
};

describe.each(GUIDES)('the %s in English and in German', (guide) => {
  it('has the same headings, steps, tables, pictures, links and commands', () => {
    const english = frameOf(pathOf(guide, 'en'));
    expect(english.headings.length).toBeGreaterThan(5);
    expect(english.links.filter((link) => link.endsWith('.png')).length).toBeGreaterThan(5);
    expect(frameOf(pathOf(guide, 'de'))).toEqual(english);
  });

  it.each(['en', 'de'] as const)('links to what is there, and to the other language (%s)', (language) => {
    const found = targets(pathOf(guide, language));
    const gone = found.filter((target) => !target.startsWith('https:') && !existsSync(join(ROOT, target)));
    expect(gone).toEqual([]);
    expect(found).toContain(pathOf(guide, language === 'en' ? 'de' : 'en'));
  });
});

describe('the guide for users', () => {
  /** Numbers and names stand in a label's gaps; a guide writes `…` there, or nothing. */
  const plain = (label: string): string =>
    label
      .replaceAll('\u00ad', '')
      .replace(/\s+/g, ' ')
      .replace(/\{\w+\}/g, '…')
      .replace(/ ?…$/, '');
  const labels = (words: typeof en | typeof de): Set<string> =>
    new Set(
      Object.values(words)
        .flatMap((word) => (typeof word === 'string' ? [word] : [word.one, word.other]))
        .map(plain),
    );
  /** `**Copies.**` begins a paragraph and names no button. */
  const named = (guide: string): string[] =>
    all(guide, /\*\*([^*]+)\*\*/g).filter((label) => !label.endsWith('.'));
  const firstColumn = (guide: string, head: string): string[] =>
    (guide.split(`| ${head} `)[1]?.split('\n\n')[0] ?? '')
      .split('\n')
      .slice(2)
      .map((row) => row.split('|')[1]?.trim() ?? '');
  /** What the first columns of these tables name; `A · B` are two. */
  const headsOf = (language: 'en' | 'de', tables: string[]): string[] =>
    tables
      .flatMap((head) => firstColumn(proseOf(pathOf('user-guide', language)), head))
      .flatMap((head) => head.split(' · '));
  const bySide = (known: Set<string>): Set<string> =>
    new Set([...known].flatMap((label) => ['Outlook', 'TIMIFY'].map((side) => label.replace('…', side))));
  const mailButton = { en: 'Connect the calendar', de: 'Kalender verbinden' };

  it.each([
    ['en', en],
    ['de', de],
  ] as const)('calls buttons and pages what the pane calls them (%s)', (language, words) => {
    const known = labels(words).add(mailButton[language]);
    const found = named(proseOf(pathOf('user-guide', language)));
    expect(found.length).toBeGreaterThan(15);
    expect(found.map(plain).filter((label) => !known.has(label))).toEqual([]);
  });

  it('names conflicts and pages as the pane does, in German', () => {
    const known = bySide(labels(de));
    const heads = headsOf('de', ['Konflikt', 'was Sie vielleicht sehen']);
    expect(heads.length).toBeGreaterThan(10);
    expect(heads.filter((head) => !known.has(head))).toEqual([]);
  });

  it('does so in English, with the German words in brackets', () => {
    const known = { en: bySide(labels(en)), de: bySide(labels(de)).add(mailButton.de) };
    const heads = headsOf('en', ['conflict', 'what you may see']);
    expect(heads.length).toBeGreaterThan(10);
    const split = heads.map((head) => /^(.*?)(?: \((.*)\))?$/.exec(head)?.slice(1) ?? []);
    expect(split.map(([english = '']) => english).filter((word) => !known.en.has(word))).toEqual([]);
    const beside = all(proseOf(pathOf('user-guide', 'en')), /\*\* \(([^)]+)\)/g);
    const german = [...split.flatMap(([, word]) => word ?? []), ...beside.map((word) => plain(word))];
    expect(german.length).toBeGreaterThan(15);
    expect(german.filter((word) => !known.de.has(word))).toEqual([]);
  });
});
