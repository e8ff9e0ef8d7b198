import type { Direction } from './items.ts';

type BlockOrIgnore = 'block' | 'ignore';

/** Every rule of the sync that someone may choose. The first value named in a comment is the default. */
export interface Settings {
  direction: Direction;
  anonymous: { toTimify: boolean; toOffice: boolean };
  title: boolean;
  notes: boolean;
  showAs: Record<'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown', BlockOrIgnore>;
  allDay: 'block' | 'busy-only' | 'ignore';
  response: Record<'tentative' | 'declined' | 'notResponded' | 'none', BlockOrIgnore>;
  othersMeetings: BlockOrIgnore;
  cancelled: BlockOrIgnore;
  drafts: BlockOrIgnore;
  personal: 'anonymous' | 'normal';
  onMirrorDeleted: { office: OnMirrorDeleted; timify: OnMirrorDeleted };
  onBothChanged: 'origin' | 'ask' | 'office' | 'timify';
  onBookingMoved: 'ask' | 'move-and-notify' | 'move-silently' | 'put-back';
  onBookingDeleted: 'ask' | 'cancel-and-notify' | 'cancel-silently' | 'restore';
  windowPastDays: number;
  windowFutureMonths: number;
  splitBookings: 'one' | 'each';
  buffers: 'merge' | 'exclude' | 'separate';
  blocker: 'appointment' | 'timeshift';
  blockerWords: { en: string; de: string };
  busyWords: { en: string; de: string };
  template: { subject: string; body: string };
  category: string;
  reminder: 'none' | number;
  busyAs: 'busy' | 'tentative' | 'oof';
  private: boolean;
  groupNames: boolean;
  digest: 'daily' | 'at-once' | 'never';
}

export type OnMirrorDeleted = 'ask' | 'restore' | 'follow';

export const DEFAULT_SETTINGS: Settings = {
  direction: 'both',
  anonymous: { toTimify: false, toOffice: false },
  title: true,
  notes: true,
  showAs: {
    free: 'ignore',
    tentative: 'block',
    busy: 'block',
    oof: 'block',
    workingElsewhere: 'block',
    unknown: 'block',
  },
  allDay: 'block',
  response: { tentative: 'block', declined: 'ignore', notResponded: 'block', none: 'block' },
  othersMeetings: 'block',
  cancelled: 'ignore',
  drafts: 'block',
  personal: 'anonymous',
  onMirrorDeleted: { office: 'ask', timify: 'ask' },
  onBothChanged: 'origin',
  onBookingMoved: 'ask',
  onBookingDeleted: 'ask',
  windowPastDays: 10,
  windowFutureMonths: 18,
  splitBookings: 'one',
  buffers: 'merge',
  blocker: 'appointment',
  blockerWords: { en: 'Blocked', de: 'Kalenderblocker' },
  busyWords: { en: 'Busy', de: 'Beschäftigt' },
  template: { subject: '{service} · {customer}', body: '{notes}\n{fields}' },
  category: 'TIMIFY',
  reminder: 'none',
  busyAs: 'busy',
  private: false,
  groupNames: false,
  digest: 'daily',
};

/** Dotted name → value, e.g. `{ 'anonymous.toTimify': true }`: what a company or a connection has set itself. */
export type OwnSettings = Record<string, unknown>;

export type SettingSource = 'default' | 'company' | 'connection';

/** `{ anonymous: { toTimify: true } }` → `{ 'anonymous.toTimify': true }`. Arrays and null are values. */
export const flatten = (value: object, prefix = ''): OwnSettings =>
  Object.entries(value as Record<string, unknown>).reduce<OwnSettings>((flat, [name, inner]) => {
    const dotted = prefix === '' ? name : `${prefix}.${name}`;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
      return { ...flat, ...flatten(inner, dotted) };
    return { ...flat, [dotted]: inner };
  }, {});

const DEFAULTS = flatten(DEFAULT_SETTINGS);
export const SETTING_NAMES: readonly string[] = Object.keys(DEFAULTS);

const nest = (flat: OwnSettings): Settings => {
  const nested: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [first = '', second] = name.split('.');
    if (second === undefined) nested[first] = value;
    else nested[first] = { ...(nested[first] as object | undefined), [second]: value };
  }
  return nested as unknown as Settings;
};

/**
 * The value in force for each setting and where it comes from. A lock of the company wins over the connection's own
 * value. Anonymity towards TIMIFY may only grow stricter above the owner (design §9): `true` on either level wins.
 */
export const effective = (
  company: { settings: OwnSettings; locked: string[] },
  own: OwnSettings,
): { settings: Settings; sources: Record<string, SettingSource> } => {
  const values: OwnSettings = {};
  const sources: Record<string, SettingSource> = {};
  for (const name of SETTING_NAMES) {
    const ofCompany = company.settings[name];
    const ofOwner = company.locked.includes(name) ? undefined : own[name];
    const source = ofOwner !== undefined ? 'connection' : ofCompany !== undefined ? 'company' : 'default';
    values[name] = ofOwner ?? ofCompany ?? DEFAULTS[name];
    sources[name] = source;
  }
  if (own['anonymous.toTimify'] === true && values['anonymous.toTimify'] !== true) {
    values['anonymous.toTimify'] = true;
    sources['anonymous.toTimify'] = 'connection';
  }
  return { settings: nest(values), sources };
};
