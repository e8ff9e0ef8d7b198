import { Sql } from './sql.ts';

/** How long a start waits for a process that is just being torn down. */
const PATIENCE_MS = 1500;

/**
 * Makes this process the only server on `file`: an exclusive transaction, never ended, on a small database beside it.
 * The operating system lets go of it when the process dies, however it dies; there is nothing to clean up.
 * Throws when another process holds it.
 */
export const lockFile = (file: string): { release(): void } => {
  const lock = new Sql(`${file}.lock`);
  try {
    lock.get(`pragma busy_timeout = ${PATIENCE_MS}`);
    // No journal: the lock writes nothing, and a killed process shall leave nothing to recover.
    lock.get('pragma journal_mode = off');
    lock.script('begin exclusive');
  } catch (error) {
    lock.close();
    throw new Error(
      `The database file ${file} is in use by another server process. ` +
        'Stop that process first. To run several server processes, set MONGODB_URI.',
      { cause: error },
    );
  }
  return {
    release: () => {
      // The package closes for good only once its statements are collected; the end of the transaction is what counts.
      lock.script('rollback');
      lock.close();
    },
  };
};
