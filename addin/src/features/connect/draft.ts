import type { Calendar } from '../../../../shared/me.ts';
import type { PartialSettings, SettingsInForce } from '../../../../shared/settings.ts';
import type { Body } from '../../../../shared/api.ts';
import type { Direction, SettingSource } from '../../../../shared/words.ts';
import type { ExampleSettings } from '../settings/settingsExample.ts';

/** What the person has chosen so far. Settings they did not touch are left to the company. */
export interface Draft {
  readonly calendars: readonly string[];
  readonly writeCalendar: string | undefined;
  readonly direction: Direction | undefined;
  readonly toTimifyAnonymous: boolean | undefined;
  readonly toOfficeAnonymous: boolean | undefined;
  /** Whether names and notes of events travel to TIMIFY. */
  readonly title: boolean | undefined;
  readonly notes: boolean | undefined;
}

/** What the company may have decided already. */
export type ChoiceName = 'direction' | 'toTimifyAnonymous' | 'toOfficeAnonymous' | 'title' | 'notes';

export type DraftChange =
  | { readonly type: 'toggle'; readonly id: string; readonly on: boolean }
  | { readonly type: 'target'; readonly id: string }
  | { readonly type: 'direction'; readonly direction: Direction }
  | { readonly type: 'switch'; readonly what: Exclude<ChoiceName, 'direction'>; readonly on: boolean }
  /** Back to the company's value. */
  | { readonly type: 'reset'; readonly what: ChoiceName };

const EMPTY_DRAFT: Draft = {
  calendars: [],
  writeCalendar: undefined,
  direction: undefined,
  toTimifyAnonymous: undefined,
  toOfficeAnonymous: undefined,
  title: undefined,
  notes: undefined,
};

/** Their own main calendar; where none can be written, the only direction that is left. */
export function firstDraft(calendars: readonly Calendar[]): Draft {
  const main = calendars.find(({ isDefault }) => isDefault) ?? calendars.find(({ isOwn }) => isOwn);
  const target = targets(calendars)[0];
  return {
    ...EMPTY_DRAFT,
    calendars: main === undefined ? [] : [main.id],
    writeCalendar: target?.id,
    direction: target === undefined ? 'office-to-timify' : undefined,
  };
}

export function changeDraft(draft: Draft, change: DraftChange): Draft {
  switch (change.type) {
    case 'toggle': {
      const others = draft.calendars.filter((id) => id !== change.id);
      return { ...draft, calendars: change.on ? [...others, change.id] : others };
    }
    case 'target':
      return { ...draft, writeCalendar: change.id };
    case 'direction':
      return { ...draft, direction: change.direction };
    case 'switch':
      return { ...draft, [change.what]: change.on };
    case 'reset':
      return { ...draft, [change.what]: undefined };
  }
}

/** Where bookings may become events: the person's own main calendar first. */
export function targets(calendars: readonly Calendar[]): Calendar[] {
  return calendars
    .filter(({ canEdit, isOwn }) => canEdit && isOwn)
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

export const writesToOffice = (direction: Direction): boolean => direction !== 'office-to-timify';

/** A value that would hold, and whose it is. */
export interface Chosen<T> {
  readonly value: T;
  readonly source: SettingSource;
  /** The company has locked it. */
  readonly locked: boolean;
}

export interface Choices {
  readonly direction: Chosen<Direction>;
  readonly toTimifyAnonymous: Chosen<boolean>;
  readonly toOfficeAnonymous: Chosen<boolean>;
  readonly title: Chosen<boolean>;
  readonly notes: Chosen<boolean>;
}

/**
 * What holds as drafted: one's own value before the company's, unless that is locked. Towards TIMIFY a person may always
 * be more anonymous than the company asks.
 */
export function choicesOf(draft: Draft, company: SettingsInForce | null): Choices {
  const of = <T>(name: string, own: T | undefined, theirs: T, open = false): Chosen<T> => {
    const locked = !open && company?.locked.includes(name) === true;
    const ofCompany = { value: theirs, source: company?.sources[name] ?? 'default', locked } as const;
    return own === undefined || locked ? ofCompany : { value: own, source: 'connection', locked };
  };
  const toTimify = company?.anonymous.toTimify ?? false;
  return {
    direction: of('direction', draft.direction, company?.direction ?? 'both'),
    toTimifyAnonymous: of('anonymous.toTimify', draft.toTimifyAnonymous, toTimify, !toTimify),
    toOfficeAnonymous: of(
      'anonymous.toOffice',
      draft.toOfficeAnonymous,
      company?.anonymous.toOffice ?? false,
    ),
    title: of('title', draft.title, company?.title ?? true),
    notes: of('notes', draft.notes, company?.notes ?? true),
  };
}

/** What holds where the company tells nothing before it has approved: what it would be if it had set nothing. */
const UNTOLD = {
  blockerWords: { en: 'Blocked', de: 'Kalenderblocker' },
  busyWords: { en: 'Busy', de: 'Beschäftigt' },
  template: { subject: '{service} · {customer}', body: '{notes}\n{fields}' },
};

/** The choices, with the company's words and template, for the example beside them. */
export function exampleSettings(choices: Choices, company: SettingsInForce | null): ExampleSettings {
  const { blockerWords, busyWords, template } = company ?? UNTOLD;
  return {
    ...{ blockerWords, busyWords, template },
    direction: choices.direction.value,
    anonymous: { toTimify: choices.toTimifyAnonymous.value, toOffice: choices.toOfficeAnonymous.value },
    title: choices.title.value,
    notes: choices.notes.value,
  };
}

export function settingsOf(draft: Draft): PartialSettings {
  const { direction, toTimifyAnonymous, toOfficeAnonymous, title, notes } = draft;
  const anonymous = {
    ...(toTimifyAnonymous === undefined ? {} : { toTimify: toTimifyAnonymous }),
    ...(toOfficeAnonymous === undefined ? {} : { toOffice: toOfficeAnonymous }),
  };
  return {
    ...(direction === undefined ? {} : { direction }),
    ...(Object.keys(anonymous).length === 0 ? {} : { anonymous }),
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
  };
}

export function connectBody(
  draft: Draft,
  invitation: string,
  company: SettingsInForce | null,
): Body<'connect'> {
  const writes = writesToOffice(choicesOf(draft, company).direction.value);
  return {
    invitation,
    calendars: [...draft.calendars],
    ...(writes && draft.writeCalendar !== undefined ? { writeCalendar: draft.writeCalendar } : {}),
    settings: settingsOf(draft),
  };
}

const SHOWN_AT_FIRST = 8;

/** The main one, then their own, then what others share; long lists start short but never hide a chosen one. */
export function orderedCalendars(
  calendars: readonly Calendar[],
  chosen: readonly string[],
): { readonly shown: Calendar[]; readonly more: Calendar[] } {
  const rank = (calendar: Calendar) => (calendar.isDefault ? 0 : calendar.isOwn ? 1 : 2);
  const sorted = [...calendars].sort((a, b) => rank(a) - rank(b));
  const isShown = (calendar: Calendar, index: number) =>
    index < SHOWN_AT_FIRST || chosen.includes(calendar.id);
  return {
    shown: sorted.filter(isShown),
    more: sorted.filter((calendar, index) => !isShown(calendar, index)),
  };
}
