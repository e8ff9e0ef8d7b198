import type { Copies } from '../../core/departure.ts';
import { allLinks } from '../gather.ts';
import { endSubscriptions } from '../subscribe.ts';
import { done, type ActRun, type Result } from './act.ts';
import { endCopies, type Reason } from './endCopies.ts';

const DEACTIVATED: Reason = { rule: 'deactivated', setting: null };

/** Ends the connection: its copies as the person chose, its subscriptions, and the access to the mailbox. */
export const deactivate = async (
  { deps, desk, rows, act, lease }: ActRun,
  copies: Copies,
): Promise<Result> => {
  const { connection } = desk;
  const links = await allLinks(deps, connection.id);
  const facts = await endCopies({ deps, desk, lease, act }, links, copies, () => DEACTIVATED);
  await endSubscriptions(deps, desk, rows);
  const now = deps.clock.now();
  const values = {
    state: 'deactivated' as const,
    stateSince: now,
    deactivated: { at: now, copies, by: act.by },
    hold: null,
    trouble: null,
  };
  await deps.store.commit({
    connectionId: connection.id,
    fence: lease.fence,
    dropCursors: rows.map((row) => row.calendarId),
    connection: values,
  });
  desk.connection = { ...connection, ...values };
  const others = await deps.store.connections.ofUser(connection.tenantId, connection.oid);
  if (!others.some((one) => one.id !== connection.id && one.state !== 'deactivated'))
    await deps.tokens.forget(connection);
  deps.bus.publish({
    tenantId: connection.tenantId,
    companyId: desk.company.id,
    connectionId: connection.id,
    kind: 'state',
  });
  const ofOurs = copies === 'keep' ? links.filter((link) => link.mirrors.length > 0).length : facts.failed;
  return done({ ...facts, copies, remaining: ofOurs });
};
