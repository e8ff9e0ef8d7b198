import { changeOf, type SettingChange } from '../../core/settingChange.ts';
import { eligibleBooking, eligibleEvent } from '../../core/eligible.ts';
import type { SettingInForce } from '../../core/settingChange.ts';
import type { Decision, Link } from '../../core/links.ts';
import type { Instant, Item, OfficeEvent, SideName, Span } from '../../core/items.ts';
import { trueSpan } from '../../core/normalise.ts';
import { flatten, effective, type SettingSource } from '../../core/settings.ts';
import { MINUTE, overlaps } from '../../core/spans.ts';
import { windowOf } from '../../core/window.ts';
import { settingThen } from '../pastSettings.ts';
import { isLive } from '../policy.ts';
import { notFound } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { officeOf, orNothing, timifySideOf, type ShowDeps, type Subject } from './shownItems.ts';

/** `gone`: it was there and is not any more. `unseen`: no run has looked at it. */
export type ExplainedKind = Decision['kind'] | 'gone' | 'unseen';

/** What is known about an item, whatever it is known from. */
interface Finding {
  kind: ExplainedKind;
  rule: string;
  reason: string | null;
  setting: string | null;
  at: Instant;
  isCopy: boolean;
  /** Asked about was a series; this is what holds for its next day. */
  isSeries: boolean;
  anonymousBy: Link['anonymousBy'];
  span: Span | null;
  /** Settings that it was decided under; null: not known, or those in force. */
  version: number | null;
}

export interface ItemExplanation extends Omit<
  Finding,
  'isCopy' | 'isSeries' | 'anonymousBy' | 'span' | 'version'
> {
  sentence: string;
  /** With the setting, its source, the time and the call that would change it. */
  inFull: string;
  value: unknown;
  /** What the setting said when it was decided, where that is something else. */
  earlier: SettingInForce['earlier'];
  source: SettingSource | null;
  locked: boolean;
  change: SettingChange | null;
}

interface About {
  side: SideName;
  item: string;
  language: 'de' | 'en';
}

type ExplainDeps = ShowDeps & Pick<RequestDeps, 'store' | 'sentences' | 'clock'>;

/** The setting by its name with what it says today, and said under `version`; null where the rule is fixed. */
export const settingInForce = (
  { company, connection }: Subject,
  name: string | null,
  version: number | null,
): SettingInForce | null => {
  if (name === null) return null;
  const { settings, sources } = effective(company, connection.settings);
  const value = flatten(settings)[name] ?? null;
  const earlier = settingThen(connection, name, version);
  return {
    name,
    value,
    source: sources[name] ?? 'default',
    locked: company.locked.includes(name),
    earlier: earlier && JSON.stringify(earlier.value) !== JSON.stringify(value) ? earlier : null,
  };
};

const anyNull = {
  reason: null,
  setting: null,
  isCopy: false,
  isSeries: false,
  anonymousBy: null,
  span: null,
  version: null,
};

/** No setting decided that it crosses, but one that its time alone does. */
const anonymousSetting = ({ origin, anonymousBy, settingsVersion }: Link) =>
  anonymousBy === 'setting'
    ? {
        setting: origin.side === 'office' ? 'anonymous.toTimify' : 'anonymous.toOffice',
        version: settingsVersion,
      }
    : {};

/** An open question, or what the brake holds, comes before what was decided earlier. */
const fromLink = async (
  deps: ExplainDeps,
  { connection }: Subject,
  about: About,
): Promise<Finding | null> => {
  const links = await deps.store.links.about(connection.id, { [about.side]: [about.item] });
  const isOrigin = (link: Link): boolean => link.origin.side === about.side && link.origin.id === about.item;
  const link = links.find(isOrigin) ?? links[0];
  if (!link) return null;
  const { anonymousBy, decision } = link;
  const { span } = link.origin.base;
  const common = { isCopy: !isOrigin(link), isSeries: false, anonymousBy, span };
  const open = await deps.store.conflicts.open(connection.id);
  const conflict = open.find((one) => one.linkId === link.id || one[about.side]?.id === about.item);
  if (conflict) {
    const { rule, setting, openedAt, settingsVersion: version = null } = conflict;
    return { ...common, kind: 'conflict', rule, reason: null, setting, at: openedAt, version };
  }
  if (connection.hold?.linkIds.includes(link.id))
    return {
      ...common,
      kind: decision.kind,
      rule: 'held',
      reason: null,
      setting: null,
      at: connection.hold.since,
      version: null,
    };
  const { settingsVersion: version = null, ...decided } = decision;
  const said = decided.setting === null && decision.kind !== 'skipped' ? anonymousSetting(link) : {};
  return { ...common, ...decided, version, ...said };
};

/** A series is no item of its own: what holds for its next day is told, or for the last one where all are over. */
const fromSeries = async (deps: ExplainDeps, subject: Subject, about: About): Promise<Finding | null> => {
  const days = (await deps.store.links.ofSeries(subject.connection.id, about.item))
    .map(({ origin }) => origin)
    .filter(({ side }) => side === about.side)
    .sort((a, b) => a.base.span.start - b.base.span.start);
  const now = deps.clock.now();
  const day = days.find(({ base }) => base.span.end > now) ?? days.at(-1);
  const found = day ? await fromLink(deps, subject, { ...about, item: day.id }) : null;
  return found && { ...found, isSeries: true };
};

const readOne = async (
  deps: ExplainDeps,
  subject: Subject,
  { side, item }: About,
): Promise<{ item: Item | null; isSeries: boolean } | null> => {
  // The owner's right is used for the owner alone (design §4, rule 8).
  if (side === 'office' && subject.role !== 'owner') return null;
  const reads =
    side === 'office' ? officeOf(deps, subject).read([item]) : timifySideOf(deps, subject).read([item]);
  const read = await orNothing<{ items: Item[]; series?: string[] }>(deps, reads);
  return read && { item: read.items[0] ?? null, isSeries: read.series?.includes(item) ?? false };
};

/** Whether an event lies in none of the chosen calendars. Read by its id it does not always tell in which. */
const isElsewhere = async (deps: ExplainDeps, subject: Subject, event: OfficeEvent): Promise<boolean> => {
  const { calendars, timeZone } = subject.connection;
  if (event.calendarId !== '') return calendars.every(({ id }) => id !== event.calendarId);
  const { start, end } = trueSpan(event, timeZone);
  const around = { start, end: Math.max(end, start + MINUTE) };
  const chosen = calendars.map(({ id }) => id);
  const seen = await orNothing(deps, officeOf(deps, subject).window(around, chosen));
  return seen !== null && seen.items.every(({ id }) => id !== event.id);
};

/** What happened to an item that no link knows any more. */
const fromLog = async (deps: ExplainDeps, subject: Subject, about: About): Promise<Finding | null> => {
  const { connection } = subject;
  const { side, item } = about;
  const [last] = await deps.store.log.page({ connectionId: connection.id }, null, 1, { item });
  if (last?.side !== side) return null;
  const { rule, setting, at, outcome, span, settingsVersion: version = null } = last;
  // A tombstone also comes for what left its calendar: what can still be read lies in another one.
  const isThere =
    rule === 'origin-gone' && side === 'office' && ((await readOne(deps, subject, about))?.item ?? null);
  if (isThere && isLive(connection))
    return { ...anyNull, kind: 'unseen', rule: 'skip.other-calendar', span, at };
  return { ...anyNull, kind: outcome === 'skipped' ? 'skipped' : 'gone', rule, setting, at, span, version };
};

/** The links of a connection that has ended tell how it was; what became of an item since is in the log. */
const fromRecords = async (deps: ExplainDeps, subject: Subject, about: About): Promise<Finding | null> => {
  const [first, second] = isLive(subject.connection) ? [fromLink, fromLog] : [fromLog, fromLink];
  return (
    (await first(deps, subject, about)) ??
    (await second(deps, subject, about)) ??
    (await fromSeries(deps, subject, about))
  );
};

/** An item that no run has met: outside the time or the calendars that are kept in step, or too new. */
const fromItself = async (deps: ExplainDeps, subject: Subject, about: About): Promise<Finding | null> => {
  const at = deps.clock.now();
  const { item, isSeries } = (await readOne(deps, subject, about)) ?? { item: null, isSeries: false };
  if (isSeries) return { ...anyNull, kind: 'unseen', rule: 'series-elsewhere', at };
  if (!item) return null;
  // Outlook hands out ids that change when an event moves; the links know the immutable one.
  const known = item.id === about.item ? null : await fromRecords(deps, subject, { ...about, item: item.id });
  if (known) return known;
  const { company, connection } = subject;
  const { settings } = effective(company, connection.settings);
  const window = windowOf(at, settings);
  const { span } = item;
  if (item.side === 'office' && (await isElsewhere(deps, subject, item)))
    return { ...anyNull, kind: 'unseen', rule: 'skip.other-calendar', span, at };
  const why =
    item.side === 'office'
      ? eligibleEvent(item, settings, window, connection.timeZone)
      : eligibleBooking(item, settings, window);
  if (!why) return { ...anyNull, kind: 'unseen', rule: 'not-seen-yet', span, at };
  const { reason, setting } = why;
  return { ...anyNull, kind: 'skipped', rule: `skip.${reason}`, reason, setting, span, at };
};

/** Who asks may be one who can't make the change: only the owner may make this less strict (design §9). */
const mayChange = ({ role }: Subject, { name }: SettingInForce): boolean =>
  role === 'owner' || name !== 'anonymous.toTimify';

const changeFor = (
  deps: Pick<ExplainDeps, 'clock'>,
  subject: Subject,
  { kind, span }: Finding,
  setting: SettingInForce,
): SettingChange | null => {
  const { company, connection } = subject;
  // What is gone comes back by no setting that has been changed since.
  if (!mayChange(subject, setting) || (setting.earlier !== null && kind === 'gone')) return null;
  const { settings } = effective(company, connection.settings);
  const reaches = (name: string, value: number): boolean =>
    span === null || overlaps(span, windowOf(deps.clock.now(), { ...settings, [name]: value }));
  return changeOf(connection.id, setting, reaches);
};

/**
 * Why an item of either side is where it is, is not on the other, or what became of it: what was decided, then, the value
 * of the setting today, and the call that would change it. No text of the item.
 */
export const explainItem = async (
  deps: ExplainDeps,
  subject: Subject,
  about: About,
): Promise<ItemExplanation> => {
  const found = (await fromRecords(deps, subject, about)) ?? (await fromItself(deps, subject, about));
  if (!found) throw notFound();
  const { connection } = subject;
  const { kind, rule, reason, setting, at, isCopy, isSeries, anonymousBy, version } = found;
  const inForce = settingInForce(subject, setting, version);
  const change = inForce && changeFor(deps, subject, found, inForce);
  const told = { rule, at, setting: inForce, isCopy, isSeries, anonymousBy, change };
  return {
    kind,
    rule,
    reason,
    setting,
    at,
    sentence: deps.sentences.explain(told, about.language),
    inFull: deps.sentences.inFull(told, { language: about.language, zone: connection.timeZone }),
    value: inForce?.value ?? null,
    earlier: inForce?.earlier ?? null,
    source: inForce?.source ?? null,
    locked: inForce?.locked ?? false,
    change,
  };
};
