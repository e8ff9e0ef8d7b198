import { closeSync, existsSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Instant } from '../../core/items.ts';
import type { Store } from '../../sync/ports/store.ts';
import { actsIn } from './acts.ts';
import { auditIn } from './audit.ts';
import { commitIn, eraseIn } from './commit.ts';
import { companiesIn } from './companies.ts';
import { conflictsIn } from './conflicts.ts';
import { connectionsIn } from './connections.ts';
import { cursorsIn } from './cursors.ts';
import { invitationsIn } from './invitations.ts';
import { linksIn } from './links.ts';
import { lockFile } from './lock.ts';
import { logIn } from './log.ts';
import { migrate } from './schema.ts';
import { lagsIn } from './lags.ts';
import { seenIn } from './seen.ts';
import { Sql } from './sql.ts';
import { tokensIn } from './tokens.ts';
import { workIn } from './work.ts';

/** The one path of a file, and a file that nobody but its owner may read. */
const prepare = (file: string): string => {
  const path = resolve(file);
  mkdirSync(dirname(path), { recursive: true });
  return existsSync(path) ? realpathSync(path) : path;
};

const createPrivately = (path: string): void => closeSync(openSync(path, 'a', 0o600));

const openDatabase = (path: string): Sql => {
  const sql = new Sql(path);
  sql.get('pragma busy_timeout = 5000');
  sql.get('pragma journal_mode = wal');
  // FULL: an intent is written down before its create is sent, and a notification is answered after it is kept. Both
  // promises must outlive a power cut too, not only a killed process, for which NORMAL would do.
  sql.script('pragma synchronous = full');
  migrate(sql, path);
  return sql;
};

const assemble = (sql: Sql, now: () => Instant, close: () => void): Store => ({
  companies: companiesIn(sql),
  connections: connectionsIn(sql),
  work: workIn(sql, now),
  links: linksIn(sql),
  cursors: cursorsIn(sql),
  commit: commitIn(sql),
  conflicts: conflictsIn(sql),
  log: logIn(sql),
  acts: actsIn(sql),
  invitations: invitationsIn(sql),
  tokens: tokensIn(sql),
  seen: seenIn(sql),
  lags: lagsIn(sql),
  audit: auditIn(sql),
  erase: eraseIn(sql),
  ping: () => sql.answer(() => void sql.get('select 1')),
  close: () => Promise.resolve(close()),
});

/**
 * The store in one file, for one server process. What a method has acknowledged survives the death of the process at
 * any moment. Rejects when another process has the file open, or when a newer release wrote it. `:memory:` keeps
 * everything in memory, for tests.
 */
export const openEmbedded = (file: string, options: { now(): Instant }): Promise<Store> =>
  new Promise((done) => {
    const now = (): Instant => options.now();
    if (file === ':memory:') {
      const sql = openDatabase(file);
      done(assemble(sql, now, () => sql.close()));
      return;
    }
    const path = prepare(file);
    const lock = lockFile(path);
    try {
      createPrivately(path);
      const sql = openDatabase(path);
      let isOpen = true;
      const close = (): void => {
        if (!isOpen) return;
        isOpen = false;
        // What is still beside the file goes into it, so that a copy of the one file is a whole copy.
        sql.get('pragma wal_checkpoint(truncate)');
        sql.close();
        lock.release();
      };
      done(assemble(sql, now, close));
    } catch (error) {
      lock.release();
      throw error;
    }
  });
