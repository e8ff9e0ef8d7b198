import { z } from 'zod';
import { refuse } from '../errors.ts';
import type { Weekday } from '../model.ts';

/**
 * The shape of what clients may write. Strict: a property that Graph does not know is refused (facts: graph §8.1 no. 19),
 * so that a client cannot rest on leniency. Read-only properties are taken and ignored.
 */

const DAYS: readonly [Weekday, ...Weekday[]] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];
const day = z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), z.enum(DAYS));
const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const dateTime = z.strictObject({ dateTime: z.string(), timeZone: z.string() });
const emailAddress = z.strictObject({ name: z.string().nullish(), address: z.string().nullish() });

const location = z.looseObject({ displayName: z.string().nullish() });

const attendee = z.strictObject({
  emailAddress,
  type: z.enum(['required', 'optional', 'resource']).nullish(),
  status: z.unknown().optional(),
  proposedNewTime: z.unknown().optional(),
});

const pattern = z.strictObject({
  type: z.enum(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly']),
  interval: z.int().min(1).max(999),
  month: z.int().min(0).max(12).nullish(),
  dayOfMonth: z.int().min(0).max(31).nullish(),
  daysOfWeek: z.array(day).nullish(),
  firstDayOfWeek: day.nullish(),
  index: z.enum(['first', 'second', 'third', 'fourth', 'last']).nullish(),
});

const range = z.strictObject({
  type: z.enum(['endDate', 'noEnd', 'numbered']),
  startDate: dateText,
  endDate: dateText.nullish(),
  recurrenceTimeZone: z.string().nullish(),
  numberOfOccurrences: z.int().min(0).max(999).nullish(),
});

const extendedProperty = z.strictObject({
  id: z
    .string()
    .regex(
      /^(String|Integer|Boolean|Double|SystemTime|CLSID) (\{[0-9a-fA-F-]{36}\} (Name \S.*|Id 0x[0-9a-fA-F]+)|0x[0-9a-fA-F]+)$/,
    ),
  value: z.string(),
});

const writable = {
  subject: z.string().max(255).nullish(),
  body: z
    .strictObject({
      contentType: z.preprocess(
        (v) => (typeof v === 'string' ? v.toLowerCase() : v),
        z.enum(['text', 'html']),
      ),
      content: z.string().nullish(),
    })
    .nullish(),
  start: dateTime.optional(),
  end: dateTime.optional(),
  isAllDay: z.boolean().nullish(),
  showAs: z.enum(['unknown', 'free', 'tentative', 'busy', 'oof', 'workingElsewhere']).nullish(),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']).nullish(),
  importance: z.enum(['low', 'normal', 'high']).nullish(),
  location: location.nullish(),
  locations: z.array(location).nullish(),
  attendees: z.array(attendee).max(500).nullish(),
  categories: z.array(z.string()).nullish(),
  isReminderOn: z.boolean().nullish(),
  reminderMinutesBeforeStart: z.int().nullish(),
  hideAttendees: z.boolean().nullish(),
  responseRequested: z.boolean().nullish(),
  allowNewTimeProposals: z.boolean().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeetingProvider: z.string().nullish(),
  recurrence: z.strictObject({ pattern, range }).nullish(),
  transactionId: z.string().nullish(),
  singleValueExtendedProperties: z.array(extendedProperty).nullish(),
};

const READ_ONLY = [
  ...[
    'id',
    'changeKey',
    'createdDateTime',
    'lastModifiedDateTime',
    'iCalUId',
    'uid',
    'occurrenceId',
    'bodyPreview',
  ],
  ...[
    'originalStartTimeZone',
    'originalEndTimeZone',
    'originalStart',
    'isCancelled',
    'isDraft',
    'isOrganizer',
  ],
  ...[
    'responseStatus',
    'type',
    'seriesMasterId',
    'organizer',
    'webLink',
    'onlineMeeting',
    'onlineMeetingUrl',
  ],
  ...['hasAttachments', 'cancelledOccurrences'],
];

const eventInput = z.strictObject(writable);

export type EventInput = z.infer<typeof eventInput>;
export type RecurrenceInput = NonNullable<EventInput['recurrence']>;

export function asObject(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse.badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  return { ...body };
}

export function readEventInput(body: unknown): EventInput {
  const given = asObject(body);
  const known = Object.entries(given).filter(
    ([name]) => !name.startsWith('@odata.') && !READ_ONLY.includes(name),
  );
  return check(eventInput, Object.fromEntries(known), 'microsoft.graph.event');
}

/** Parses with a schema; a refusal says which property it is about, as OData readers do. */
export function check<T>(schema: z.ZodType<T>, value: unknown, type: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    throw refuse.badRequest(
      `The property '${name}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`,
    );
  }
  throw refuse.badRequest(
    `Invalid value for '${issue?.path.join('/') ?? ''}': ${issue?.message ?? 'unreadable'}.`,
  );
}
