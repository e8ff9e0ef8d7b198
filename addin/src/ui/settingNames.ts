import type { PlainKey, Translate } from '../strings/words.ts';

const LABELS: Readonly<Record<string, PlainKey>> = {
  direction: 'settings.direction',
  'anonymous.toTimify': 'settings.anonymous.toTimify',
  'anonymous.toOffice': 'settings.anonymous.toOffice',
  title: 'settings.title.label',
  notes: 'settings.notes',
  'showAs.free': 'settings.showAs.free',
  'showAs.tentative': 'settings.showAs.tentative',
  'showAs.busy': 'settings.showAs.busy',
  'showAs.oof': 'settings.showAs.oof',
  'showAs.workingElsewhere': 'settings.showAs.workingElsewhere',
  'showAs.unknown': 'settings.showAs.unknown',
  allDay: 'settings.allDay',
  'response.tentative': 'settings.response.tentative',
  'response.declined': 'settings.response.declined',
  'response.notResponded': 'settings.response.notResponded',
  'response.none': 'settings.response.none',
  othersMeetings: 'settings.othersMeetings',
  cancelled: 'settings.cancelled',
  drafts: 'settings.drafts',
  personal: 'settings.personal',
  'onMirrorDeleted.office': 'settings.onMirrorDeleted.office',
  'onMirrorDeleted.timify': 'settings.onMirrorDeleted.timify',
  onBothChanged: 'settings.onBothChanged',
  onBookingMoved: 'settings.onBookingMoved',
  onBookingDeleted: 'settings.onBookingDeleted',
  windowPastDays: 'settings.windowPastDays',
  windowFutureMonths: 'settings.windowFutureMonths',
  splitBookings: 'settings.splitBookings',
  buffers: 'settings.buffers',
  blocker: 'settings.blocker',
  'blockerWords.en': 'settings.blockerWords.en',
  'blockerWords.de': 'settings.blockerWords.de',
  'busyWords.en': 'settings.busyWords.en',
  'busyWords.de': 'settings.busyWords.de',
  'template.subject': 'settings.template.subject',
  'template.body': 'settings.template.body',
  category: 'settings.category',
  reminder: 'settings.reminder',
  busyAs: 'settings.busyAs',
  private: 'settings.private',
  groupNames: 'settings.groupNames',
  digest: 'settings.digest',
};

const VALUES: Readonly<Record<string, PlainKey>> = {
  true: 'value.true',
  false: 'value.false',
  ignore: 'value.ignore',
  block: 'value.block',
  'busy-only': 'value.busy-only',
  anonymous: 'value.anonymous',
  normal: 'value.normal',
  ask: 'value.ask',
  restore: 'value.restore',
  follow: 'value.follow',
  origin: 'value.origin',
  office: 'value.office',
  timify: 'value.timify',
  'move-and-notify': 'value.move-and-notify',
  'move-silently': 'value.move-silently',
  'put-back': 'value.put-back',
  'cancel-and-notify': 'value.cancel-and-notify',
  'cancel-silently': 'value.cancel-silently',
  one: 'value.one',
  each: 'value.each',
  merge: 'value.merge',
  exclude: 'value.exclude',
  separate: 'value.separate',
  appointment: 'value.appointment',
  timeshift: 'value.timeshift',
  none: 'value.none',
  busy: 'value.busy',
  tentative: 'value.tentative',
  oof: 'value.oof',
  daily: 'value.daily',
  'at-once': 'value.at-once',
  never: 'value.never',
  both: 'choose.both',
  'office-to-timify': 'choose.toTimify',
  'timify-to-office': 'choose.toOffice',
};

/** By its dotted name; a setting that this pane does not know yet keeps its name. */
export function settingLabel(t: Translate, name: string): string {
  const key = LABELS[name];
  return key === undefined ? name : t(key);
}

export function settingValue(t: Translate, name: string, value: unknown): string {
  if (typeof value === 'number') {
    if (name === 'windowPastDays') return t('value.days', { n: value });
    if (name === 'windowFutureMonths') return t('value.months', { n: value });
    return t('value.minutes', { n: value });
  }
  const text = typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
  const key = VALUES[text];
  return key === undefined ? text : t(key);
}
