import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/child.ts';
import { OVERRULED } from '../../server/src/sync/connectionState.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const pages = ['.', 'docs', 'addin', 'sandbox'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: folder !== '.' })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith('.md')),
);

/** As GitHub names a heading in an address. */
const anchorsOf = (path: string): string[] =>
  [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

const isThere = (page: string, target: string): boolean => {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : join(dirname(page), file);
  return existsSync(join(ROOT, path)) && (anchor === undefined || anchorsOf(path).includes(anchor));
};

describe.each(pages)('%s', (page) => {
  it('links to what is there', () => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !isThere(page, target))).toEqual([]);
  });

  it('names commands of ours that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the page for operators', () => {
  const page = read('docs/operations.md');

  it('says what to do in every state that does not end by itself', () => {
    const fine = ['importing', 'in-step', 'syncing'];
    const needy = [...OVERRULED.filter((state) => !fine.includes(state)), 'resource-gone'];
    expect(needy.filter((state) => !page.includes(`\n| \`${state}\``))).toEqual([]);
  });
});
