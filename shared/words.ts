/** The words that pane and server say to each other. The same words as in docs/glossary.md. */
import { z } from 'zod';

export const Side = z.enum(['office', 'timify']);
export type Side = z.infer<typeof Side>;

export const Direction = z.enum(['both', 'office-to-timify', 'timify-to-office']);
export type Direction = z.infer<typeof Direction>;

/** What shall happen to the copies when no rule owns them any more. */
export const Copies = z.enum(['keep', 'remove', 'plain']);
export type Copies = z.infer<typeof Copies>;

export const Language = z.enum(['de', 'en']);
export type Language = z.infer<typeof Language>;

export const ConnectionState = z.enum([
  'awaiting-approval',
  'importing',
  'in-step',
  'syncing',
  'paused',
  'needs-sign-in',
  'permission-missing',
  'mailbox-unsupported',
  'calendar-gone',
  'resource-gone',
  'timify-refused',
  'failing',
  'deactivated',
]);
export type ConnectionState = z.infer<typeof ConnectionState>;

/** A resource in the overview: before its connection, else the connection's state. */
export const ResourceState = z.enum([
  'not-invited',
  'invited',
  'invitation-expired',
  'needs-organisation-mode',
  ...ConnectionState.options,
]);
export type ResourceState = z.infer<typeof ResourceState>;

export const ConflictKind = z.enum([
  'overlap',
  'outside-working-hours',
  'both-changed',
  'move-refused',
  'confirm-move',
  'confirm-cancel',
  'mirror-deleted',
  'would-notify-guests',
  'not-writable',
  'not-representable',
  'fought-over',
]);
export type ConflictKind = z.infer<typeof ConflictKind>;

export const ConflictAction = z.enum([
  'keep-both',
  'move-booking',
  'move-event',
  'put-back',
  'use-office',
  'use-timify',
  'cancel-booking',
  'delete-event',
  'ignore',
  'ignore-series',
]);
export type ConflictAction = z.infer<typeof ConflictAction>;

/** `POST /api/connections/{id}/actions/{action}`. */
export const ConnectionAction = z.enum([
  'sync',
  'pause',
  'resume',
  'confirm-hold',
  'refuse-hold',
  'deactivate',
  'undo',
  'apply-settings',
  'self-test',
  'remind',
]);
export type ConnectionAction = z.infer<typeof ConnectionAction>;

export const DecisionKind = z.enum(['mirrored', 'covered', 'conflict', 'skipped', 'adopted']);
export type DecisionKind = z.infer<typeof DecisionKind>;

export const LogOutcome = z.enum(['done', 'failed', 'refused', 'skipped', 'noted']);
export type LogOutcome = z.infer<typeof LogOutcome>;

export const SettingSource = z.enum(['default', 'company', 'connection']);
export type SettingSource = z.infer<typeof SettingSource>;

/** An instant, ISO 8601. Answers are in UTC with milliseconds; requests may carry any offset. */
export const Time = z.iso.datetime({ offset: true });

/** Half open: `start` belongs to it, `end` does not. */
export const Span = z.object({ start: Time, end: Time });
export type Span = z.infer<typeof Span>;

/** What a person sends: a span that has a length. */
export const SentSpan = z
  .strictObject({ start: Time, end: Time })
  .refine((span) => Date.parse(span.start) < Date.parse(span.end), {
    path: ['end'],
    message: 'must lie after start',
  });

/** How long the last change took, in milliseconds: Microsoft's part and ours. */
export const Lag = z.object({ theirs: z.number(), ours: z.number() });
export type Lag = z.infer<typeof Lag>;

/** What would be done, or was: numbers of items. */
export const Counts = z.object({
  create: z.number(),
  update: z.number(),
  delete: z.number(),
  skip: z.number(),
  conflict: z.number(),
});
export type Counts = z.infer<typeof Counts>;

/** Lists: `next` is the cursor of the following page, absent on the last one. */
export const list = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** Query of paged lists: `after` is the `next` of the page before, and may be called so. */
export const Page = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
