/** What the company's admin sees and sends. */
import { z } from 'zod';
import { ConnectionState, Direction, Lag, Language, list, ResourceState, Time } from './words.ts';

export const Company = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  language: Language,
  privacyAccepted: z.boolean(),
  /** `credentials-refused`: TIMIFY no longer takes the App ID and secret; nothing is lost, renew them. */
  state: z.enum(['ok', 'credentials-refused']),
  webhook: z.object({
    /** To be entered in TIMIFY's Developer Platform, with this header. */
    url: z.string(),
    headerName: z.string(),
    /** Shown once: when the company is connected and when the value is rotated. */
    headerValue: z.string().nullable(),
  }),
});
export type Company = z.infer<typeof Company>;

const Credentials = {
  appId: z.string().trim().min(1).max(200),
  appSecret: z.string().trim().min(1).max(400),
};

/** The proof that a company is one's own. */
export const CompanyProof = z.strictObject({
  timifyCompanyId: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[\w-]+$/, { message: 'is no company id of TIMIFY' }),
  ...Credentials,
});

export const ConnectCompany = CompanyProof.extend({
  /** From the mail to the company's contact address; moves a company that another tenant has. */
  code: z.string().trim().min(1).max(40).optional(),
});

export const SentCode = z.object({
  /** `a…@lindner.example` */
  contact: z.string(),
  expiresAt: Time,
});
export type SentCode = z.infer<typeof SentCode>;

export const Privacy = z.object({
  version: z.string(),
  text: z.object({ en: z.string(), de: z.string() }),
  accepted: z.boolean(),
  acceptedAt: Time.nullable(),
});
export type Privacy = z.infer<typeof Privacy>;

export const Resource = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  state: ResourceState,
  connectionId: z.string().nullable(),
  invitation: z.object({ invitedBy: z.string(), createdAt: Time, expiresAt: Time }).nullable(),
  /** Who waits for approval. */
  awaiting: z.object({ email: z.string() }).nullable(),
  /** The kind of the connection's fault, while it has one. */
  trouble: z.string().nullable(),
  direction: Direction.nullable(),
  conflicts: z.number(),
  held: z.number(),
  /** 0 to 1 while importing. */
  progress: z.number().nullable(),
  lag: Lag.nullable(),
  lastRunAt: Time.nullable(),
});
export type Resource = z.infer<typeof Resource>;

export const InviteBody = z.strictObject({
  resourceIds: z.array(z.string().min(1).max(100)).min(1).max(500),
  /** False: only the links are made; nobody gets mail. */
  send: z.boolean(),
  language: Language.optional(),
});

export const Invited = z.object({
  resourceId: z.string(),
  /** Null where this one is refused. */
  url: z.string().nullable(),
  expiresAt: Time.nullable(),
  sent: z.boolean(),
  refused: z.enum(['needs-organisation-mode', 'not-found', 'mail-failed']).nullable(),
});
export type Invited = z.infer<typeof Invited>;

export const HealthRow = z.object({
  connectionId: z.string(),
  resourceId: z.string(),
  resourceName: z.string(),
  state: ConnectionState,
  needsHelp: z.boolean(),
  stateSince: Time,
  trouble: z.object({ kind: z.string(), requestId: z.string().nullable(), at: Time }).nullable(),
  lag: Lag.nullable(),
  lastRunAt: Time.nullable(),
  provenEqualAt: Time.nullable(),
  linked: z.number(),
  subscriptions: z.object({ live: z.number(), all: z.number(), expiresAt: Time.nullable() }),
  /** Changes that wait since. */
  waitingSince: Time.nullable(),
  /**
   * Where only the owner could help, who may have left: the resource's bookings of the next 90 days, the first of them
   * with their times. Null for all others, and while TIMIFY does not answer.
   */
  openBookings: z
    .object({ count: z.number(), first: z.array(z.object({ start: Time, end: Time })) })
    .nullable(),
});
export type HealthRow = z.infer<typeof HealthRow>;

export const Health = list(HealthRow).extend({
  company: z.enum(['ok', 'credentials-refused']),
  /** False: TIMIFY takes no marks on appointments, so what was made there is known by its looks. Nothing is amiss. */
  keepsMarks: z.boolean(),
  /** Of all pages: live connections, and those of them that come first since they need help. */
  total: z.number(),
  needHelp: z.number(),
  /** People who wait for an admin's approval. */
  awaiting: z.number(),
  /** `lag`, `changes` and `history` are of all changes since: a day. What other processes did in the last minute may be missing. */
  since: Time,
  /** Milliseconds, over all of these changes; null before the first. */
  lag: z.object({ median: z.number(), p95: z.number(), theirs: z.number(), ours: z.number() }).nullable(),
  changes: z.number(),
  /** The earliest of the live connections' last proofs; null where one has none yet. */
  provenEqualAt: Time.nullable(),
  linked: z.number(),
  /** Half hours. */
  history: z.array(
    z.object({ at: Time, changes: z.number(), median: z.number(), p95: z.number(), theirs: z.number() }),
  ),
});
export type Health = z.infer<typeof Health>;

export const AuditEntry = z.object({
  id: z.string(),
  at: Time,
  by: z.string(),
  act: z.string(),
  facts: z.record(z.string(), z.unknown()),
  /** Whom it was about, as TIMIFY names them now; null: not listed any more, or TIMIFY does not answer. */
  resources: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  /** Of `undo`: what was taken back, as a sentence. */
  undone: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
