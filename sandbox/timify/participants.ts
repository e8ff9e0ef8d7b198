import { existing, store } from './appointments.ts';
import type { Writing } from './appointments.ts';
import { refuse } from './errors.ts';
import type { Appointment } from './model.ts';

export interface ParticipantsAct {
  id: string;
  join: readonly string[];
  leave: readonly string[];
}

/**
 * Customers join and leave a group booking. Beyond its capacity they wait, and move up when somebody leaves. Its time stays.
 * Facts: timify §3.4 [D].
 */
export function changeParticipants(writing: Writing, { id, join, leave }: ParticipantsAct): Appointment {
  const before = existing(writing.state, id);
  if (!before.isCourse) throw refuse.badRequest('Not a group booking', 'body', 'id');
  const unknown = [...join, ...leave].find((one) => !writing.state.customers.has(one));
  if (unknown !== undefined) throw refuse.badRequest('Unknown customer', 'body', 'join');
  const wanted = [...new Set([...before.customerIds, ...before.waitingIds, ...join])].filter(
    (one) => !leave.includes(one),
  );
  const customerIds = wanted.slice(0, before.maxParticipants);
  const waitingIds = wanted.slice(before.maxParticipants);
  return store(writing, { ...before, customerIds, waitingIds, participants: customerIds.length }, 'Updated');
}
