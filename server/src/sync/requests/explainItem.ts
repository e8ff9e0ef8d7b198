import { changeOf, type SettingChange } from '../../core/settingChange.ts';
import { eligibleBooking, eligibleEvent } from '../../core/eligible.ts';
import type { SettingInForce } from '../../core/settingChange.ts';
import type { Decision, Link } from '../../core/links.ts';
import type { Instant, Item, SideName } from '../../core/items.ts';
import { flatten, effective, type SettingSource } from '../../core/settings.ts';
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
  anonymousBy: Link['anonymousBy'];
  /** Settings that it was decided under; null: not known, or those in force. */
  version: number | null;
}

export interface ItemExplanation extends Omit<Finding, 'isCopy' | 'anonymousBy' | 'version'> {
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

const anyNull = { reason: null, setting: null, isCopy: false, anonymousBy: null, version: null };

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
  const common = { isCopy: !isOrigin(link), anonymousBy };
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
  return { ...common, ...decided, version };
};

const readOne = async (deps: ExplainDeps, subject: Subject, { side, item }: About): Promise<Item | null> => {
  // The owner's right is used for the owner alone (design §4, rule 8).
  if (side === 'office' && subject.role !== 'owner') return null;
  const reads =
    side === 'office' ? officeOf(deps, subject).read([item]) : timifySideOf(deps, subject).read([item]);
  const read = await orNothing<{ items: Item[] }>(deps, reads);
  return read?.items[0] ?? null;
};

/** What happened to an item that no link knows any more. */
const fromLog = async (deps: ExplainDeps, subject: Subject, about: About): Promise<Finding | null> => {
  const { connection } = subject;
  const [last] = await deps.store.log.page({ connectionId: connection.id }, null, 1, { item: about.item });
  if (!last) return null;
  const { rule, setting, at, outcome, settingsVersion: version = null } = last;
  // A tombstone also comes for what left its calendar: what can still be read lies in another one.
  const isThere = rule === 'origin-gone' && about.side === 'office' && (await readOne(deps, subject, about));
  if (isThere && isLive(connection)) return { ...anyNull, kind: 'unseen', rule: 'skip.other-calendar', at };
  return { ...anyNull, kind: outcome === 'skipped' ? 'skipped' : 'gone', rule, setting, at, version };
};

/** The links of a connection that has ended tell how it was; what became of an item since is in the log. */
const fromRecords = async (deps: ExplainDeps, subject: Subject, about: About): Promise<Finding | null> => {
  const [first, second] = isLive(subject.connection) ? [fromLink, fromLog] : [fromLog, fromLink];
  return (await first(deps, subject, about)) ?? (await second(deps, subject, about));
};

/** An item that no run has met: outside the time or the calendars that are kept in step, or too new. */
const fromItself = async (deps: ExplainDeps, subject: Subject, about: About): Promise<Finding | null> => {
  const item = await readOne(deps, subject, about);
  if (!item) return null;
  // Outlook hands out ids that change when an event moves; the links know the immutable one.
  const known = item.id === about.item ? null : await fromRecords(deps, subject, { ...about, item: item.id });
  if (known) return known;
  const { company, connection } = subject;
  const { settings } = effective(company, connection.settings);
  const at = deps.clock.now();
  const window = windowOf(at, settings);
  const isForeign =
    item.side === 'office' &&
    item.calendarId !== '' &&
    connection.calendars.every(({ id }) => id !== item.calendarId);
  if (isForeign) return { ...anyNull, kind: 'unseen', rule: 'skip.other-calendar', at };
  const why =
    item.side === 'office'
      ? eligibleEvent(item, settings, window, connection.timeZone)
      : eligibleBooking(item, settings, window);
  if (!why) return { ...anyNull, kind: 'unseen', rule: 'not-seen-yet', at };
  const { reason, setting } = why;
  return { ...anyNull, kind: 'skipped', rule: `skip.${reason}`, reason, setting, at };
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
  const { isCopy, anonymousBy, version, ...rest } = found;
  const inForce = settingInForce(subject, found.setting, version);
  // What is gone comes back by no setting that has been changed since.
  const isPast = inForce?.earlier !== null && found.kind === 'gone';
  const change = inForce && !isPast ? changeOf(connection.id, inForce) : null;
  const told = { rule: rest.rule, at: rest.at, setting: inForce, isCopy, anonymousBy, change };
  return {
    ...rest,
    sentence: deps.sentences.explain(told, about.language),
    inFull: deps.sentences.inFull(told, { language: about.language, zone: connection.timeZone }),
    value: inForce?.value ?? null,
    earlier: inForce?.earlier ?? null,
    source: inForce?.source ?? null,
    locked: inForce?.locked ?? false,
    change,
  };
};
