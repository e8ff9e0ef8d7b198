import type { Outcome } from '../../core/outcomes.ts';
import type { Plan } from '../../core/planned.ts';
import type { PlanInput } from '../../core/planInput.ts';
import { signalCompany } from '../signals.ts';
import type { Desk } from '../desk.ts';
import type { Hint } from '../documents.ts';
import type { RunDeps } from '../runDeps.ts';

/**
 * A booking of several resources stands in several calendars. Whether TIMIFY tells us what we wrote ourselves is not
 * known (timify §7, question 1): so the others are told by us, through the company's run like any change.
 */
export const tellOfShared = async (
  deps: Pick<RunDeps, 'store' | 'clock'>,
  desk: Desk,
  done: { plan: Plan; input: PlanInput; outcomes: readonly Outcome[] },
): Promise<void> => {
  const known = [...done.input.timify.items, ...done.input.known.appointments];
  const hints = done.plan.writes.flatMap((write, index): Hint[] => {
    const isOrigin = write.side === 'timify' && write.op !== 'create' && write.target === 'origin';
    if (!isOrigin || done.outcomes[index]?.state !== 'done') return [];
    const item = known.find(({ id }) => id === write.id);
    if (!item || item.resourceIds.length < 2) return [];
    return [{ kind: 'appointment', id: item.appointmentId, version: null }];
  });
  if (hints.length === 0) return;
  await signalCompany(deps, desk.company, hints);
};
