import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/child.ts';
import { PICTURES, PICTURES_FOLDER } from '../e2e/support/pictures.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const shownIn = (page: string): string[] =>
  [...read(page).matchAll(/pictures\/([\w-]+)\.png/g)].map(([, name = '']) => name);

describe('the pictures of the guides', () => {
  const files = readdirSync(PICTURES_FOLDER).map((name) => name.replace(/\.png$/, ''));
  const known: readonly string[] = PICTURES;

  it.each(pages.filter((page) => shownIn(page).length > 0))('%s shows none that nobody makes', (page) => {
    expect(shownIn(page).filter((name) => !known.includes(name) || !files.includes(name))).toEqual([]);
  });

  it('are all made by the browser tests, and are all there', () => {
    const taken = [...read('test/e2e/pictures.test.ts').matchAll(/take\('([\w-]+)'\)/g)];
    expect(taken.map(([, name]) => name).sort()).toEqual([...known].sort());
    expect(files.sort()).toEqual([...known].sort());
  });

  it('are all shown somewhere', () => {
    const shown = new Set(pages.flatMap(shownIn));
    expect(known.filter((name) => !shown.has(name))).toEqual([]);
  });
});
