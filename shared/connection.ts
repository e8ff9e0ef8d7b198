/** Calls about one connection: the resource's own screens. */
import { z } from 'zod';
import type { Call } from './call.ts';
import { PartialSettings, SettingsChange, SettingsInForce } from './settings.ts';
import { ConnectionState, Copies, Lag, Language, Side, Time } from './words.ts';

export const Connection = z.object({
  id: z.string(),
  companyId: z.string(),
  resourceId: z.string(),
  resourceName: z.string(),
  /** The mailbox owner's address. */
  ownerEmail: z.string(),
  /** The caller is the mailbox owner. */
  mine: z.boolean(),
  state: ConnectionState,
  stateSince: Time,
  /** A machine word about the last failure, with Microsoft's or TIMIFY's request id. */
  trouble: z.object({ kind: z.string(), requestId: z.string().nullable(), at: Time }).nullable(),
  progress: z.object({
    phase: z.enum(['none', 'next-days', 'rest', 'cursor', 'done']),
    done: z.number(),
    total: z.number(),
    /** Mirrored without a gap until here, nearest days first. */
    doneUntil: Time.nullable(),
    /** Until the phase is `done`, settings are being applied to what is there; else it is an import, or another look. */
    applying: z.boolean().optional(),
  }),
  settings: SettingsInForce,
  /** Graph's ids. */
  calendars: z.array(z.string()),
  calendarFacts: z.array(z.object({ id: z.string(), canEdit: z.boolean(), isOwn: z.boolean() })),
  writeCalendar: z.string().nullable(),
  timeZone: z.string(),
  /** In which of the company's languages copies without a title speak: `blockerWords`, `busyWords`. */
  language: Language,
  counts: z.object({
    linked: z.number(),
    covered: z.number(),
    conflicts: z.number(),
    skipped: z.number(),
    held: z.number(),
  }),
  /** Deletions that the brake keeps back, of how many copies on that side; a series counts as one in both. */
  hold: z.object({ side: Side, count: z.number(), total: z.number(), since: Time }).nullable(),
  lag: Lag.nullable(),
  lastRunAt: Time.nullable(),
  provenEqualAt: Time.nullable(),
  importedAt: Time.nullable(),
  createdAt: Time,
  deactivated: z.object({ at: Time, copies: Copies, undoUntil: Time.nullable() }).nullable(),
});
export type Connection = z.infer<typeof Connection>;

const CalendarId = z.string().min(1).max(400);
const Calendars = z
  .array(CalendarId)
  .min(1, { message: 'choose at least one calendar' })
  .max(50)
  .refine((ids) => new Set(ids).size === ids.length, { message: 'names a calendar twice' });

export const ConnectBody = z.strictObject({
  /** The link's token, or the id of an invitation that `GET /api/me` listed. */
  invitation: z.string().min(1).max(200),
  calendars: Calendars,
  /** Where bookings become events; default: the first own writable one chosen. */
  writeCalendar: CalendarId.optional(),
  settings: PartialSettings.default({}),
});

export const ConnectionChange = z.strictObject({
  calendars: Calendars.optional(),
  writeCalendar: CalendarId.optional(),
  /** Needed when copies would be left that no rule owns. */
  copies: Copies.optional(),
});

export const ActionBody = z
  .strictObject({
    /** `deactivate` only. */
    copies: Copies.optional(),
  })
  .default({});

/**
 * What came of an act. `pending`: no worker took it within the wait; it will still be carried out, the stream tells.
 * `facts` of `deactivate` are its proof: `removedBySide`, `ofOurs` per side as counted afterwards (null: unreadable), `left`
 * with the copies that had to stay, `released`, `marked`, `failed`, `accessEnded`.
 */
export const ActResult = z.object({
  ok: z.boolean(),
  pending: z.boolean(),
  error: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  connection: Connection.nullable(),
});
export type ActResult = z.infer<typeof ActResult>;

/** `facts` of `self-test`, which is always `pending`: how far it is, is asked for under this id. */
export const SelfTestFacts = z.object({ id: z.string() });

/**
 * A self-test as far as it is: steps in the order in which they began. `why` of one that was skipped, and so was not tested:
 * its owner alone may, nothing is written there, a step before it failed, or no notification is to be expected. `error` of
 * one that failed: the kind of fault; `no-notification`, `not-shown`: the probe did not come back in time; `stopped`: the
 * server ended meanwhile.
 */
export const SelfTest = z.object({
  isOver: z.boolean(),
  steps: z.array(
    z.object({
      step: z.enum([
        'office-calendars',
        'office-create',
        'office-read',
        'office-notification',
        'office-delta',
        'office-remove',
        'timify-read',
      ]),
      outcome: z.enum(['running', 'done', 'failed', 'skipped']),
      milliseconds: z.number(),
      error: z.string().nullable(),
      why: z.enum(['owner-only', 'not-written', 'failed', 'shared-calendar', 'not-subscribed']).nullish(),
    }),
  ),
});
export type SelfTest = z.infer<typeof SelfTest>;

/** Proof that nothing of the connection is left with us. */
export const ErasureProof = z.object({
  connectionId: z.string(),
  erasedAt: Time,
  copies: Copies,
  /** Rows of ours that were removed and, counted afterwards, that are left: always 0. */
  removed: z.object({
    links: z.number(),
    log: z.number(),
    conflicts: z.number(),
    invitations: z.number().optional(),
  }),
  left: z.number(),
  facts: z.record(z.string(), z.unknown()),
});
export type ErasureProof = z.infer<typeof ErasureProof>;

/** Everything stored about a connection. No texts of items: those are not stored. */
export const Archive = z.object({
  exportedAt: Time,
  connection: Connection,
  ownSettings: z.record(z.string(), z.unknown()),
  links: z.array(z.record(z.string(), z.unknown())),
  conflicts: z.array(z.record(z.string(), z.unknown())),
  log: z.array(z.record(z.string(), z.unknown())),
  subscriptions: z.array(z.record(z.string(), z.unknown())),
  invitations: z.array(z.record(z.string(), z.unknown())).optional(),
});
export type Archive = z.infer<typeof Archive>;

export const connectionCalls = {
  connect: {
    method: 'post',
    path: '/api/connections',
    who: 'user',
    summary: 'Connects a resource with calendars; 202 while an admin must approve another address',
    body: ConnectBody,
    answer: Connection,
    status: [201, 202],
    errors: [
      'invitation_expired',
      'resource_taken',
      'privacy_required',
      'consent_required',
      'sign_in_required',
      'mailbox_unsupported',
      'permission_missing',
    ],
  },
  connection: {
    method: 'get',
    path: '/api/connections/{id}',
    who: 'owner-or-admin',
    summary: 'One connection',
    answer: Connection,
  },
  changeConnection: {
    method: 'patch',
    path: '/api/connections/{id}',
    who: 'owner',
    summary: 'Other calendars',
    body: ConnectionChange,
    answer: Connection,
    errors: ['copies_required', 'consent_required', 'sign_in_required'],
  },
  connectionSettings: {
    method: 'get',
    path: '/api/connections/{id}/settings',
    who: 'owner-or-admin',
    summary: 'The settings in force and where each comes from',
    answer: SettingsInForce,
  },
  changeSettings: {
    method: 'patch',
    path: '/api/connections/{id}/settings',
    who: 'owner-or-admin',
    summary: 'Sets or resets settings; holds for what is synced from then on',
    body: SettingsChange,
    answer: SettingsInForce,
    errors: ['copies_required', 'consent_required', 'sign_in_required'],
  },
  act: {
    method: 'post',
    path: '/api/connections/{id}/actions/{action}',
    who: 'owner-or-admin',
    summary:
      'sync, pause, resume, confirm-hold, refuse-hold, deactivate, undo, apply-settings, self-test, remind',
    body: ActionBody,
    answer: ActResult,
    status: [200, 202],
    errors: ['undo_impossible', 'consent_required', 'sign_in_required'],
  },
  selfTest: {
    method: 'get',
    path: '/api/connections/{id}/self-tests/{test}',
    who: 'owner-or-admin',
    summary: 'A self-test as far as it is, for who began it',
    answer: SelfTest,
  },
  exportConnection: {
    method: 'get',
    path: '/api/connections/{id}/export',
    who: 'owner',
    summary: 'Everything we store about the connection',
    answer: Archive,
  },
  eraseConnection: {
    method: 'delete',
    path: '/api/connections/{id}/data',
    who: 'owner',
    summary: 'Deactivates, then erases everything we store; can not be undone',
    body: z.strictObject({ copies: Copies }),
    answer: ErasureProof,
    status: [200, 202],
  },
} as const satisfies Record<string, Call>;
