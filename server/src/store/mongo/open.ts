import { MongoClient, type Db } from 'mongodb';
import type { Instant } from '../../core/items.ts';
import type { Store } from '../../sync/ports/store.ts';
import { collectionsOf, createIndexes } from './collections.ts';
import { commitIn, eraseIn } from './commit.ts';
import { companiesIn } from './companies.ts';
import { connectionsIn } from './connections.ts';
import { guarded, toFault } from './faults.ts';
import { linksIn } from './links.ts';
import { logIn } from './log.ts';
import { tellNeed } from './need.ts';
import { invitationsIn, tokensIn } from './people.ts';
import { actsIn, auditIn, conflictsIn, cursorsIn } from './records.ts';
import { lagsIn } from './lags.ts';
import { seenIn } from './seen.ts';
import { turnsFor, type InTurn } from './turns.ts';
import { workIn } from './work.ts';

/** Used where the URI names no database. */
const DEFAULT_DATABASE = 'timify-sync';

/** How long a request may wait for a database that does not answer, instead of for ever. */
const PATIENCE = { serverSelectionTimeoutMS: 5000, connectTimeoutMS: 5000, socketTimeoutMS: 30_000 };

/** What the URI says about waiting stands. */
const patienceFor = (uri: string): Partial<typeof PATIENCE> =>
  Object.fromEntries(Object.entries(PATIENCE).filter(([name]) => !uri.includes(`${name}=`)));

const assemble = (client: MongoClient, db: Db, inTurn: InTurn, now: () => Instant): Store => {
  const all = collectionsOf(db);
  const whole = guarded({
    commit: commitIn(all, inTurn, now),
    erase: eraseIn(all),
    ping: async (): Promise<void> => {
      await db.command({ ping: 1 });
    },
    close: () => client.close(),
  });
  return {
    ...whole,
    companies: guarded(companiesIn(all, inTurn)),
    connections: guarded(connectionsIn(all, inTurn)),
    work: guarded(workIn(all, inTurn, now)),
    links: guarded(linksIn(all)),
    cursors: guarded(cursorsIn(all)),
    conflicts: guarded(conflictsIn(all)),
    log: guarded(logIn(all, now)),
    acts: guarded(actsIn(all)),
    invitations: guarded(invitationsIn(all, inTurn)),
    tokens: guarded(tokensIn(all, inTurn)),
    seen: guarded(seenIn(all)),
    lags: guarded(lagsIn(all)),
    audit: guarded(auditIn(all)),
  };
};

const NAMED = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/;

const databaseOf = (client: MongoClient, uri: string): Db =>
  NAMED.test(uri) ? client.db() : client.db(DEFAULT_DATABASE);

/** What the promises of the port need, whatever the URI says: no read of a stale copy, no write that may be rolled back. */
const SAFE = { readPreference: 'primary', writeConcern: { w: 'majority' }, ignoreUndefined: true } as const;

/**
 * The store in MongoDB or a server that speaks its language, for any number of server processes. It needs unique
 * indexes and updates of one document at a time; no transactions, change streams, TTL or pipeline updates. Writes
 * are acknowledged by a majority. Rejects with a `Fault` of kind `unavailable` when the database can't be reached.
 */
export const openMongo = async (uri: string, options: { now(): Instant }): Promise<Store> => {
  const now = (): Instant => options.now();
  const client = new MongoClient(uri, { ...patienceFor(uri), ...SAFE });
  try {
    await client.connect();
    const db = databaseOf(client, uri);
    const inTurn = await turnsFor(db, now);
    await inTurn('indexes', () => createIndexes(db));
    await tellNeed(collectionsOf(db));
    return assemble(client, db, inTurn, now);
  } catch (error) {
    await client.close();
    throw toFault(error);
  }
};
