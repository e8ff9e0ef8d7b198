/** Calls that show items: conflicts, log, reasons, the agenda, what the brake holds. Texts are read live. */
import { z } from 'zod';
import type { Call } from './call.ts';
import { ActResult } from './connection.ts';
import {
  ConflictAction,
  ConflictKind,
  DecisionKind,
  Language,
  list,
  LogOutcome,
  Page,
  SentSpan,
  SettingSource,
  Side,
  Span,
  Time,
} from './words.ts';

/**
 * One item as the viewer may see it. `title` is null where the viewer may not read it, or nobody can right now
 * (`readable`: `hidden`, `later`).
 */
export const ShownItem = z.object({
  id: z.string(),
  start: Time,
  end: Time,
  allDay: z.boolean(),
  title: z.string().nullable(),
  readable: z.enum(['yes', 'hidden', 'later']),
  isPrivate: z.boolean(),
  hasGuests: z.boolean(),
  isOrganizer: z.boolean(),
  webLink: z.string().nullable(),
  service: z.string().nullable(),
  customers: z.array(z.string()),
  hasCustomers: z.boolean(),
});
export type ShownItem = z.infer<typeof ShownItem>;

export const Conflict = z.object({
  id: z.string(),
  connectionId: z.string(),
  resourceId: z.string(),
  resourceName: z.string(),
  kind: ConflictKind,
  openedAt: Time,
  closedAt: Time.optional(),
  /** `solved`, `cause-gone`, `ignored`. */
  closedBy: z.string().optional(),
  cause: z.object({
    /** The whole case in one sentence: why, both items, their times and since when. */
    sentence: z.string(),
    /** Why, alone: for a page that shows the items itself. */
    reason: z.string().optional(),
    rule: z.string(),
    setting: z.string().nullable(),
  }),
  /** The colliding part, or the time in question. */
  span: Span,
  office: ShownItem.optional(),
  timify: ShownItem.optional(),
  /** The other time, where one lost. */
  lost: Span.nullable(),
  /** The ways out that this viewer may take. */
  actions: z.array(ConflictAction),
  /** Free in both calendars, earliest first. */
  slots: z.array(Span),
  /** `notify` must be said for `move-booking` and `cancel-booking`. */
  notifyRequired: z.boolean(),
  /** A person's decision that this viewer can take back (30 days), through `undoLog` with `undoEntry`. */
  undoable: z.boolean(),
  undoEntry: z.string().nullable(),
  /** `notify` must be said for taking it back. */
  undoAsksNotify: z.boolean(),
});
export type Conflict = z.infer<typeof Conflict>;

export const ResolveBody = z.strictObject({
  action: ConflictAction,
  slot: SentSpan.optional(),
  notify: z.boolean().optional(),
});

export const LogEntry = z.object({
  id: z.string(),
  connectionId: z.string(),
  at: Time,
  /** Sentence id. */
  event: z.string(),
  sentence: z.string(),
  item: z.string(),
  side: Side,
  span: Span,
  /** The other time: the one before, or the one that lost. */
  was: Span.nullable(),
  title: z.string().nullable(),
  outcome: LogOutcome,
  rule: z.string(),
  setting: z.string().nullable(),
  /** This viewer can take it back now. Refused only where the world has changed since. */
  undoable: z.boolean(),
  /** `notify` must be said: a customer's booking would move, and nobody decided before whether they are told. */
  undoAsksNotify: z.boolean(),
});
export type LogEntry = z.infer<typeof LogEntry>;

export const Explanation = z.object({
  sentence: z.string(),
  /** The same with the setting, whether it is inherited, the time, and the call that would change it. */
  inFull: z.string(),
  rule: z.string(),
  setting: z.string().nullable(),
  /** The value in force of that setting. */
  value: z.unknown(),
  /** What it said when this was decided, where that is something else than today. */
  earlier: z.object({ value: z.unknown() }).nullable(),
  source: SettingSource.nullable(),
  /** The company has locked that setting. */
  locked: z.boolean(),
  /**
   * The call that would change that setting, or, where it was changed since, apply it to what is there; null where the
   * rule is fixed.
   */
  change: z
    .object({ method: z.enum(['PATCH', 'POST']), path: z.string(), body: z.record(z.string(), z.unknown()) })
    .nullable(),
  /** `gone`: it was there and is not any more. `unseen`: no run has looked at it. */
  decision: z.enum([...DecisionKind.options, 'gone', 'unseen']),
  reason: z.string().nullable(),
  at: Time,
});
export type Explanation = z.infer<typeof Explanation>;

/** One row of the two-column agenda: an item and its copy, or an item alone. */
export const AgendaRow = z.object({
  /** Null for items that the sync has not looked at yet. */
  linkId: z.string().nullable(),
  origin: Side,
  office: ShownItem.nullable(),
  timify: ShownItem.nullable(),
  decision: DecisionKind.nullable(),
  reason: z.string().nullable(),
  anonymous: z.boolean(),
  conflictId: z.string().nullable(),
});
export type AgendaRow = z.infer<typeof AgendaRow>;

export const HeldRow = z.object({
  linkId: z.string(),
  side: Side,
  item: z.string(),
  start: Time,
  end: Time,
  title: z.string().nullable(),
});
export type HeldRow = z.infer<typeof HeldRow>;

export const itemCalls = {
  conflicts: {
    method: 'get',
    path: '/api/connections/{id}/conflicts',
    who: 'owner-or-admin',
    summary: 'Conflicts, open ones first unless asked otherwise',
    query: Page.extend({ state: z.enum(['open', 'all']).default('open'), language: Language.optional() }),
    answer: list(Conflict),
  },
  resolve: {
    method: 'post',
    path: '/api/connections/{id}/conflicts/{conflictId}/resolve',
    who: 'owner-or-admin',
    summary: 'Decides a conflict',
    body: ResolveBody,
    answer: ActResult,
    status: [200, 202],
  },
  log: {
    method: 'get',
    path: '/api/connections/{id}/log',
    who: 'owner-or-admin',
    summary: 'What was done and why, newest first',
    query: Page.extend({
      item: z.string().max(500).optional(),
      /** What was written before: the way to a day. */
      until: Time.optional(),
      /** Read titles live; costs calls to Microsoft and TIMIFY. */
      titles: z.stringbool().default(false),
      /** Without lines about what was left out since it lies outside the window: a long series has one for each of its days. */
      inWindow: z.stringbool().default(false),
      language: Language.optional(),
    }),
    answer: list(LogEntry),
  },
  undoLog: {
    method: 'post',
    path: '/api/connections/{id}/log/{entry}/undo',
    who: 'owner-or-admin',
    summary: 'Takes one line back; `notify`: whether customers are told, default as the first time',
    body: z.strictObject({ notify: z.boolean().optional() }).default({}),
    answer: ActResult,
    status: [200, 202],
    errors: ['undo_impossible'],
  },
  explain: {
    method: 'get',
    path: '/api/connections/{id}/explain',
    who: 'owner-or-admin',
    summary: 'Why an item is, or is not, on the other side',
    query: z.object({ side: Side, item: z.string().min(1).max(500), language: Language.optional() }),
    answer: Explanation,
  },
  held: {
    method: 'get',
    path: '/api/connections/{id}/hold',
    who: 'owner-or-admin',
    summary: 'What the brake keeps from being deleted',
    answer: list(HeldRow),
  },
  agenda: {
    method: 'get',
    path: '/api/agenda',
    who: 'owner-or-admin',
    summary: 'Both calendars side by side, at most 31 days',
    query: z.object({ connection: z.string().min(1).max(100), from: Time, to: Time }),
    answer: list(AgendaRow),
  },
} as const satisfies Record<string, Call>;
