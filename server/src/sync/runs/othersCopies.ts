/** Two resources may keep one mailbox in step: what one connection makes there is an event like any other for the next. */
import { isOriginal } from '../../core/outcomes.ts';
import type { Plan } from '../../core/planned.ts';
import type { Desk } from '../desk.ts';
import { isLive } from '../policy.ts';
import type { RunDeps } from '../runDeps.ts';
import type { Gathered } from './gather.ts';

const eventsToWrite = ({ writes }: Plan): string[] =>
  writes.flatMap((write) =>
    write.side === 'office' && write.op !== 'create' && isOriginal(write) ? write.id : [],
  );

/**
 * Whether other connections of this mailbox made some of the events that the plan is to write: then it is to be made again.
 * Asked for where an original event is to be written alone, which few plans do.
 */
export const learnOthersCopies = async (
  { store }: Pick<RunDeps, 'store'>,
  { connection }: Pick<Desk, 'connection'>,
  { othersCopies }: Pick<Gathered, 'othersCopies'>,
  plan: Plan,
): Promise<boolean> => {
  const ids = eventsToWrite(plan);
  if (ids.length === 0) return false;
  const ofMailbox = await store.connections.ofUser(connection.tenantId, connection.oid);
  const others = ofMailbox.filter((one) => one.id !== connection.id && isLive(one));
  const links = await Promise.all(others.map(({ id }) => store.links.about(id, { office: ids })));
  const made = links
    .flat()
    .flatMap(({ origin, mirrors }) =>
      origin.side === 'timify' ? mirrors.flatMap(({ id }) => id ?? []) : [],
    );
  const found = ids.filter((id) => made.includes(id) && !othersCopies.has(id));
  for (const id of found) othersCopies.add(id);
  return found.length > 0;
};
