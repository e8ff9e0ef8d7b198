import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SETTING_NAMES } from '../../server/src/core/settings.ts';
import { MEANINGS } from './settings.ts';
import { TABLES, withTables } from './tables.ts';

const page = readFileSync('docs/sync-rules.md', 'utf8');

it('docs/sync-rules.md says what the code does; `npm run docs` writes it anew', () => {
  expect(page).toBe(withTables(page));
  for (const name of Object.keys(TABLES)) expect(page).toContain(`<!-- table: ${name} -->`);
});

it('every setting has a meaning', () => {
  expect(Object.keys(MEANINGS).sort()).toEqual([...SETTING_NAMES].sort());
});
