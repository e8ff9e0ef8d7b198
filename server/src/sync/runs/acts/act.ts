import type { Desk } from '../../desk.ts';
import { noItems } from '../gather.ts';
import type { Act, CalendarCursor } from '../../documents.ts';
import type { Lease, RunDeps } from '../../runDeps.ts';

/** What came of an act, as it is stored and answered. */
export type Result = NonNullable<Act['result']>;

/** What carrying out an act has in hand. */
export interface ActRun {
  deps: RunDeps;
  desk: Desk;
  rows: readonly CalendarCursor[];
  act: Act;
  lease: Lease;
}

export const done = (facts: Record<string, unknown> = {}): Result => ({ ok: true, error: null, facts });
export const refused = (error: string, facts: Record<string, unknown> = {}): Result => ({
  ok: false,
  error,
  facts,
});

/** For acts that name what they are about: the planner asks for what it must see. */
export const nothingRead = (desk: Desk) => ({
  office: noItems<never>(desk.window),
  timify: noItems<never>(desk.window),
});
