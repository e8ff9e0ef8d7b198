import { isFault } from '../../../core/fault.ts';
import type { Instant } from '../../../core/items.ts';
import type { Clock } from '../../ports/process.ts';

export type StepName =
  | 'office-calendars'
  | 'office-create'
  | 'office-read'
  | 'office-notification'
  | 'office-delta'
  | 'office-remove'
  | 'timify-read';

/**
 * Of a skipped step. `owner-only`: nobody else's test touches the mailbox. `not-written`: the direction writes nothing
 * there. `failed`: a step before it did. `shared-calendar`: it belongs to someone else, of whose calendars Microsoft tells
 * nothing. `not-subscribed`: Microsoft is not asked to tell of it at present. Both are looked at every few minutes.
 */
export type Why = 'owner-only' | 'not-written' | 'failed' | 'shared-calendar' | 'not-subscribed';

/**
 * Of a failed step, besides the kinds of faults: `no-notification`, `not-shown`: it did not come in time. `stopped`: the
 * server ended meanwhile.
 */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  readonly why: 'no-notification' | 'not-shown' | 'stopped';
  constructor(why: StepFailed['why']) {
    super(why);
    this.why = why;
  }
}

export interface Step {
  step: StepName;
  outcome: 'running' | 'done' | 'failed' | 'skipped';
  began: Instant;
  milliseconds: number;
  error: string | null;
  why: Why | null;
}

export interface Steps {
  readonly all: readonly Step[];
  skip(why: Why, ...names: StepName[]): void;
  /** Null: it failed, in the way that is noted. */
  attempt<T>(step: StepName, work: () => Promise<T>): Promise<T | null>;
}

const failureOf = (error: unknown): string => {
  if (isFault(error)) return error.kind;
  if (error instanceof StepFailed) return error.why;
  throw error;
};

/** Keeps each step and how long it took, in the order in which they began. `changed` is told of each move. */
export const createSteps = (clock: Clock, changed: () => void): Steps => {
  const steps = new Map<StepName, Step>();
  const note = (step: StepName, rest: Partial<Step> & Pick<Step, 'outcome'>): void => {
    const began = steps.get(step)?.began ?? clock.now();
    steps.set(step, { step, began, milliseconds: 0, error: null, why: null, ...rest });
    changed();
  };
  return {
    get all() {
      return [...steps.values()];
    },
    skip: (why, ...names) => {
      for (const step of names) note(step, { outcome: 'skipped', why });
    },
    attempt: async (step, work) => {
      const began = clock.now();
      const took = (): number => clock.now() - began;
      note(step, { outcome: 'running' });
      try {
        const result = await work();
        note(step, { outcome: 'done', milliseconds: took() });
        return result;
      } catch (error) {
        note(step, { outcome: 'failed', milliseconds: took(), error: failureOf(error) });
        return null;
      }
    },
  };
};
