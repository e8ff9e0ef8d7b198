import type { Body } from '../../../../shared/api.ts';
import type { Conflict } from '../../../../shared/items.ts';
import type { ConflictAction, Span } from '../../../../shared/words.ts';

/** What the person has chosen on the page; every way out takes from it what it needs. */
export interface Choice {
  readonly slot: Span | undefined;
  readonly notify: boolean;
}

const ORDER: readonly ConflictAction[] = [
  'move-booking',
  'cancel-booking',
  'put-back',
  'keep-both',
  'move-event',
  'use-office',
  'use-timify',
  'delete-event',
  'ignore',
  'ignore-series',
];

/** Moves need a free time; `confirm-move` already has one. */
export const needsSlot = (action: ConflictAction, { kind }: Pick<Conflict, 'kind'>): boolean =>
  action === 'move-event' || (action === 'move-booking' && kind !== 'confirm-move');

const possible =
  (conflict: Conflict) =>
  (action: ConflictAction): boolean =>
    !needsSlot(action, conflict) || conflict.slots.length > 0;

/** The one that the primary button takes. Cancelling is primary only where the question is whether to cancel. */
export function primaryWay(conflict: Conflict): ConflictAction | undefined {
  const ways = ORDER.filter((action) => conflict.actions.includes(action)).filter(possible(conflict));
  const harmless = ways.filter(
    (action) =>
      action !== 'delete-event' && (action !== 'cancel-booking' || conflict.kind === 'confirm-cancel'),
  );
  return harmless[0] ?? ways[0];
}

/** All others, as rows; the two ways to ignore are one row with a menu. */
export function otherWays(conflict: Conflict, primary: ConflictAction | undefined): ConflictAction[] {
  return ORDER.filter((action) => conflict.actions.includes(action) && action !== primary)
    .filter(possible(conflict))
    .filter((action) => action !== 'ignore-series' || !conflict.actions.includes('ignore'));
}

/** A second step before what cannot be taken back. */
export const isDestructive = (action: ConflictAction): boolean =>
  action === 'cancel-booking' || action === 'delete-event';

/** Whether customers are told must be said by the person, for the acts that could tell them. */
export const asksNotify = (conflict: Conflict): boolean =>
  conflict.notifyRequired && conflict.actions.some(tellsCustomers);

const tellsCustomers = (action: ConflictAction): boolean =>
  action === 'move-booking' || action === 'cancel-booking' || action === 'use-office';

export function resolveBody(
  conflict: Conflict,
  action: ConflictAction,
  { slot, notify }: Choice,
): Body<'resolve'> {
  return {
    action,
    ...(needsSlot(action, conflict) && slot !== undefined
      ? { slot: { start: slot.start, end: slot.end } }
      : {}),
    ...(conflict.notifyRequired && tellsCustomers(action) ? { notify } : {}),
  };
}
