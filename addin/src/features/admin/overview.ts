import type { Resource } from '../../../../shared/company.ts';
import type { ResourceState } from '../../../../shared/words.ts';
import { needOf, type NeedAct } from './needs.ts';

/** The piles of the overview, in the order in which they are shown: who can be helped or invited comes first. */
export type Pile = 'help' | 'work' | 'notInvited' | 'inStep' | 'deactivated' | 'rooms';

export const PILES: readonly Pile[] = ['help', 'work', 'notInvited', 'inStep', 'deactivated', 'rooms'];

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
const OTHER: Partial<Record<ResourceState, Pile>> = {
  'not-invited': 'notInvited',
  'needs-organisation-mode': 'rooms',
  deactivated: 'deactivated',
};

export function pileOf({ state, conflicts, held }: Pick<Resource, 'state' | 'conflicts' | 'held'>): Pile {
  if (conflicts > 0 || held > 0 || HELP.includes(state)) return 'help';
  if (WORK.includes(state)) return 'work';
  return OTHER[state] ?? 'inStep';
}

export type SortBy = 'state' | 'name' | 'lastChange' | 'latency';

export interface Sorting {
  readonly by: SortBy;
  readonly descending: boolean;
}

/** Who needs a hand comes first. */
export const BY_NEED: Sorting = { by: 'state', descending: false };

const LAST = Number.MAX_SAFE_INTEGER;

const rankOf = (resource: Resource, by: SortBy): number => {
  switch (by) {
    case 'state':
      return PILES.indexOf(pileOf(resource));
    case 'name':
      return 0;
    case 'lastChange':
      return resource.lastRunAt === null ? LAST : -Date.parse(resource.lastRunAt);
    case 'latency':
      return resource.lag === null ? LAST : -(resource.lag.theirs + resource.lag.ours);
  }
};

/** The order in which the overview was last sorted, and by which values: live changes don't move rows by themselves. */
export interface Order {
  readonly sorting: Sorting;
  readonly ranks: ReadonlyMap<string, number>;
}

/** Within equals by name. */
export function orderOf(resources: readonly Resource[], sorting: Sorting): Order {
  const sign = sorting.descending ? -1 : 1;
  const sorted = [...resources].sort(
    (a, b) =>
      sign * (rankOf(a, sorting.by) - rankOf(b, sorting.by)) ||
      (sorting.by === 'name' ? sign : 1) * a.name.localeCompare(b.name),
  );
  return { sorting, ranks: new Map(sorted.map((one) => [one.id, rankOf(one, sorting.by)])) };
}

/** As last sorted; who is new since then comes at the end. */
export function asOrdered(resources: readonly Resource[], { ranks }: Order): Resource[] {
  const places = new Map([...ranks.keys()].map((id, index) => [id, index]));
  const placeOf = ({ id }: Resource): number => places.get(id) ?? ranks.size;
  return [...resources].sort((a, b) => placeOf(a) - placeOf(b));
}

/** How many would stand elsewhere, were it sorted now. */
export const outOfOrder = (resources: readonly Resource[], { sorting, ranks }: Order): number =>
  resources.filter((one) => ranks.get(one.id) !== rankOf(one, sorting.by)).length;

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

/** The one obvious thing. */
export function rowAct(resource: Resource): NeedAct | undefined {
  const need = needOf(resource);
  if (need !== undefined) return need.act;
  if (canInvite(resource)) return 'invite';
  return resource.state === 'invited' ? 'remind' : undefined;
}
