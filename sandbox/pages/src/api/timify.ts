import type { Draft, Item, Span } from '../model/items.ts';
import { addDays, daysFrom, instantOf, MINUTE } from '../model/time.ts';
import type { WorldConfig } from './config.ts';
import { OWN_READS } from './graph.ts';
import { callJson } from './http.ts';
import type { Call } from './http.ts';
import { absencesOf } from './timeshifts.ts';
import type { Timeshift } from './timeshifts.ts';
import { keepToken } from './token.ts';

export interface Named {
  id: string;
  name: string;
}
export interface Service extends Named {
  duration: number;
}

interface Slice {
  id: string;
  interval: { begin: string; end: string };
  resourceId: string;
}

export interface Appointment {
  id: string;
  externalId?: string | null;
  title: string | null;
  startDate: string;
  duration: number;
  serviceId?: string | null;
  service?: { name?: string } | null;
  customers?: { id: string; fullName?: string; firstName?: string; lastName?: string }[];
  scheduledForDeletionAt?: string | null;
  bookings: Slice[];
}

export interface TimifyCalendar {
  items: (first: string, count: number, zone: string) => Promise<Item[]>;
  services: () => Promise<Service[]>;
  customers: () => Promise<Named[]>;
  create: (draft: Draft, zone: string) => Promise<void>;
  change: (id: string, draft: Draft, zone: string) => Promise<void>;
  move: (item: Item, span: Span) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

/** One resource's bookings through TIMIFY's own calls, with the company's app (facts timify §1.2, §1.4, §1.7). */
export function openTimify(company: WorldConfig['company'], resourceId: string): TimifyCalendar {
  const withToken = keepToken(() => accessToken(company));
  const call = <T>(path: string, options: Call = {}): Promise<T> =>
    withToken((token) => {
      const headers = { authorization: token, 'company-id': company.id };
      return callJson<T>(`/timify/v1${path}`, { ...options, headers });
    });
  const list = async <T>(path: string): Promise<T[]> =>
    (await call<{ data: T[] }>(`${path}${path.includes('?') ? '&' : '?'}limit=${OWN_READS}`)).data;

  return {
    items: async (first, count, zone) => {
      const range = `from_date=${addDays(first, -1)}&to_date=${addDays(first, count)}`;
      const appointments = await list<Appointment>(`/appointments?${range}&resource_ids=${resourceId}`);
      const days = daysFrom(first, count);
      const span = `from=${first}&to=${days.at(-1) ?? first}`;
      const shifts = await list<Timeshift>(`/timeshifts?${span}&resource_ids=${resourceId}`);
      return [
        ...appointments.flatMap((appointment) => itemsOf(appointment, resourceId)),
        ...shifts.flatMap((shift) => absencesOf(shift, days, zone)),
      ];
    },
    services: () => list<Service>('/services'),
    customers: async () => (await list<Named & { fullName?: string }>('/customers')).map(namedCustomer),
    create: async (draft, zone) => {
      const body = { ...bodyOf(draft, zone), resource_ids: [resourceId] };
      await call('/appointments', { method: 'POST', body });
    },
    change: async (id, draft, zone) => {
      await call(`/appointments/${id}`, { method: 'PATCH', body: bodyOf(draft, zone) });
    },
    move: async (item, span) => {
      // A slice takes its whole booking with it.
      const datetime = datetimeOf(item.wholeStart + span.start - item.start);
      const grown = Math.round((span.end - span.start - (item.end - item.start)) / MINUTE);
      const body = { datetime, ...(grown === 0 ? {} : { duration: item.wholeMinutes + grown }), ...NO_MAILS };
      await call(`/appointments/${item.id}`, { method: 'PATCH', body });
    },
    remove: async (id) => {
      await call(`/appointments/${id}`, { method: 'DELETE' });
    },
  };
}

const NO_MAILS = { has_notify_customers: false, has_notify_resources: false };

async function accessToken({ appId, appSecret }: WorldConfig['company']): Promise<string> {
  const body = { appid: appId, appsecret: appSecret };
  return (await callJson<{ accessToken: string }>('/timify/v1/auth/token', { method: 'POST', body }))
    .accessToken;
}

/** `bookings[]` holds the true times; one item per slice of this resource (facts timify §1.7). */
export function itemsOf(appointment: Appointment, resourceId: string): Item[] {
  if (appointment.scheduledForDeletionAt != null) return [];
  const customers = appointment.customers ?? [];
  const title = appointment.title ?? '';
  return appointment.bookings
    .filter((slice) => slice.resourceId === resourceId)
    .map((slice) => ({
      key: `${appointment.id} ${slice.id}`,
      id: appointment.id,
      side: 'timify',
      title: title === '' ? (appointment.service?.name ?? '') : title,
      detail: customers.map(customerName).join(', '),
      start: Date.parse(slice.interval.begin),
      end: Date.parse(slice.interval.end),
      allDay: false,
      copy: isCopy(appointment),
      private: false,
      editable: true,
      showAs: 'busy',
      wholeStart: Date.parse(appointment.startDate),
      wholeMinutes: appointment.duration,
      serviceId: appointment.serviceId ?? '',
      customerId: customers[0]?.id ?? '',
    }));
}

/** Our marker where TIMIFY keeps it; otherwise an entry that nobody booked: no service, no customer. */
export function isCopy({ externalId, serviceId, customers = [] }: Appointment): boolean {
  if (externalId != null && externalId !== '') return externalId.startsWith('ts-');
  return (serviceId == null || serviceId === '') && customers.length === 0;
}

/** UTC on the five-minute grid (facts timify §1.4). */
export const datetimeOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

export function bodyOf(draft: Draft, zone: string): Record<string, unknown> {
  return {
    ...(draft.title === '' ? {} : { title: draft.title }),
    datetime: datetimeOf(instantOf(draft.date, draft.time, zone)),
    duration: draft.minutes,
    ...(draft.serviceId === '' ? {} : { service_id: draft.serviceId }),
    ...(draft.customerId === '' ? {} : { customer_ids: [draft.customerId] }),
    ...NO_MAILS,
  };
}

type Customer = NonNullable<Appointment['customers']>[number];
const customerName = ({ fullName, firstName, lastName }: Customer): string =>
  fullName ?? [firstName, lastName].filter(Boolean).join(' ');

const namedCustomer = ({ id, name, fullName }: Named & { fullName?: string }): Named => ({
  id,
  name: fullName ?? name,
});
