import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Availability, Span } from '../../core/items.ts';
import type { Desk } from '../desk.ts';
import type { RunDeps } from '../runDeps.ts';
import { signalConnection } from '../signals.ts';

/** As long as the month is the same, so is the time that is looked at: a sliding window would differ every day. */
const monthsAround = ({ start, end }: Span): Span => ({
  start: DateTime.fromMillis(start, { zone: 'utc' }).startOf('month').toMillis(),
  end: DateTime.fromMillis(end, { zone: 'utc' }).endOf('month').toMillis(),
});

const digestOf = ({ bookable, blocked }: Availability): string =>
  createHash('sha256')
    .update(JSON.stringify(blocked ? [bookable, blocked] : bookable))
    .digest('hex');

/**
 * The bookable times may be others by now: what this process keeps of them is forgotten at once, and what others keep
 * before their next run.
 */
export const forgetPlans = async (deps: RunDeps, desk: Desk): Promise<void> => {
  const plansToldAt = deps.clock.now();
  desk.timify.forgetAvailability();
  await deps.store.connections.set(desk.connection.id, { plansToldAt });
  desk.connection = { ...desk.connection, plansToldAt };
};

/**
 * A shift plan was changed in the company, whose we aren't told (timify §1.10). One list of the resource's plan says
 * whether its bookable times are others than before; only then is the window read, by the run that follows. The wish is
 * kept before the times are, so that a crash in between repeats it. Rejects with a `Fault` of TIMIFY.
 */
export const lookAtBookableTimes = async (deps: RunDeps, desk: Desk): Promise<void> => {
  const { id, bookable } = desk.connection;
  const now = digestOf(await desk.timify.availability(monthsAround(desk.window)));
  if (now === bookable) return;
  await signalConnection(deps, desk.connection, [{ kind: 'window' }], 'import');
  await deps.store.connections.set(id, { bookable: now });
  desk.connection = { ...desk.connection, bookable: now };
};
