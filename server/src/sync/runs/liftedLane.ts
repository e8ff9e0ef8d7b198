import type { Connection, Lane } from '../documents.ts';

/**
 * What was rung for goes before imports, also for a connection that reads its window anew just then: the rest of that
 * goes back into the lane of imports. A first import stays where it is, for nothing of it is in step yet.
 */
export const liftedLane = (connection: Pick<Connection, 'importedAt'> | null): { lane?: Lane } =>
  connection && connection.importedAt !== null ? { lane: 'live' } : {};
