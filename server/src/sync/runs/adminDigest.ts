import type { Instant } from '../../core/items.ts';
import { DAY } from '../../core/spans.ts';
import { changeCompany } from '../companyRow.ts';
import { tellAdmin } from '../mails.ts';
import { nextMorning } from './notices.ts';
import { needsOwner, openBookings } from '../openBookings.ts';
import type { Company, Connection } from '../documents.ts';
import type { RunDeps } from '../runDeps.ts';

type DigestDeps = Pick<RunDeps, 'store' | 'clock' | 'sides' | 'vault' | 'mail' | 'log' | 'publicUrl'>;

const countBookings = async (
  deps: DigestDeps,
  company: Company,
  connections: readonly Connection[],
  now: Instant,
): Promise<number> => {
  let count = 0;
  for (const connection of connections)
    count += (await openBookings(deps, company, connection, now))?.count ?? 0;
  return count;
};

/**
 * Each morning, in the company's zone: resources whose owner alone could help and has not, and the bookings that wait
 * for them. One mail when somebody has joined them since the last morning; numbers only.
 */
export const tellOfTrouble = async (deps: DigestDeps, company: Company): Promise<void> => {
  const now = deps.clock.now();
  const due = company.digestAt ?? null;
  if (due !== null && due > now) return;
  const next = nextMorning(now, company.timeZone);
  const taken = { isOurs: false };
  await changeCompany(deps.store, company.id, (present) => {
    taken.isOurs = (present.digestAt ?? null) === due;
    return taken.isOurs ? { ...present, digestAt: next } : null;
  });
  // Another process was faster, or it is the first morning that is set.
  if (due === null || !taken.isOurs) return;
  const waiting = (await deps.store.connections.ofCompany(company.id)).filter(needsOwner);
  if (!waiting.some(({ stateSince }) => stateSince > due - DAY)) return;
  await tellAdmin(deps, company, 'company-help', {
    count: String(waiting.length),
    total: String(await countBookings(deps, company, waiting, now)),
  });
};
