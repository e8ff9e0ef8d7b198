import { z } from 'zod';
import { instantOf } from './time.ts';

/*
 * Shapes of TIMIFY's answers, as observed in 52 stored ones and in its reference. Tolerant on purpose: what we don't
 * use is not looked at, an absent list is empty, a wrong number is 0. What we need is demanded: ids and intervals.
 */

const text = z.string().catch('');
const count = z.number().catch(0);
const list = z.array(z.unknown()).catch([]);
const anything = z.unknown().optional();
const instant = anything.transform(instantOf);
const id = z.string().min(1).max(100);
const optionalId = z.string().min(1).nullish().catch(null);

/** `{ data, status }` for one, `{ data: [], total, meta, status }` for many. */
export const oneAnswer = z.object({ data: anything });
export const pageAnswer = z.object({
  data: z.array(z.unknown()),
  total: z.number().nullish().catch(null),
  meta: z
    .object({
      limit: z.number().nullish().catch(null),
      totalItems: z.number().nullish().catch(null),
      totalPages: z.number().nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** One slice: resource × interval × occurrence. Minutes; `durationTotal` is null where it is not told. */
const slice = z.object({
  resourceId: id,
  interval: z.object({ begin: instant.pipe(z.number()), end: instant.pipe(z.number()) }),
  duration: count,
  durationBefore: count,
  durationAfter: count,
  durationTotal: z.number().nullish().catch(null),
  isFirstBatch: z.boolean().nullish().catch(null),
  isLastBatch: z.boolean().nullish().catch(null),
  recurringDay: z.string().min(10).nullish().catch(null),
});
export type Slice = z.infer<typeof slice>;

const person = z.object({ id: optionalId, firstName: text, lastName: text, fullName: text });
const field = z.object({ label: text, name: text, value: anything });
const resourceRef = z.object({ id, name: text });

const readable = <T>(schema: z.ZodType<T>) =>
  list.transform((rows) =>
    rows.flatMap((row) => {
      const read = schema.safeParse(row);
      return read.success ? [read.data] : [];
    }),
  );

/** The resource of a slice that could not be read, so that only its own calendar reports it as broken. */
const sliceOwner = z.object({ resourceId: optionalId });

export const appointment = z.object({
  id,
  externalId: text,
  type: z.string().nullish().catch(null),
  title: text,
  notes: text,
  startDate: instant,
  createdAt: instant,
  updatedAt: text,
  /** Epoch milliseconds as a string: the version stamp. */
  timestamp: z.union([z.string(), z.number().transform(String)]).catch(''),
  isCourse: z.boolean().catch(false),
  maxParticipants: count,
  participants: count,
  /** Any customer counts, also one whose shape we don't know. */
  customers: list,
  singleCustomers: list,
  customfields: readable(field),
  resources: readable(resourceRef),
  serviceId: optionalId,
  service: z.object({ name: text }).nullish().catch(null),
  recurring: z.object({ timezone: text }).nullish().catch(null),
  reservedUntil: anything,
  scheduledForDeletionAt: anything,
  bookings: list.transform((rows) => ({
    slices: rows.flatMap((row) => slice.safeParse(row).data ?? []),
    brokenOf: rows.flatMap((row) =>
      slice.safeParse(row).success ? [] : [sliceOwner.safeParse(row).data?.resourceId ?? null],
    ),
  })),
});
export type AppointmentAnswer = z.infer<typeof appointment>;

export const people = readable(person);

export const resourceRow = z.object({
  id,
  name: text,
  email: text,
  timezone: optionalId,
  timeZone: optionalId,
});

export const companyRow = z.object({ id, name: text, timezone: text, locale: text, contactEmail: text });
/** `GET /booker-services/companies`: public, and the only place where a company's locale was seen. */
export const publicCompanies = z.object({ data: z.object({ companies: readable(companyRow) }) });
