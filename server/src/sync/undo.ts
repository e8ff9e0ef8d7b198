import { effective } from '../core/settings.ts';
import { carryOut, done, type Outcome } from './actResult.ts';
import { isLive } from './policy.ts';
import type { Caller, Connection } from './ports.ts';
import { Refusal } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';
import { scopesFor } from '../core/scopes.ts';
import type { Subject } from './shownItems.ts';
import { signInFor } from './signIn.ts';
import { startImport } from './startImport.ts';

export const UNDO_FOR = 30 * 86_400_000;

/** Until when a deactivation can be undone; null when it can't. */
export const undoUntil = ({ deactivated, successorId }: Connection): number | null =>
  deactivated === null || successorId !== null ? null : deactivated.at + UNDO_FOR;

type UndoDeps = Pick<RequestDeps, 'store' | 'clock' | 'bus' | 'runner' | 'tokens' | 'background'>;

const impossible = (why: string): Refusal => new Refusal('undo_impossible', why);

const RECENT = 200;

/** The last act that can be taken back, e.g. "apply to what is already synced". */
const undoLast = async (deps: UndoDeps, caller: Caller, connection: Connection): Promise<Outcome> => {
  const entries = await deps.store.log.page({ connectionId: connection.id }, null, RECENT);
  const entry = entries.find(({ undoable, at }) => undoable && at > deps.clock.now() - UNDO_FOR);
  if (!entry) throw impossible('There is nothing to take back.');
  return carryOut(deps, connection, caller.oid, { kind: 'undo-log', entryId: entry.id });
};

/**
 * The connection lives again and imports: kept copies are found by their links, removed ones are made anew. Access to
 * the mailbox has ended with the deactivation, so only its owner can do this, with their present sign-in.
 */
const reactivate = async (deps: UndoDeps, caller: Caller, subject: Subject): Promise<Outcome> => {
  const { connection, company, role } = subject;
  const until = undoUntil(connection);
  if (until === null) throw impossible('A later connection has taken over.');
  if (until <= deps.clock.now()) throw impossible('The 30 days are over.');
  if (role !== 'owner')
    throw new Refusal('forbidden', 'Only the owner of the calendar can activate it again.');
  const { direction } = effective(company, connection.settings).settings;
  await signInFor(deps, caller, scopesFor(direction, connection.calendars));
  const now = deps.clock.now();
  const values: Partial<Connection> = {
    state: 'importing',
    stateSince: now,
    deactivated: null,
    importedAt: null,
    trouble: null,
    hold: null,
    progress: { phase: 'none', done: 0, total: 0, doneUntil: null },
  };
  if (!(await deps.store.connections.set(connection.id, values, ['deactivated'])))
    throw impossible('The resource has another connection by now.');
  await startImport(deps, { ...connection, ...values });
  return done({ reactivated: true });
};

export const undo = (deps: UndoDeps, caller: Caller, subject: Subject): Promise<Outcome> =>
  isLive(subject.connection) ? undoLast(deps, caller, subject.connection) : reactivate(deps, caller, subject);
