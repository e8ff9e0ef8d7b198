import { DEFAULT_SWITCHES, drawSwitches, OPPOSITE_SWITCHES } from '../../sandbox/switches.ts';
import type { Switches } from '../../sandbox/world.ts';

/** Every file of scenarios runs in the world that CI names: `a`, its opposite `b`, or one drawn from a seed. */
export const worldName = process.env['SANDBOX_WORLD'] ?? 'a';
export const worldSwitches: Partial<Switches> =
  worldName === 'b'
    ? OPPOSITE_SWITCHES
    : worldName.startsWith('seed:')
      ? drawSwitches(worldName)
      : DEFAULT_SWITCHES;

/** What the adapters are told about an unsure fact follows the world's switches, as an operator would set it. */
export const settingsFor = (switches: Partial<Switches>): NodeJS.ProcessEnv => ({
  TIMIFY_MARKER: switches.timifyExternalId === 'dropped' ? 'none' : 'external-id',
  TIMIFY_REFRESH_PATH: switches.timifyRefreshPath ?? 'refreshtoken',
  TIMIFY_AUTH_HEADER: switches.timifyAuthHeader === 'bearer' ? 'bearer' : 'raw',
});
