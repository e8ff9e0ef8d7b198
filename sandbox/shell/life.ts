import { seedCalendars } from '../seedCalendars.ts';
import type { Switches } from '../world.ts';
import { NO_LATENCY } from './intercept.ts';
import type { SavedWorld } from './saved.ts';
import type { Services } from './services.ts';
import type { Ground } from './world.ts';

export interface Beginning {
  seed: string;
  switches: Switches;
}

export interface ResetChange {
  seed?: string;
  switches?: Partial<Switches>;
  empty?: boolean;
}

/** Begins anew, as the world began, but for what the change names. Keys and trust stay. */
export function resetWorld(ground: Ground, services: Services, first: Beginning, change: ResetChange): void {
  const { world, settings } = ground;
  world.journal.clear();
  ground.mails.clear();
  services.faults.clear();
  Object.assign(ground.latency, NO_LATENCY);
  Object.assign(world.switches, first.switches, change.switches);
  settings.empty = change.empty ?? settings.empty;
  ground.clock.set(0);
  ground.random.reseed(change.seed ?? first.seed);
  ground.directory.reset();
  for (const service of [services.entra, services.graph, services.timify]) service.reset();
  seedCalendars(services.graph, world, settings.empty);
  world.changed();
}

export function snapshotWorld(ground: Ground, services: Services): SavedWorld {
  return {
    version: 3,
    ahead: ground.clock.offset(),
    random: ground.random.state(),
    switches: ground.world.switches,
    settings: ground.settings,
    directory: ground.directory.snapshot(),
    mails: ground.mails.all(),
    entra: services.entra.snapshot(),
    graph: services.graph.snapshot(),
    timify: services.timify.snapshot(),
  };
}

export function restoreWorld(ground: Ground, services: Services, saved: SavedWorld): void {
  ground.clock.set(saved.ahead);
  ground.random.restore(saved.random);
  ground.directory.restore(saved.directory);
  ground.mails.restore(saved.mails);
  services.entra.restore(saved.entra);
  services.graph.restore(saved.graph);
  services.timify.restore(saved.timify);
}
