/** What would happen. The same planner as the sync; nothing is written. */
import { z } from 'zod';
import type { Call } from './call.ts';
import { ConnectBody, ConnectionChange } from './connection.ts';
import { SettingsChange } from './settings.ts';
import { Copies, Counts, Side, Span } from './words.ts';

const Id = z.string().min(1).max(100);

export const PreviewBody = z.discriminatedUnion('kind', [
  ConnectBody.extend({ kind: z.literal('connect') }),
  z.strictObject({
    kind: z.literal('settings'),
    connection: Id,
    /** Absent: what "apply to existing" would do with the settings in force. */
    settings: SettingsChange.optional(),
    copies: Copies.optional(),
  }),
  z.strictObject({ kind: z.literal('deactivate'), connection: Id, copies: Copies.default('keep') }),
  ConnectionChange.extend({ kind: z.literal('calendars'), connection: Id }),
]);
export type PreviewBody = z.infer<typeof PreviewBody>;

export const Preview = z.object({
  counts: Counts,
  /** The same numbers by the side that would be written. */
  sides: z
    .object({
      office: z.object({ create: z.number(), update: z.number(), delete: z.number() }),
      timify: z.object({ create: z.number(), update: z.number(), delete: z.number() }),
    })
    .optional(),
  /** How many of the changes and deletions are of originals themselves; the others are of copies. */
  origins: z.object({ update: z.number(), delete: z.number() }),
  /** Why items would be skipped, most frequent first. */
  skips: z.array(z.object({ reason: z.string(), count: z.number() })).optional(),
  window: Span,
  /** At most three of each kind; what would become of originals before what would become of copies. */
  samples: z.array(
    z.object({
      what: z.enum(['create', 'update', 'delete', 'skip', 'conflict']),
      /** Where the original is. */
      side: Side,
      item: z.string(),
      /** Which of the two is written: the original itself, or its copy on the other side; null where nothing is. */
      target: z.enum(['origin', 'copy']).nullable(),
      start: z.string(),
      end: z.string(),
      title: z.string().nullable(),
      rule: z.string(),
      setting: z.string().nullable(),
      /** What the copy would say under these settings, where the viewer may see it and a text would be written. */
      copy: z.object({ title: z.string().nullable(), notes: z.string().nullable() }).nullable().optional(),
    }),
  ),
  /** Mails to guests, counted from the plan: always 0. */
  mails: z.number(),
});
export type Preview = z.infer<typeof Preview>;

export const previewCalls = {
  preview: {
    method: 'post',
    path: '/api/preview',
    who: 'user',
    summary: 'What connecting, new settings, other calendars or deactivating would do',
    body: PreviewBody,
    answer: Preview,
    errors: [
      'invitation_expired',
      'resource_taken',
      'privacy_required',
      'consent_required',
      'sign_in_required',
      'mailbox_unsupported',
    ],
  },
} as const satisfies Record<string, Call>;
