/** The rules of the sync that someone may choose. Nested in JSON; locks, sources and log entries use dotted names. */
import { z } from 'zod';
import { Copies, Direction, SettingSource } from './words.ts';

const BlockOrIgnore = z.enum(['block', 'ignore']);
const OnMirrorDeleted = z.enum(['ask', 'restore', 'follow']);
const Word = z.string().trim().min(1).max(60);
const Words = z.strictObject({ en: Word, de: Word });

const shape = {
  direction: Direction,
  anonymous: z.strictObject({ toTimify: z.boolean(), toOffice: z.boolean() }),
  title: z.boolean(),
  notes: z.boolean(),
  showAs: z.strictObject({
    free: BlockOrIgnore,
    tentative: BlockOrIgnore,
    busy: BlockOrIgnore,
    oof: BlockOrIgnore,
    workingElsewhere: BlockOrIgnore,
    unknown: BlockOrIgnore,
  }),
  allDay: z.enum(['block', 'busy-only', 'ignore']),
  response: z.strictObject({
    tentative: BlockOrIgnore,
    declined: BlockOrIgnore,
    notResponded: BlockOrIgnore,
    none: BlockOrIgnore,
  }),
  othersMeetings: BlockOrIgnore,
  cancelled: BlockOrIgnore,
  drafts: BlockOrIgnore,
  personal: z.enum(['anonymous', 'normal']),
  onMirrorDeleted: z.strictObject({ office: OnMirrorDeleted, timify: OnMirrorDeleted }),
  onBothChanged: z.enum(['origin', 'ask', 'office', 'timify']),
  onBookingMoved: z.enum(['ask', 'move-and-notify', 'move-silently', 'put-back']),
  onBookingDeleted: z.enum(['ask', 'cancel-and-notify', 'cancel-silently', 'restore']),
  windowPastDays: z.number().int().min(0).max(60),
  windowFutureMonths: z.number().int().min(3).max(36),
  splitBookings: z.enum(['one', 'each']),
  buffers: z.enum(['merge', 'exclude', 'separate']),
  blocker: z.enum(['appointment', 'timeshift']),
  blockerWords: Words,
  busyWords: Words,
  template: z.strictObject({ subject: z.string().trim().min(1).max(200), body: z.string().max(2000) }),
  category: z.string().trim().max(100),
  /** Minutes before the start. */
  reminder: z.union([z.literal('none'), z.number().int().min(0).max(40_320)]),
  busyAs: z.enum(['busy', 'tentative', 'oof']),
  /** Copies in Outlook carry its private flag. */
  private: z.boolean(),
  /** The names of a group's participants beside their number. */
  groupNames: z.boolean(),
  digest: z.enum(['daily', 'at-once', 'never']),
};

export const Settings = z.strictObject(shape);
export type Settings = z.infer<typeof Settings>;

/** Any part of the settings; a name we don't know is refused and named. */
export const PartialSettings = Settings.partial().extend({
  anonymous: shape.anonymous.partial().optional(),
  showAs: shape.showAs.partial().optional(),
  response: shape.response.partial().optional(),
  onMirrorDeleted: shape.onMirrorDeleted.partial().optional(),
  blockerWords: shape.blockerWords.partial().optional(),
  busyWords: shape.busyWords.partial().optional(),
  template: shape.template.partial().optional(),
});
export type PartialSettings = z.infer<typeof PartialSettings>;

export const SETTING_NAMES: readonly string[] = Object.entries(shape).flatMap(([name, inner]) =>
  inner instanceof z.ZodObject ? Object.keys(inner.shape).map((second) => `${name}.${second}`) : [name],
);

export const SettingName = z
  .string()
  .refine((name) => SETTING_NAMES.includes(name), { message: 'is no setting' });

export const SettingsChange = PartialSettings.extend({
  /** Takes names back to the value of the level above. */
  reset: z.array(SettingName).max(100).optional(),
  /** Needed when copies would be left that no rule owns (`direction`). */
  copies: Copies.optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

export const CompanySettingsChange = PartialSettings.extend({
  reset: z.array(SettingName).max(100).optional(),
  /** All locked names; replaces the former list. */
  locked: z.array(SettingName).max(100).optional(),
  /** Needed when copies of some connection would be left that no rule owns (`direction`). */
  copies: Copies.optional(),
});
export type CompanySettingsChange = z.infer<typeof CompanySettingsChange>;

/** The values in force, where each comes from, and which a resource can't change. */
export const SettingsInForce = z.object({
  ...shape,
  locked: z.array(z.string()),
  sources: z.record(z.string(), SettingSource),
});
export type SettingsInForce = z.infer<typeof SettingsInForce>;

export const CompanySettings = SettingsInForce.extend({
  /** What "apply to existing" would look at. */
  existing: z.object({ connections: z.number(), linked: z.number() }),
});
export type CompanySettings = z.infer<typeof CompanySettings>;
