import { expect, it } from 'vitest';
import type { SelfTest } from '../../../../shared/connection.ts';
import { verdictOf } from './SelfTestPage.tsx';

type Step = SelfTest['steps'][number];

const STEPS: readonly Step['step'][] = [
  'office-calendars',
  'office-create',
  'office-read',
  'office-notification',
  'office-delta',
  'office-remove',
  'timify-read',
];

/** Outcomes in the order of the steps; what is not named was done. */
const testOf = (isOver: boolean, outcomes: readonly Step['outcome'][]): SelfTest => ({
  isOver,
  steps: STEPS.map((step, index) => ({
    ...{ step, milliseconds: 1, error: null },
    outcome: outcomes[index] ?? 'done',
  })),
});
const verdict = (...outcomes: Step['outcome'][]) => verdictOf(testOf(true, outcomes));

it('says passed only of what was tested', () => {
  expect(verdict()).toBe('selfTest.passed');
  expect(verdict('done', 'done', 'done', 'skipped')).toBe('selfTest.withoutNotifications');
  expect(verdict('done', ...Array<Step['outcome']>(5).fill('skipped'))).toBe('selfTest.withoutWriting');
  expect(verdict(...Array<Step['outcome']>(6).fill('skipped'))).toBe('selfTest.onlyTimify');
});

it('says not passed of any step that failed', () => {
  expect(verdict('done', 'failed', ...Array<Step['outcome']>(4).fill('skipped'))).toBe('selfTest.failed');
  expect(verdict('done', 'done', 'done', 'failed')).toBe('selfTest.failed');
  expect(verdict(...Array<Step['outcome']>(6).fill('skipped'), 'failed')).toBe('selfTest.failed');
});

it('says nothing of passing before it is over', () => {
  expect(verdictOf(testOf(false, ['done', 'failed', 'running']))).toBe('selfTest.underWay');
});
