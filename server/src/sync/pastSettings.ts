import type { Conflict } from '../core/decisions.ts';
import type { Link } from '../core/links.ts';
import { flatten } from '../core/settings.ts';
import type { Desk } from './desk.ts';
import type { Connection, LogEntry } from './documents.ts';

/** So many different rules may stand behind what is linked and still be brought back. */
const MOST = 30;

/** Grows with every change of settings, of the company or of the connection. */
export const settingsVersionOf = ({ company, connection }: Pick<Desk, 'company' | 'connection'>): number =>
  company.settingsVersion + connection.settingsVersion;

/** What a run stores that may name the settings it was decided under. */
interface Decided {
  links: readonly Link[];
  conflicts: readonly Pick<Conflict, 'settingsVersion'>[];
  log: readonly Pick<LogEntry, 'settingsVersion'>[];
}

/**
 * Kept with the first thing that is decided under them: a later "apply" can then be taken back, and it can be told what
 * they said.
 */
export const rememberSettings = (
  desk: Pick<Desk, 'company' | 'connection' | 'settings'>,
  { links, conflicts, log }: Decided,
): Pick<Connection, 'pastSettings'> => {
  const version = settingsVersionOf(desk);
  const past = desk.connection.pastSettings ?? [];
  const rows = [...links, ...links.map(({ decision }) => decision), ...conflicts, ...log];
  const isNew = past.every((one) => one.version !== version);
  if (!isNew || rows.every(({ settingsVersion }) => settingsVersion !== version)) return {};
  return { pastSettings: [...past, { version, values: flatten(desk.settings) }].slice(-MOST) };
};

/** What `name` said under `version`; null where nobody knows any more. */
export const settingThen = (
  { pastSettings = [] }: Pick<Connection, 'pastSettings'>,
  name: string,
  version: number | null,
): { value: unknown } | null => {
  const values = pastSettings.find((past) => past.version === version)?.values;
  return values && Object.hasOwn(values, name) ? { value: values[name] } : null;
};
