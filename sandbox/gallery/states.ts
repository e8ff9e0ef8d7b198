import type { GalleryState } from './model.ts';
import { adminStates } from './states/admin.ts';
import { adminPartStates } from './states/adminParts.ts';
import { connectStates } from './states/connect.ts';
import { ownerPartStates } from './states/ownerParts.ts';
import { ownerStates } from './states/owner.ts';
import { statusPartStates } from './states/statusParts.ts';
import { statusStates } from './states/status.ts';

/** Every state of every screen of the add-in, in the order in which people meet them. */
export const STATES: readonly GalleryState[] = [
  ...connectStates,
  ...statusStates,
  ...statusPartStates,
  ...ownerStates,
  ...ownerPartStates,
  ...adminStates,
  ...adminPartStates,
];

export function stateNamed(id: string): GalleryState | undefined {
  return STATES.find((state) => state.id === id);
}
