import { z } from 'zod';
import { refuse } from './errors.ts';
import type { Part } from './errors.ts';

/** Query and form values come as text; JSON as they are. */
const flag = z.union([
  z.boolean(),
  z.literal('true').transform(() => true),
  z.literal('false').transform(() => false),
]);
const id = z.string().min(1);
const grid = z.number().int().nonnegative().multipleOf(5);

export const recurringInput = z.object({
  timezone: z.string(),
  frequency: z.enum(['DAYS', 'WEEKS', 'MONTHS', 'YEARS']),
  period: z.number().int().min(1).max(99).default(1),
  /** 1 = Monday; Sunday may come as 0 or 7, since the facts leave it open. */
  week_days: z.array(z.number().int().min(0).max(7)).default([]),
  month_days: z.array(z.number().int().min(1).max(31)).default([]),
  year_months: z.array(z.number().int().min(1).max(12)).default([]),
  repeat_times: z.number().int().min(1).max(2000).nullish(),
  repeat_last_day: z.string().nullish(),
  max_day: z.string().nullish(),
  is_fixed_by_recurring_day: z.boolean().default(false),
});

export const appointmentInput = z.object({
  title: z.string().min(1).nullish(),
  resource_ids: z.array(id).min(1).optional(),
  external_resource_ids: z.array(id).min(1).optional(),
  datetime: z.string().optional(),
  duration: grid.min(5).optional(),
  duration_pattern: z.array(grid).min(1).optional(),
  duration_before: grid.optional(),
  duration_after: grid.optional(),
  service_id: id.nullish(),
  external_service_id: id.nullish(),
  is_course: flag.optional(),
  max_participants: z.number().int().min(1).optional(),
  participants: z.number().int().min(0).optional(),
  recurring: recurringInput.nullish(),
  notes: z.string().nullish(),
  color: z.string().optional(),
  price: z.number().optional(),
  external_id: z.string().nullish(),
  customer_ids: z.array(id).optional(),
  customfields: z
    .array(z.object({ id: z.string(), label: z.string().default(''), value: z.string() }))
    .optional(),
  has_notify_customers: flag.optional(),
  has_notify_resources: flag.optional(),
});

export type AppointmentInput = z.infer<typeof appointmentInput>;

export const notifyInput = z.object({
  has_notify_customers: flag.optional(),
  has_notify_resources: flag.optional(),
});

/** The name of the id list is not known, so two are taken. Facts: timify §4 row 15 [I]. */
export const bulkDeleteInput = notifyInput.extend({
  ids: z.array(id).optional(),
  appointment_ids: z.array(id).optional(),
});

const span = z.object({ begin: z.string(), end: z.string() });

export const timeshiftInput = z.object({
  resource_id: id.optional(),
  external_resource_id: id.optional(),
  from: z.string(),
  to: z.string(),
  working_times: z.array(span).default([]),
  booking_times: z.array(span).default([]),
  denial_times: z.array(span).default([]),
  denial_reason: z.enum(['VACATION', 'SICK', 'BLOCKER']).nullish(),
});

/** Bulk bodies are camelCase. Facts: timify §1.4 [D]. */
export const timeshiftImportInput = z.object({
  timeshifts: z.array(
    z.object({
      resourceId: id.optional(),
      externalResourceId: id.optional(),
      interval: z.object({ begin: z.string(), end: z.string() }),
      workingTimes: z.array(span).default([]),
      bookingTimes: z.array(span).default([]),
      denialTimes: z.array(span).default([]),
      denialReason: z.enum(['VACATION', 'SICK', 'BLOCKER']).nullish(),
      importShiftAllowanceId: z.string().nullish(),
      importShiftDenialId: z.string().nullish(),
    }),
  ),
  webhookUrl: z.string().nullish(),
});

export const resourceInput = z.object({
  name: z.string().min(1).optional(),
  email: z.string().optional(),
  color: z.string().optional(),
  external_id: z.string().optional(),
  timezone: z.string().nullish(),
});

export const serviceInput = z.object({
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  color: z.string().optional(),
  external_id: z.string().optional(),
  duration: grid.min(5).optional(),
  duration_before: grid.optional(),
  duration_after: grid.optional(),
  duration_pattern: z.array(grid).min(1).optional(),
  price: z.number().optional(),
  is_group: z.boolean().optional(),
  max_participants: z.number().int().min(1).optional(),
  resource_ids: z.array(id).optional(),
});

export const customerInput = z.object({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  external_id: z.string().optional(),
});

export const reservationInput = z.object({
  company_id: id,
  service_id: id,
  resource_ids: z.array(id).default([]),
  date: z.string(),
  time: z.string(),
});

export const confirmInput = z.object({
  company_id: id,
  reservation_id: id,
  secret: z.string(),
  fields: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
  external_customer_id: z.string().optional(),
});

/** Reads a body or query, or refuses it naming the first field that is wrong. Unknown fields are ignored. */
export function read<T>(schema: z.ZodType<T>, value: unknown, part: Part): T {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw refuse.badRequest(
    'Validation failed',
    part,
    issue?.path.join('.') ?? '',
    issue?.message ?? 'invalid',
  );
}
