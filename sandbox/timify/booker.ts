import type { Request, RequestHandler } from 'express';
import { confirmHeld, create, existing, expire } from './appointments.ts';
import type { Answer } from './calls.ts';
import { flatQuery, list, single, write } from './calls.ts';
import { refuse, writeError } from './errors.ts';
import { isFreeForBooking } from './fit.ts';
import { slotsOf } from './slots.ts';
import { confirmInput, read, reservationInput } from './input.ts';
import type { Appointment, Customer, Service } from './model.ts';
import type { TimifyParts } from './parts.ts';
import type { CompanyState } from './state.ts';
import { MINUTE, addDays, isDay, isoSeconds, localDay, parseMinute, utcMinute } from './time.ts';
import { appointmentView, companyView, resourceView, serviceView } from './views.ts';

/** The public booking flow; no token. Facts: timify §1.9 [O, D]. */
const HELD_MINUTES = 5;

interface Visit {
  parts: TimifyParts;
  query: Record<string, string>;
  body: unknown;
}

type Step = (visit: Visit) => Answer;

function companyNamed(parts: TimifyParts, id: string | undefined): CompanyState {
  const state = parts.companies().get(id ?? '');
  if (!state) throw refuse.notFound('Company');
  expire(parts, state);
  return state;
}

function serviceNamed(state: CompanyState, id: string | undefined): Service {
  const service = state.services.get(id ?? '');
  if (!service) throw refuse.notFound('Service');
  return service;
}

const companies: Step = ({ parts, query }) => {
  const state = companyNamed(parts, query['company_id']);
  const services = [...state.services.values()];
  const full = {
    ...companyView(state.company),
    slug: state.company.slug,
    customerFields: [],
    resources: [...state.resources.values()].map(resourceView),
    resourceCategories: [],
    services: services.filter((service) => !service.isGroup).map(serviceView),
    serviceCategories: [],
    groupServices: services.filter((service) => service.isGroup).map(serviceView),
    groupServiceCategories: [],
    onlineSettings: {},
  };
  const { id } = state.company;
  return single({
    companyIds: [id],
    companies: [full],
    enterpriseId: null,
    enterprise: null,
    partnerId: null,
    account: null,
  });
};

const services: Step = ({ parts, query }) => {
  const state = companyNamed(parts, query['company_id']);
  return single([...state.services.values()].map(serviceView));
};

function groupEvents(state: CompanyState, service: Service, days: readonly string[]): unknown[] {
  return state.appointments
    .all()
    .filter(({ appointment }) => appointment.isCourse && appointment.serviceId === service.id)
    .filter(({ appointment }) => days.includes(localDay(appointment.start, state.company.timezone)))
    .map(({ appointment, slices }) => ({
      id: appointment.id,
      day: localDay(appointment.start, state.company.timezone),
      maxParticipants: appointment.maxParticipants,
      participantsCount: appointment.customerIds.length,
      extraPersonsPerParticipant: 0,
      spotsLeft: Math.max(0, appointment.maxParticipants - appointment.customerIds.length),
      duration: appointment.duration,
      price: appointment.price,
      intervals: slices.map((slice) => ({
        recurringDay: slice.recurringDay,
        interval: { begin: utcMinute(slice.begin), end: utcMinute(slice.end) },
      })),
    }));
}

function wantedDays(parts: TimifyParts, state: CompanyState, query: Record<string, string>): string[] {
  const days = list(query['days']);
  const wrong = days.find((day) => !isDay(day));
  if (wrong !== undefined) throw refuse.badRequest('Not a day', 'query', 'days');
  if (days.length > 0) return days;
  const today = localDay(parts.world.clock.now(), state.company.timezone);
  return Array.from({ length: 14 }, (_, offset) => addDays(today, offset));
}

const availabilities: Step = ({ parts, query }) => {
  const state = companyNamed(parts, query['company_id']);
  const service = serviceNamed(state, query['service_id'] ?? query['course_id']);
  const days = wantedDays(parts, state, query);
  const asked = list(query['resource_ids']);
  const resourceIds = service.resourceIds.filter(
    (id) => state.resources.has(id) && (asked.length === 0 || asked.includes(id)),
  );
  const slots = service.isGroup
    ? []
    : slotsOf(state, service, { resourceIds, days, now: parts.world.clock.now() });
  const onDays = slots.map((slot) => slot.day);
  return single({
    calendarBegin: slots[0] ? utcMinute(slots[0].first) : null,
    calendarEnd: slots.at(-1) ? utcMinute(slots.at(-1)?.last ?? 0) : null,
    allocationOffDays: [],
    selectedResourceIds: resourceIds,
    onDays,
    offDays: days.filter((day) => !onDays.includes(day)),
    slots: slots.map(({ day, times, minutes }) => ({ day, times, minutes })),
    service: service.isGroup ? null : serviceView(service),
    course: service.isGroup ? serviceView(service) : null,
    groupEvents: service.isGroup ? groupEvents(state, service, days) : [],
    resources: resourceIds
      .map((id) => state.resources.get(id))
      .filter((one) => one !== undefined)
      .map(resourceView),
    resourceCategories: [],
  });
};

/** A probe of what the booking would be, to ask whether it fits. */
function probe(service: Service, resourceIds: string[], start: number): Appointment {
  const { pattern, duration, durationBefore, durationAfter } = service;
  const lengths = { pattern, duration, durationBefore, durationAfter };
  return {
    ...lengths,
    id: '',
    resourceIds,
    start,
    recurring: null,
    excludedDays: [],
  } as unknown as Appointment;
}

const reserve: Step = ({ parts, body }) => {
  const input = read(reservationInput, body, 'body');
  const state = companyNamed(parts, input.company_id);
  const service = serviceNamed(state, input.service_id);
  const start = parseMinute(`${input.date} ${input.time}`, state.company.timezone);
  if (start === undefined || start % (5 * MINUTE) !== 0)
    throw refuse.badRequest('Not a time on the grid', 'body', 'time');
  const now = parts.world.clock.now();
  const candidates =
    input.resource_ids.length > 0 ? [input.resource_ids] : service.resourceIds.map((id) => [id]);
  const free = candidates.find((ids) => isFreeForBooking(state, probe(service, ids, start), now));
  if (!free) throw refuse.conflict('The slot is not available', 'overlap');
  const writing = { parts, state, actor: 'customer' as const };
  const datetime = utcMinute(start);
  const reservedUntil = now + HELD_MINUTES * MINUTE;
  const held = create(writing, { resource_ids: free, service_id: service.id, datetime }, { reservedUntil });
  return single({ id: held.id, secret: held.secret, reservedUntil: isoSeconds(reservedUntil) });
};

function customerFrom(
  parts: TimifyParts,
  state: CompanyState,
  fields: { id: string; value: string }[],
): Customer {
  const value = (...names: string[]): string => fields.find((field) => names.includes(field.id))?.value ?? '';
  const email = value('email', 'EMAIL');
  const known = [...state.customers.values()].find((customer) => email !== '' && customer.email === email);
  if (known) return known;
  const now = parts.world.clock.now();
  const customer: Customer = {
    id: parts.random.hex(24),
    externalId: '',
    firstName: value('firstName', 'first_name'),
    lastName: value('lastName', 'last_name'),
    email,
    phone: value('phone'),
    createdAt: now,
    updatedAt: now,
  };
  state.customers.set(customer.id, customer);
  parts.webhooks.send(state, { kind: 'Customers', action: 'Created', ids: [customer.id] }, 'customer');
  return customer;
}

const confirm: Step = ({ parts, body }) => {
  const input = read(confirmInput, body, 'body');
  const state = companyNamed(parts, input.company_id);
  const held = existing(state, input.reservation_id);
  if (held.secret !== input.secret) throw refuse.unauthorized('Wrong reservation secret');
  if (held.reservedUntil === null) throw refuse.conflict('The reservation was confirmed before', 'confirmed');
  const external = [...state.customers.values()].find(
    (one) => one.externalId !== '' && one.externalId === input.external_customer_id,
  );
  const customer = external ?? customerFrom(parts, state, input.fields);
  confirmHeld({ parts, state, actor: 'customer' }, held.id, customer.id);
  return single(appointmentView(state, held.id, parts.world.switches));
};

function route(parts: TimifyParts, step: Step): RequestHandler {
  return (req: Request, res) => {
    try {
      write(res, step({ parts, query: flatQuery(req.query), body: req.body }));
    } catch (error) {
      writeError(res, error);
    }
  };
}

export function bookerRoutes(parts: TimifyParts): Record<string, RequestHandler> {
  const steps = { companies, services, availabilities, reserve, confirm };
  return Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, route(parts, step)]));
}
