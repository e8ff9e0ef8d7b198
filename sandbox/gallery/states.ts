import type { GalleryState } from './model.ts';
import { adminStates } from './states/admin.ts';
import { connectStates } from './states/connect.ts';
import { ownerStates } from './states/owner.ts';
import { statusStates } from './states/status.ts';

/** Every state of every screen of the add-in, in the order in which people meet them. */
export const STATES: readonly GalleryState[] = [
  ...connectStates,
  ...statusStates,
  ...ownerStates,
  ...adminStates,
];

export function stateNamed(id: string): GalleryState | undefined {
  return STATES.find((state) => state.id === id);
}
