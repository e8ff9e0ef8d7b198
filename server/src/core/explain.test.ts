import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRule, RULES } from './rules.ts';

const here = import.meta.dirname;
const source = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'rules.ts')
  .map((file) => readFileSync(join(here, file), 'utf8'))
  .join('\n');

describe('every decision can be explained', () => {
  const named = [...source.matchAll(/judgement\(\s*'([a-z-]+)'|rule: '([a-z.-]+)'/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  const skips = [...source.matchAll(/\bno\('([a-z-]+)'/g)].map((match) => `skip.${match[1] ?? ''}`);
  const rules = [...new Set([...named, ...skips])].filter((rule) => rule !== 'needs-origin');

  it('finds the rules in the code', () => expect(rules.length).toBeGreaterThan(25));

  it.each(rules)('%s, in German and English', (rule) => {
    if (!isRule(rule)) throw new Error(`no sentence for ${rule}`);
    expect(RULES[rule].de).toMatch(/\.$/);
    expect(RULES[rule].en).toMatch(/\.$/);
  });
});
