import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { ROOT } from './child.ts';

/** The stories lie beside a checkout, not in it. */
const STORIES = join(ROOT, '..', 'shared', 'scenarios.md');
const FOLDERS = ['test', 'server', 'shared', 'addin', 'sandbox', 'scripts'];
const NUMBER = /S-\d{3}/g;

const testFiles = (): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .map(String)
      .filter((name) => /\.test\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(ROOT, folder, name)),
  );

/** What stands in quotes: titles and the tables that titles are made of; what a comment says shows nothing. */
const quoted = (node: ts.Node): string[] => [
  ...(ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? [node.text] : []),
  ...node.getChildren().flatMap(quoted),
];

const numbersIn = (text: string): string[] => text.match(NUMBER) ?? [];

const numbersOf = (file: string): string[] => {
  const text = readFileSync(file, 'utf8');
  // Most files bear none, and parsing takes its time.
  if (numbersIn(text).length === 0) return [];
  return quoted(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)).flatMap(numbersIn);
};

it('every story of the scenarios has a test that bears its number', (context) => {
  if (!existsSync(STORIES)) {
    console.log(`Not compared: there is no ${STORIES}`);
    return context.skip('the stories are not beside this checkout');
  }
  const told = readFileSync(STORIES, 'utf8')
    .split('\n')
    .flatMap((line) => /^- \*\*(S-\d{3})\*\*/.exec(line)?.[1] ?? []);
  const tested = new Set(testFiles().flatMap(numbersOf));
  expect(told.length).toBeGreaterThan(100);
  expect(told.filter((number) => !tested.has(number))).toEqual([]);
});
