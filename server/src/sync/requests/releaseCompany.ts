import { carryOut } from './actResult.ts';
import { removeCompany } from './company.ts';
import { audit } from '../companyRow.ts';
import { eraseRows } from '../erase.ts';
import { tellAdmin } from '../mails.ts';
import { isApproved, isLive } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, Connection } from '../documents.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';

type ReleaseDeps = Pick<RequestDeps, 'store' | 'clock' | 'runner' | 'tokens' | 'mail' | 'log' | 'publicUrl'>;

const linked = (connections: readonly Connection[]): number =>
  connections.reduce((sum, { counts }) => sum + counts.linked, 0);

/**
 * Gives the company free for another tenant. Live connections are deactivated first, in the way that is told with
 * `copies`; untold, they refuse it. `waiting`: so many are still at it, and the call is to be repeated.
 */
export const releaseCompany = async (
  deps: ReleaseDeps,
  caller: Caller,
  company: Company,
  copies: 'keep' | 'remove' | 'plain' | null,
): Promise<{ waiting: number }> => {
  const all = await deps.store.connections.ofCompany(company.id);
  const live = all.filter((connection) => isLive(connection) && isApproved(connection));
  if (live.length > 0 && !copies)
    throw new Refusal('copies_required', 'Resources are connected; say what happens with the copies.', {
      counts: { create: 0, update: 0, delete: linked(live), skip: 0, conflict: 0 },
    });
  const outcomes = await Promise.all(
    live.map((connection) =>
      carryOut(deps, connection, caller.oid, { kind: 'deactivate', copies: copies ?? 'keep' }),
    ),
  );
  const waiting = outcomes.filter((outcome) => outcome.pending || !outcome.ok).length;
  if (waiting > 0) return { waiting };
  for (const connection of all) await eraseRows(deps, connection);
  await removeCompany(deps, company);
  await audit(deps, caller, company.id, 'release-company', { copies, connections: all.length });
  await tellAdmin(deps, company, 'company-left');
  return { waiting: 0 };
};
