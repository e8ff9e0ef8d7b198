import type { Desk } from '../desk.ts';
import type { LogEntry } from '../documents.ts';
import { settingsVersionOf } from '../pastSettings.ts';
import type { RunDeps } from '../runDeps.ts';
import { newId } from '../secrets.ts';

/** A line of the log, as it is stored. `act`: the person's act that caused it. */
export const entryOf = (
  deps: Pick<RunDeps, 'clock'>,
  desk: Pick<Desk, 'connection' | 'company'>,
  draft: Omit<LogEntry, 'id' | 'connectionId' | 'companyId' | 'at' | 'act'>,
  act: string | null = null,
): LogEntry => ({
  ...draft,
  id: newId(),
  connectionId: desk.connection.id,
  companyId: desk.company.id,
  at: deps.clock.now(),
  act,
  ...(draft.setting === null ? {} : { settingsVersion: settingsVersionOf(desk) }),
});
