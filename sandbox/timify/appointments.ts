import { draft } from './draft.ts';
import { refuse } from './errors.ts';
import { checkFit } from './fit.ts';
import type { AppointmentInput } from './input.ts';
import type { MailReason, NotifyFlags } from './mails.ts';
import { recordMails } from './mails.ts';
import type { Actor, Appointment, Scope } from './model.ts';
import type { TimifyParts } from './parts.ts';
import type { CompanyState } from './state.ts';
import { isGone, nextStamp } from './state.ts';
import { DAY } from './time.ts';

/** The writes on appointments, the same for the API, the booking flow and the page. */
export interface Writing {
  parts: TimifyParts;
  state: CompanyState;
  actor: Actor;
}

const SCOPES: Record<Actor, Scope> = { app: 'APP', person: 'COMPANY', customer: 'CUSTOMER' };
/** How long a deletion waits where it waits at all. */
const DELETION_DELAY_DAYS = 7;

function blank(writing: Writing): Appointment {
  const { parts, actor } = writing;
  const now = parts.world.clock.now();
  return {
    id: parts.random.hex(24),
    externalId: '',
    title: '',
    notes: '',
    color: '#ebb65d',
    price: 0,
    start: now,
    duration: 0,
    durationBefore: 0,
    durationAfter: 0,
    pattern: [],
    resourceIds: [],
    serviceId: null,
    customerIds: [],
    waitingIds: [],
    customfields: [],
    isCourse: false,
    isOnlineBooking: actor === 'customer',
    maxParticipants: 1,
    participants: 1,
    type: 'booking',
    recurring: null,
    excludedDays: [],
    changedDays: {},
    chainId: null,
    importEventId: null,
    hasNotifyCustomers: true,
    hasNotifyResources: false,
    createdAt: now,
    createdByScope: SCOPES[actor],
    updatedAt: now,
    updatedByScope: SCOPES[actor],
    reservedUntil: null,
    scheduledForDeletionAt: null,
    secret: parts.random.uuid(),
  };
}

/** Puts a new version in place, tells webhooks and the page. */
export function store(
  writing: Writing,
  appointment: Appointment,
  action: 'Created' | 'Updated',
): Appointment {
  const { parts, state, actor } = writing;
  const { world } = parts;
  appointment.updatedAt = nextStamp(state, world.clock.now());
  appointment.updatedByScope = SCOPES[actor];
  if (action === 'Created') appointment.createdAt = appointment.updatedAt;
  state.appointments.put(appointment);
  parts.webhooks.send(state, { kind: 'Event', action, ids: [appointment.id] }, actor);
  tell(writing, `${appointment.title}: ${action.toLowerCase()}`);
  return appointment;
}

function tell(writing: Writing, text: string): void {
  const { world } = writing.parts;
  world.events.emit({ at: new Date(world.clock.now()).toISOString(), side: 'timify', text });
  world.changed();
}

export function mail(
  writing: Writing,
  appointment: Appointment,
  reason: MailReason,
  flags: NotifyFlags,
): void {
  recordMails(writing.parts.world, writing.state, appointment, reason, flags);
}

export function flagsOf(input: AppointmentInput): NotifyFlags {
  return { customers: input.has_notify_customers, resources: input.has_notify_resources };
}

export function create(
  writing: Writing,
  input: AppointmentInput,
  extra: Partial<
    Pick<Appointment, 'chainId' | 'importEventId' | 'isOnlineBooking' | 'reservedUntil' | 'type'>
  > = {},
): Appointment {
  const { parts, state } = writing;
  const { switches, clock } = parts.world;
  const wanted = { ...draft(input, { state, switches, before: blank(writing), isNew: true }), ...extra };
  checkFit(state, wanted, switches, clock.now());
  const stored = store(writing, wanted, 'Created');
  if (stored.reservedUntil === null) mail(writing, stored, 'confirmation', flagsOf(input));
  return stored;
}

/** The appointment that an id names, unless it is gone. */
export function existing(state: CompanyState, id: string): Appointment {
  const appointment = state.appointments.get(id)?.appointment;
  if (!appointment || isGone(appointment)) throw refuse.notFound('Appointment');
  return appointment;
}

function timeChanged(before: Appointment, after: Appointment): boolean {
  const same = (pick: (appointment: Appointment) => unknown): boolean =>
    JSON.stringify(pick(before)) === JSON.stringify(pick(after));
  return !same(({ start, pattern, recurring, resourceIds }) => [start, pattern, recurring, resourceIds]);
}

export function change(writing: Writing, id: string, input: AppointmentInput): Appointment {
  const { parts, state } = writing;
  const { switches, clock } = parts.world;
  const before = existing(state, id);
  const after = draft(input, { state, switches, before, isNew: false });
  const moved = timeChanged(before, after);
  if (moved) checkFit(state, after, switches, clock.now());
  // Occurrences that lay elsewhere fall back into line with a series that moves as a whole.
  const stored = store(writing, moved ? { ...after, changedDays: {} } : after, 'Updated');
  if (moved) mail(writing, stored, 'reschedule', flagsOf(input));
  else if (input.has_notify_customers === true) mail(writing, stored, 'confirmation', flagsOf(input));
  return stored;
}

function erase(writing: Writing, appointment: Appointment): void {
  if (writing.parts.world.switches.timifyDeletedById === '404')
    writing.state.appointments.remove(appointment.id);
  else schedule(writing, appointment);
}

function schedule(writing: Writing, appointment: Appointment): void {
  const { state, parts } = writing;
  const updatedAt = nextStamp(state, parts.world.clock.now());
  state.appointments.put({
    ...appointment,
    updatedAt,
    scheduledForDeletionAt: updatedAt + DELETION_DELAY_DAYS * DAY,
  });
}

export function removeOne(writing: Writing, id: string, flags: NotifyFlags): void {
  const { parts, state, actor } = writing;
  const appointment = existing(state, id);
  erase(writing, appointment);
  parts.webhooks.send(state, { kind: 'Event', action: 'Deleted', ids: [id] }, actor);
  mail(writing, appointment, 'cancellation', flags);
  tell(writing, `${appointment.title}: deleted`);
}

/** A deletion that waits: the booking answers by id with the time at which it ends. Facts: timify §1.7 [I]. */
export function scheduleDeletion(writing: Writing, id: string): Appointment {
  const appointment = existing(writing.state, id);
  schedule(writing, appointment);
  writing.parts.webhooks.send(writing.state, { kind: 'Event', action: 'Updated', ids: [id] }, writing.actor);
  tell(writing, `${appointment.title}: to be deleted`);
  return appointment;
}

/** Ids that are unknown are passed over. Answers those that were deleted. */
export function removeMany(writing: Writing, ids: readonly string[], flags: NotifyFlags): string[] {
  const { parts, state, actor } = writing;
  const there = ids
    .map((id) => state.appointments.get(id)?.appointment)
    .filter((appointment) => appointment !== undefined)
    .filter((appointment) => !isGone(appointment));
  for (const appointment of there) {
    erase(writing, appointment);
    mail(writing, appointment, 'cancellation', flags);
  }
  const gone = there.map(({ id }) => id);
  if (gone.length > 0) {
    parts.webhooks.send(state, { kind: 'Events', action: 'Deleted', ids: gone }, actor);
    tell(writing, `${gone.length} bookings deleted`);
  }
  return gone;
}

/** A customer takes the slot that was held. */
export function confirmHeld(writing: Writing, id: string, customerId: string): Appointment {
  const held = existing(writing.state, id);
  const stored = store(writing, { ...held, reservedUntil: null, customerIds: [customerId] }, 'Updated');
  mail(writing, stored, 'confirmation', { customers: true, resources: undefined });
  return stored;
}

/** What time ends by itself: held slots nobody took, and deletions that waited. */
export function expire(parts: TimifyParts, state: CompanyState): void {
  const now = parts.world.clock.now();
  for (const appointment of state.appointments.timed()) {
    const { reservedUntil, scheduledForDeletionAt } = appointment;
    if (scheduledForDeletionAt !== null && scheduledForDeletionAt <= now)
      state.appointments.remove(appointment.id);
    if (reservedUntil === null || reservedUntil > now) continue;
    state.appointments.remove(appointment.id);
    parts.webhooks.send(state, { kind: 'Event', action: 'Deleted', ids: [appointment.id] }, 'customer');
    parts.world.changed();
  }
}
