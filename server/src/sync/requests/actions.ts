/** What a person can tell a connection to do. */
import { signalCompany, signalConnection } from '../signals.ts';
import { carryOut, done, type Outcome } from './actResult.ts';
import { audit, requireAgreement } from '../companyRow.ts';
import { goingOn, OVERRULED } from '../connectionState.ts';
import { forgetUnused } from '../erase.ts';
import { isApproved, isLive } from '../policy.ts';
import type { Act, Connection, ConnectionState } from '../documents.ts';
import type { Caller } from '../ports/people.ts';
import { forbidden, invalid } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { beginSelfTest } from './selfTest/selfTest.ts';
import type { Copies } from '../../core/departure.ts';
import type { Subject } from './shownItems.ts';
import { undo } from './undo.ts';

export type ActionName =
  | 'sync'
  | 'pause'
  | 'resume'
  | 'confirm-hold'
  | 'refuse-hold'
  | 'deactivate'
  | 'undo'
  | 'apply-settings'
  | 'self-test'
  | 'remind';

export type ActionDeps = Pick<
  RequestDeps,
  | 'store'
  | 'clock'
  | 'bus'
  | 'errands'
  | 'runner'
  | 'tokens'
  | 'sides'
  | 'vault'
  | 'log'
  | 'mail'
  | 'background'
  | 'publicUrl'
>;

interface ActionRequest {
  deps: ActionDeps;
  caller: Caller;
  subject: Subject;
  copies: Copies | null;
}

/** What a person may pause: whatever is not paused or over already. */
const PAUSABLE: ConnectionState[] = [...OVERRULED, 'resource-gone'];

const publish = (deps: ActionDeps, { id, tenantId, companyId }: Connection): void =>
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });

/** The bookable times that are kept for a while are read once more, too. */
const signal = (deps: ActionDeps, connection: Connection): Promise<void> =>
  signalConnection(
    deps,
    connection,
    [{ kind: 'window' }, { kind: 'availability' }],
    connection.importedAt === null ? 'import' : undefined,
  );

/** Has both sides read once more; TIMIFY's company too, so that nothing waits for the net. The next runs do it. */
const sync = async ({ deps, subject: { connection } }: ActionRequest): Promise<Outcome> => {
  const { companyId, tenantId } = connection;
  await signal(deps, connection);
  await signalCompany(deps, { id: companyId, tenantId }, [{ kind: 'window' }]);
  return { ...done(), pending: true };
};

/** Nothing is transferred until resumed; what happens meanwhile is found then. */
const pause = async ({ deps, subject: { connection } }: ActionRequest): Promise<Outcome> => {
  const gone = connection.state === 'resource-gone' ? { isResourceGone: true } : {};
  const values = { state: 'paused' as const, stateSince: deps.clock.now(), ...gone };
  if (await deps.store.connections.set(connection.id, values, PAUSABLE)) publish(deps, connection);
  return done();
};

const resume = async ({ deps, subject: { connection } }: ActionRequest): Promise<Outcome> => {
  const values = { state: goingOn(connection), stateSince: deps.clock.now(), trouble: null };
  if (await deps.store.connections.set(connection.id, values, ['paused'])) {
    await signal(deps, connection);
    publish(deps, connection);
  }
  return done();
};

/** A request that nobody approved is simply taken back; else a run clears up and ends the connection. */
const deactivate = async ({ deps, caller, subject, copies }: ActionRequest): Promise<Outcome> => {
  const { connection } = subject;
  if (!isApproved(connection)) {
    await deps.store.connections.remove(connection.id);
    await forgetUnused(deps, connection);
    return done();
  }
  if (copies === null) throw invalid('copies', 'Say what happens with the copies: keep, remove or plain.');
  return carryOut(deps, connection, caller.oid, { kind: 'deactivate', copies });
};

/** Mail to the owner of a connection that waits for a new sign-in. */
const remind = async ({ deps, caller, subject }: ActionRequest): Promise<Outcome> => {
  const { connection, company } = subject;
  if (connection.state !== 'needs-sign-in')
    throw invalid('action', 'This connection does not wait for a sign-in.');
  await deps.mail.send({
    kind: 'sign-in-again',
    to: connection.ownerEmail,
    language: connection.language,
    facts: { company: company.name, resource: connection.resourceName, url: `${deps.publicUrl}/tab.html` },
  });
  await audit(deps, caller, company.id, 'remind', { resource: connection.resourceId });
  return done({ sent: true });
};

const byRun =
  (request: Act['request']) =>
  ({ deps, caller, subject }: ActionRequest): Promise<Outcome> =>
    carryOut(deps, subject.connection, caller.oid, request);

const ACTIONS: Record<ActionName, (request: ActionRequest) => Promise<Outcome>> = {
  sync,
  pause,
  resume,
  deactivate,
  remind,
  'confirm-hold': byRun({ kind: 'confirm-hold' }),
  'refuse-hold': byRun({ kind: 'refuse-hold' }),
  'apply-settings': byRun({ kind: 'apply-settings', level: 'connection' }),
  undo: ({ deps, caller, subject }) => undo(deps, caller, subject),
  'self-test': ({ deps, caller, subject }) => beginSelfTest(deps, caller, subject),
};

/** A deactivated connection knows `undo` alone; one that waits for approval can only be given up. */
const requireFit = (connection: Connection, action: ActionName): void => {
  if (!isLive(connection) && action !== 'undo') throw forbidden('This connection is deactivated.', 'action');
  if (!isApproved(connection) && action !== 'deactivate')
    throw forbidden('An admin has to approve this connection first.', 'action');
};

/** They read or write a calendar. `undo` does in a live connection; it is how a deactivated one comes back, too. */
const TRANSFERS: readonly ActionName[] = ['confirm-hold', 'refuse-hold', 'apply-settings', 'undo'];

/** Nothing is transferred while it is paused, and nothing is tried without the company's agreement. */
const requireAtWork = ({ connection, company }: Subject, action: ActionName): void => {
  if (!isLive(connection)) return;
  if (TRANSFERS.includes(action) || action === 'self-test') requireAgreement(company);
  if (TRANSFERS.includes(action) && connection.state === 'paused')
    throw forbidden('This connection is paused: resume it first.', 'action');
};

export const actOn = async (
  deps: ActionDeps,
  caller: Caller,
  subject: Subject,
  request: { action: ActionName; copies: Copies | null },
): Promise<Outcome> => {
  const { action, copies } = request;
  const { connection, company, role } = subject;
  requireFit(connection, action);
  requireAtWork(subject, action);
  const outcome = await ACTIONS[action]({ deps, caller, subject, copies });
  if (role === 'admin' && action !== 'remind')
    await audit(deps, caller, company.id, action, {
      resource: connection.resourceId,
      ...(action === 'deactivate' && copies !== null ? { copies } : {}),
    });
  return outcome;
};
