import type { Connection } from '../../../../shared/connection.ts';

/** What the first line of the status says. One word decides title, icon and what is offered. */
export type Condition =
  'in-step' | 'held' | 'conflicts' | 'syncing' | 'paused' | 'failing' | 'deactivated' | 'stale';

export function conditionOf(connection: Connection, line: 'live' | 'lost'): Condition {
  if (connection.state === 'deactivated') return 'deactivated';
  if (line === 'lost') return 'stale';
  if (connection.state === 'paused') return 'paused';
  if (connection.state === 'failing') return 'failing';
  if (connection.counts.held > 0) return 'held';
  if (connection.counts.conflicts > 0) return 'conflicts';
  return connection.state === 'syncing' ? 'syncing' : 'in-step';
}
