/** `npm run docs`: writes the tables of docs/sync-rules.md from the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withTables } from './docs/tables.ts';

const PAGE = 'docs/sync-rules.md';
writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8')));
