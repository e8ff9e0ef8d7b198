import type { SettingSource } from './settings.ts';

/** What a setting says today, and who said it. */
export interface SettingInForce {
  name: string;
  value: unknown;
  source: SettingSource;
  locked: boolean;
  /** What it said when the decision was made, where that is something else. */
  earlier: { value: unknown } | null;
}

/** The call that would change a setting, or apply to what is there what it says by now. */
export interface SettingChange {
  method: 'PATCH' | 'POST';
  path: string;
  body: Record<string, unknown>;
}

/** What else a setting that decides about items can say; the first that differs from today's value is named. */
const OTHERS: Record<string, readonly unknown[]> = {
  direction: ['both'],
  allDay: ['block', 'ignore'],
  'onMirrorDeleted.office': ['restore', 'ask'],
  'onMirrorDeleted.timify': ['restore', 'ask'],
  onBothChanged: ['ask', 'origin'],
  onBookingMoved: ['ask', 'move-silently'],
  onBookingDeleted: ['ask', 'restore'],
  personal: ['normal', 'anonymous'],
  buffers: ['merge', 'exclude'],
};

const MOST_MONTHS = 36;
const MOST_PAST_DAYS = 60;

/** Whether a time would be kept in step if this setting of the window said so. */
export type Reaches = (name: string, value: number) => boolean;

/** The window is made no larger than it has to be, and not at all where even its largest does not reach that far. */
const widerWindow = (name: string, value: number, reaches: Reaches): number | undefined =>
  (name === 'windowFutureMonths'
    ? [MOST_MONTHS]
    : [Math.min(value + 30, MOST_PAST_DAYS), MOST_PAST_DAYS]
  ).find((wider) => wider > value && reaches(name, wider));

const otherValue = (name: string, value: unknown, reaches: Reaches): unknown => {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return widerWindow(name, value, reaches);
  const others = OTHERS[name] ?? ['block', 'ignore'];
  return others.find((other) => other !== value);
};

const nested = (name: string, value: unknown): Record<string, unknown> => {
  const [first = '', second] = name.split('.');
  return { [first]: second === undefined ? value : { [second]: value } };
};

/**
 * A locked setting is changed for the whole company, any other for the connection. Null where nothing else is left. What
 * was changed since the decision need not be changed again, but applied.
 */
export const changeOf = (
  connectionId: string,
  setting: SettingInForce,
  reaches: Reaches,
): SettingChange | null => {
  if (setting.earlier)
    return { method: 'POST', path: `/api/connections/${connectionId}/actions/apply-settings`, body: {} };
  const value = otherValue(setting.name, setting.value, reaches);
  if (value === undefined || value === setting.value) return null;
  const path = setting.locked ? '/api/company/settings' : `/api/connections/${connectionId}/settings`;
  return { method: 'PATCH', path, body: nested(setting.name, value) };
};
