import { AppointmentIndex } from './appointmentIndex.ts';
import type {
  Appointment,
  Company,
  CompanySnapshot,
  Customer,
  Resource,
  Service,
  Timeshift,
  WebhookTarget,
} from './model.ts';

/** One company as it is held in memory. */
export interface CompanyState {
  company: Company;
  resources: Map<string, Resource>;
  services: Map<string, Service>;
  customers: Map<string, Customer>;
  timeshifts: Map<string, Timeshift>;
  appointments: AppointmentIndex;
  webhooks: WebhookTarget[];
  /** The last version stamp given out: stamps of a company only grow. */
  lastStamp: number;
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

export function openCompany(snapshot: CompanySnapshot): CompanyState {
  const appointments = new AppointmentIndex();
  for (const appointment of snapshot.appointments) appointments.put(appointment);
  return {
    company: snapshot.company,
    resources: byId(snapshot.resources),
    services: byId(snapshot.services),
    customers: byId(snapshot.customers),
    timeshifts: byId(snapshot.timeshifts),
    appointments,
    webhooks: snapshot.webhooks,
    lastStamp: snapshot.lastStamp,
  };
}

export function closeCompany(state: CompanyState): CompanySnapshot {
  return {
    company: state.company,
    resources: [...state.resources.values()],
    services: [...state.services.values()],
    customers: [...state.customers.values()],
    timeshifts: [...state.timeshifts.values()],
    appointments: state.appointments.all().map(({ appointment }) => appointment),
    webhooks: state.webhooks,
    lastStamp: state.lastStamp,
  };
}

/** A stamp that no other change of this company has. */
export function nextStamp(state: CompanyState, now: number): number {
  state.lastStamp = Math.max(now, state.lastStamp + 1);
  return state.lastStamp;
}

/** Deleted with a delay: only its id still answers. */
export function isGone(appointment: Appointment): boolean {
  return appointment.scheduledForDeletionAt !== null;
}
