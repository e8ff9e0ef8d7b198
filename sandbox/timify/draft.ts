import type { Switches } from '../world.ts';
import { refuse } from './errors.ts';
import type { AppointmentInput, recurringInput } from './input.ts';
import type { Appointment, Recurring, Service } from './model.ts';
import { patternMinutes } from './slices.ts';
import type { CompanyState } from './state.ts';
import { isDay, isZone, parseMinute } from './time.ts';
import type { z } from 'zod';

/**
 * Turns the fields of a create or change into an appointment, by TIMIFY's rules. Facts: timify §1.7 [D, T, I].
 * `before` is what the appointment was, or the blank sheet of a new one.
 */
export interface DraftParts {
  state: CompanyState;
  switches: Switches;
  before: Appointment;
  isNew: boolean;
}

function readStart(input: AppointmentInput, parts: DraftParts): number {
  if (input.datetime === undefined) {
    if (parts.isNew) throw refuse.badRequest('datetime is required', 'body', 'datetime', 'required');
    return parts.before.start;
  }
  // In UTC, by the one source that says so. Facts: timify §1.4 [T].
  const start = parseMinute(input.datetime, 'utc');
  if (start === undefined) throw refuse.badRequest('datetime must be YYYY-MM-DD HH:mm', 'body', 'datetime');
  if (start % (5 * 60_000) !== 0)
    throw refuse.badRequest('Minutes must be divisible by 5', 'body', 'datetime');
  return start;
}

function findResource(state: CompanyState, id: string, external: boolean): string {
  const found = external
    ? [...state.resources.values()].find((resource) => resource.externalId === id)
    : state.resources.get(id);
  if (!found)
    throw refuse.badRequest('Unknown resource', 'body', external ? 'external_resource_ids' : 'resource_ids');
  return found.id;
}

function readResources(input: AppointmentInput, parts: DraftParts): string[] {
  const { resource_ids: ids, external_resource_ids: externals } = input;
  if (ids && externals)
    throw refuse.badRequest('Either resource_ids or external_resource_ids', 'body', 'resource_ids');
  const listed = ids ?? externals;
  if (!listed) {
    if (parts.isNew) throw refuse.badRequest('resource_ids is required', 'body', 'resource_ids', 'required');
    return parts.before.resourceIds;
  }
  return [...new Set(listed.map((id) => findResource(parts.state, id, externals !== undefined)))];
}

/** Undefined: the service is not mentioned. Null: it is taken away. */
function readService(input: AppointmentInput, state: CompanyState): Service | null | undefined {
  const { service_id: id, external_service_id: external } = input;
  if (id === undefined && external === undefined) return undefined;
  if (id == null && external == null) return null;
  const services = [...state.services.values()];
  const found =
    id != null ? state.services.get(id) : services.find((service) => service.externalId === external);
  if (!found)
    throw refuse.badRequest('Unknown service', 'body', id != null ? 'service_id' : 'external_service_id');
  return found;
}

type Lengths = Pick<Appointment, 'duration' | 'durationBefore' | 'durationAfter' | 'pattern'>;

function readPattern(
  input: AppointmentInput,
  service: Service | null | undefined,
  parts: DraftParts,
): number[] {
  const { before } = parts;
  if (input.duration_pattern) return input.duration_pattern;
  const known = service ? service.pattern : before.pattern;
  if (input.duration === undefined) return known;
  const splitStays = known.length > 1 && patternMinutes(known) === input.duration;
  if (splitStays) return known;
  if (known.length > 1 && !parts.isNew) {
    throw refuse.badRequest('The length of a split booking changes by duration_pattern', 'body', 'duration');
  }
  return [input.duration];
}

function readLengths(
  input: AppointmentInput,
  service: Service | null | undefined,
  parts: DraftParts,
): Lengths {
  const pattern = readPattern(input, service, parts);
  if (pattern.length === 0) throw refuse.badRequest('duration is required', 'body', 'duration', 'required');
  if (pattern.length % 2 === 0)
    throw refuse.badRequest('A pattern ends with work', 'body', 'duration_pattern');
  return {
    pattern,
    duration: patternMinutes(pattern),
    durationBefore: input.duration_before ?? service?.durationBefore ?? parts.before.durationBefore,
    durationAfter: input.duration_after ?? service?.durationAfter ?? parts.before.durationAfter,
  };
}

function readTitle(input: AppointmentInput, service: Service | null | undefined, parts: DraftParts): string {
  const title = input.title ?? service?.name ?? parts.before.title;
  if (title === '') throw refuse.badRequest('title is required', 'body', 'title', 'required');
  return title;
}

function checkDay(day: string | null | undefined, field: string): string | null {
  if (day == null) return null;
  if (!isDay(day)) throw refuse.badRequest('Not a day', 'body', `recurring.${field}`);
  return day;
}

export function toRecurring(input: z.infer<typeof recurringInput>): Recurring {
  if (!isZone(input.timezone)) throw refuse.badRequest('Unknown time zone', 'body', 'recurring.timezone');
  return {
    timezone: input.timezone,
    frequency: input.frequency,
    period: input.period,
    weekDays: input.week_days.map((day) => (day === 0 ? 7 : day)),
    monthDays: input.month_days,
    yearMonths: input.year_months,
    repeatTimes: input.repeat_times ?? null,
    repeatLastDay: checkDay(input.repeat_last_day, 'repeat_last_day'),
    maxDay: checkDay(input.max_day, 'max_day'),
    isFixedByRecurringDay: input.is_fixed_by_recurring_day,
  };
}

function readCustomers(input: AppointmentInput, parts: DraftParts): string[] {
  const ids = input.customer_ids ?? parts.before.customerIds;
  const unknown = ids.find((id) => !parts.state.customers.has(id));
  if (unknown !== undefined) throw refuse.badRequest('Unknown customer', 'body', 'customer_ids');
  return ids;
}

function readExternalId(input: AppointmentInput, parts: DraftParts): string {
  if (input.external_id === undefined || parts.switches.timifyExternalId === 'dropped')
    return parts.before.externalId;
  return input.external_id ?? '';
}

export function draft(input: AppointmentInput, parts: DraftParts): Appointment {
  const { before } = parts;
  const named = readService(input, parts.state);
  // A service brings its defaults when it is new to the appointment, not each time it is mentioned.
  const service = named && named.id === before.serviceId ? undefined : named;
  const title = readTitle(input, service, parts);
  const recurring =
    input.recurring === undefined ? before.recurring : input.recurring && toRecurring(input.recurring);
  return {
    ...before,
    title,
    resourceIds: readResources(input, parts),
    start: readStart(input, parts),
    ...readLengths(input, service, parts),
    serviceId: named === undefined ? before.serviceId : (named?.id ?? null),
    color: input.color ?? service?.color ?? before.color,
    price: input.price ?? service?.price ?? before.price,
    notes: input.notes === undefined ? before.notes : (input.notes ?? ''),
    isCourse: input.is_course ?? service?.isGroup ?? before.isCourse,
    maxParticipants: input.max_participants ?? service?.maxParticipants ?? before.maxParticipants,
    participants: input.participants ?? before.participants,
    recurring,
    externalId: readExternalId(input, parts),
    customerIds: readCustomers(input, parts),
    customfields: input.customfields ?? before.customfields,
    hasNotifyCustomers: input.has_notify_customers ?? before.hasNotifyCustomers,
    hasNotifyResources: input.has_notify_resources ?? before.hasNotifyResources,
  };
}
