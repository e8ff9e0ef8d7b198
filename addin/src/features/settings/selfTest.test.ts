import { expect, it } from 'vitest';
import type { SelfTestFacts } from '../../../../shared/connection.ts';
import { verdictOf } from './SelfTestPage.tsx';

type Outcome = SelfTestFacts['steps'][number]['outcome'];

const STEPS = ['office-calendars', 'office-create', 'office-read', 'office-remove', 'timify-read'] as const;

/** Outcomes in the order of the steps. */
const verdict = (...outcomes: Outcome[]) =>
  verdictOf(
    STEPS.map((step, index) => ({ step, outcome: outcomes[index] ?? 'done', milliseconds: 1, error: null })),
  );

it('says passed only of what was tested', () => {
  expect(verdict()).toBe('selfTest.passed');
  expect(verdict('done', 'skipped', 'skipped', 'skipped')).toBe('selfTest.withoutWriting');
  expect(verdict('skipped', 'skipped', 'skipped', 'skipped')).toBe('selfTest.onlyTimify');
});

it('says not passed of any step that failed', () => {
  expect(verdict('done', 'failed', 'skipped', 'skipped')).toBe('selfTest.failed');
  expect(verdict('skipped', 'skipped', 'skipped', 'skipped', 'failed')).toBe('selfTest.failed');
});
