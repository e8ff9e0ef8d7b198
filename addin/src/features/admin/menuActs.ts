import type { Resource } from '../../../../shared/company.ts';
import type { NeedAct } from './needs.ts';
import { canInvite } from './overview.ts';

export type OpenAct = 'open' | 'openSettings' | 'openLog' | 'openDeactivate';
export type MenuAct = NeedAct | OpenAct | 'copyLink' | 'withdraw' | 'refuse' | 'pause';

/** Everything that can be done with a resource besides the one obvious thing. */
export function menuActs({ state, connectionId }: Pick<Resource, 'state' | 'connectionId'>): MenuAct[] {
  if (state === 'needs-organisation-mode') return [];
  if (canInvite({ state })) return ['copyLink'];
  if (state === 'invited') return ['copyLink', 'withdraw'];
  if (state === 'awaiting-approval') return ['refuse'];
  if (connectionId === null) return [];
  const run: MenuAct[] = state === 'paused' ? ['resume'] : ['sync', 'pause'];
  return ['open', 'openSettings', 'openLog', ...run, 'openDeactivate'];
}
