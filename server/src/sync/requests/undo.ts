import { effective } from '../../core/settings.ts';
import { carryOut, done, type Outcome } from './actResult.ts';
import { isLive } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { Connection, LogEntry } from '../documents.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { scopesFor } from '../../core/scopes.ts';
import type { Subject } from './shownItems.ts';
import { signInFor } from './signIn.ts';
import { startImport } from './startImport.ts';
import { UNDO_FOR } from '../undoable.ts';

/** Until when a deactivation can be undone; null when it can't. */
export const undoUntil = ({ deactivated, successorId }: Connection): number | null =>
  deactivated === null || successorId !== null ? null : deactivated.at + UNDO_FOR;

type UndoDeps = Pick<RequestDeps, 'store' | 'clock' | 'bus' | 'runner' | 'tokens' | 'background'>;

const impossible = (why: string): Refusal => new Refusal('undo_impossible', why);

const PAGE = 500;

/** Nobody waits for it. */
const AT_ONCE = 0;

/** The last time that settings were applied to what was there and that can be taken back; null: never. */
export const lastApplied = async (
  deps: Pick<UndoDeps, 'store' | 'clock'>,
  connection: Pick<Connection, 'id'>,
  level?: 'connection' | 'company',
): Promise<LogEntry | null> => {
  const since = deps.clock.now() - UNDO_FOR;
  for (let before: string | null = null; ;) {
    const page: LogEntry[] = await deps.store.log.page({ connectionId: connection.id }, before, PAGE);
    const found = page.find(({ back }) => back?.kind === 'act' && (level ?? back.level) === back.level);
    if (found) return found.at > since ? found : null;
    const last = page.at(-1);
    if (!last || page.length < PAGE || last.at <= since) return null;
    before = last.id;
  }
};

/** A person's last act on all of it: "apply to what is already synced". Single lines are taken back in the log. */
const undoLast = async (deps: UndoDeps, caller: Caller, subject: Subject): Promise<Outcome> => {
  const { connection, role } = subject;
  const entry = await lastApplied(deps, connection);
  if (!entry) throw impossible('There is nothing to take back.');
  return carryOut(deps, connection, caller.oid, {
    kind: 'undo-log',
    entryId: entry.id,
    notify: null,
    role,
  });
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
  if (connection.deactivated?.copies === 'plain')
    await deps.runner.act({ ...connection, ...values }, caller.oid, { kind: 'mark-copies' }, AT_ONCE);
  return done({ reactivated: true });
};

export const undo = (deps: UndoDeps, caller: Caller, subject: Subject): Promise<Outcome> =>
  isLive(subject.connection) ? undoLast(deps, caller, subject) : reactivate(deps, caller, subject);
