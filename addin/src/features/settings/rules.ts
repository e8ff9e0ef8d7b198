import type { PartialSettings, Settings } from '../../../../shared/settings.ts';
import type { Translate } from '../../strings/words.ts';
import { settingLabel } from '../../ui/settingNames.ts';

/** How one setting is chosen. */
export type Rule = {
  readonly name: string;
  /** Names that are set together, where the page makes no difference between them. */
  readonly also?: readonly string[];
} & (
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'text'; readonly rows?: number }
);

const BLOCK_OR_IGNORE = ['ignore', 'block'];
const ON_DELETED = ['ask', 'restore', 'follow'];

const choice = (name: string, values: readonly (string | number)[], also?: readonly string[]): Rule => ({
  kind: 'choice',
  name,
  values,
  ...(also === undefined ? {} : { also }),
});

/** What most people ever change. */
export const COMMON_RULES: readonly Rule[] = [
  choice('direction', ['both', 'office-to-timify', 'timify-to-office']),
  { kind: 'switch', name: 'anonymous.toTimify' },
  { kind: 'switch', name: 'anonymous.toOffice' },
  choice('showAs.free', BLOCK_OR_IGNORE),
  choice('onMirrorDeleted.office', ON_DELETED, ['onMirrorDeleted.timify']),
];

/** Group heads as in the company's settings: both ways, towards TIMIFY, towards Outlook. */
export interface RuleGroup {
  readonly to: 'both' | 'timify' | 'office';
  readonly rules: readonly Rule[];
}

export const FURTHER_RULES: readonly RuleGroup[] = [
  {
    to: 'both',
    rules: [
      choice('onBothChanged', ['origin', 'ask', 'office', 'timify']),
      choice('windowFutureMonths', [3, 6, 12, 18, 24, 36]),
      choice('windowPastDays', [0, 10, 30, 60]),
      choice('digest', ['daily', 'at-once', 'never']),
    ],
  },
  {
    to: 'timify',
    rules: [
      { kind: 'switch', name: 'title' },
      { kind: 'switch', name: 'notes' },
      choice('showAs.tentative', BLOCK_OR_IGNORE),
      choice('showAs.busy', BLOCK_OR_IGNORE),
      choice('showAs.oof', BLOCK_OR_IGNORE),
      choice('showAs.workingElsewhere', BLOCK_OR_IGNORE),
      choice('showAs.unknown', BLOCK_OR_IGNORE),
      choice('allDay', ['block', 'busy-only', 'ignore']),
      choice('response.tentative', BLOCK_OR_IGNORE),
      choice('response.declined', BLOCK_OR_IGNORE),
      choice('response.notResponded', BLOCK_OR_IGNORE),
      choice('response.none', BLOCK_OR_IGNORE),
      choice('othersMeetings', BLOCK_OR_IGNORE),
      choice('cancelled', BLOCK_OR_IGNORE),
      choice('drafts', BLOCK_OR_IGNORE),
      choice('personal', ['anonymous', 'normal']),
      choice('blocker', ['appointment', 'timeshift']),
      { kind: 'text', name: 'blockerWords.de' },
      { kind: 'text', name: 'blockerWords.en' },
    ],
  },
  {
    to: 'office',
    rules: [
      { kind: 'text', name: 'template.subject' },
      { kind: 'text', name: 'template.body', rows: 3 },
      choice('buffers', ['merge', 'exclude', 'separate']),
      choice('splitBookings', ['one', 'each']),
      choice('busyAs', ['busy', 'tentative', 'oof']),
      choice('reminder', ['none', 5, 10, 15, 30, 60]),
      { kind: 'text', name: 'category' },
      { kind: 'text', name: 'busyWords.de' },
      { kind: 'text', name: 'busyWords.en' },
      { kind: 'switch', name: 'private' },
      { kind: 'switch', name: 'groupNames' },
      choice('onBookingMoved', ['ask', 'move-and-notify', 'move-silently', 'put-back']),
      choice('onBookingDeleted', ['ask', 'cancel-and-notify', 'cancel-silently', 'restore']),
    ],
  },
];

/** `anonymous.toTimify` → the value in force. */
export function readSetting(settings: Settings, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      settings,
    );
}

/** Dotted names and values as the nested change that the server takes; it checks every one of them. */
export function patchOf(values: Readonly<Record<string, unknown>>): PartialSettings {
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const [first = '', second] = name.split('.');
    if (second === undefined) patch[first] = value;
    else patch[first] = { ...(patch[first] as object | undefined), [second]: value };
  }
  return patch;
}

/** One that stands for several settings is called by what they have in common. */
export const ruleLabel = (t: Translate, { name, also }: Rule): string =>
  also === undefined ? settingLabel(t, name) : t('settings.onMirrorDeleted');
