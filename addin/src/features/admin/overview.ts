import type { Resource } from '../../../../shared/company.ts';
import type { ResourceState } from '../../../../shared/words.ts';

/** The four piles of the overview, in the order in which they are shown. */
export type Pile = 'help' | 'work' | 'notInvited' | 'inStep';

export const PILES: readonly Pile[] = ['help', 'work', 'notInvited', 'inStep'];

const HELP: readonly ResourceState[] = [
  'needs-sign-in',
  'permission-missing',
  'mailbox-unsupported',
  'calendar-gone',
  'resource-gone',
  'timify-refused',
  'failing',
  'awaiting-approval',
  'invitation-expired',
];
const WORK: readonly ResourceState[] = ['importing', 'syncing', 'invited', 'paused'];
const NOT_INVITED: readonly ResourceState[] = ['not-invited', 'needs-organisation-mode', 'deactivated'];

export function pileOf({ state, conflicts, held }: Pick<Resource, 'state' | 'conflicts' | 'held'>): Pile {
  if (conflicts > 0 || held > 0 || HELP.includes(state)) return 'help';
  if (WORK.includes(state)) return 'work';
  return NOT_INVITED.includes(state) ? 'notInvited' : 'inStep';
}

/** Who needs a hand comes first; within a pile by name. */
export function inOrder(resources: readonly Resource[]): Resource[] {
  return [...resources].sort(
    (a, b) => PILES.indexOf(pileOf(a)) - PILES.indexOf(pileOf(b)) || a.name.localeCompare(b.name),
  );
}

export function found(resources: readonly Resource[], pile: Pile | undefined, search: string): Resource[] {
  const wanted = search.trim().toLowerCase();
  return resources.filter(
    (one) =>
      (pile === undefined || pileOf(one) === pile) &&
      (wanted === '' || `${one.name} ${one.email}`.toLowerCase().includes(wanted)),
  );
}

/** Rooms and devices have nobody who could accept; they wait for the organisation mode. */
export const canInvite = ({ state }: Pick<Resource, 'state'>): boolean =>
  state === 'not-invited' || state === 'invitation-expired' || state === 'deactivated';

export type RowAct = 'invite' | 'remind' | 'solve' | 'approve';

/** The one obvious thing. */
export function rowAct(resource: Resource): RowAct | undefined {
  if (canInvite(resource)) return 'invite';
  if (resource.state === 'awaiting-approval') return 'approve';
  if (resource.state === 'invited' || resource.state === 'needs-sign-in') return 'remind';
  return resource.conflicts > 0 ? 'solve' : undefined;
}
