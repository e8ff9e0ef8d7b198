import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULES } from '../server/src/core/rules.ts';
import { ROOT } from './child.ts';

/** Rules that no answer of `explain` names, and what does. */
const ELSEWHERE: Partial<Record<keyof typeof RULES, string>> = {
  'ignored-by-person': 'a judgement; what is kept and answered is skip.ignored-by-person',
  'cause-gone': 'a conflict that closes, in the log',
  solved: 'a conflict that closes, in the log',
  ignored: 'a conflict that closes, in the log',
  'in-step': 'a judgement after which nothing changes',
  'slot-taken': 'a way out that is refused',
  'customer-unasked': 'a way out that is refused',
  series: 'said of a series, before the rule of its next day',
  copy: 'said of a copy, before the rule of its original',
  'anonymous.private': 'said after the rule',
  'anonymous.setting': 'said after the rule',
};

it('every rule is shown by a real act, whose item is asked about', () => {
  const folder = join(ROOT, 'test/scenarios');
  const acts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes('support/explain.ts'))
    .join('\n');
  const untold = Object.keys(RULES).filter((rule) => !acts.includes(`'${rule}'`));
  expect(untold.filter((rule) => !(rule in ELSEWHERE))).toEqual([]);
});
