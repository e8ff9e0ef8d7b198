import type { Ground } from '../shell/world.ts';
import type { Sandbox } from '../sandbox.ts';

/** What the calls of `/control` may touch: everything. */
export interface ControlParts {
  sandbox: Sandbox;
  ground: Ground;
}
