import type { Link } from '../core/links.ts';
import { flatten } from '../core/settings.ts';
import type { Desk } from './desk.ts';
import type { Connection } from './documents.ts';

/** So many different rules may stand behind what is linked and still be brought back. */
const MOST = 30;

/** Grows with every change of settings, of the company or of the connection. */
export const settingsVersionOf = ({ company, connection }: Pick<Desk, 'company' | 'connection'>): number =>
  company.settingsVersion + connection.settingsVersion;

/** Kept with the first link that is decided under them: a later "apply" can then be taken back. */
export const rememberSettings = (
  desk: Pick<Desk, 'company' | 'connection' | 'settings'>,
  links: readonly Link[],
): Pick<Connection, 'pastSettings'> => {
  const version = settingsVersionOf(desk);
  const past = desk.connection.pastSettings ?? [];
  const isNew = past.every((one) => one.version !== version);
  if (!isNew || links.every((link) => link.settingsVersion !== version)) return {};
  return { pastSettings: [...past, { version, values: flatten(desk.settings) }].slice(-MOST) };
};
