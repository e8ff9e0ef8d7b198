import { join } from 'node:path';
import { controlRouter } from './control/router.ts';
import { worldConfig } from './control/config.ts';
import { createDirectory } from './directory.ts';
import { certificatesIn } from './shell/certificates.ts';
import type { Certificates } from './shell/certificates.ts';
import { createKeeper, readSaved } from './shell/keeper.ts';
import type { Keeper } from './shell/keeper.ts';
import { resetWorld, restoreWorld, snapshotWorld } from './shell/life.ts';
import { openPorts } from './shell/open.ts';
import type { Opened } from './shell/open.ts';
import { asSavedWorld } from './shell/saved.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import { createServices, settled } from './shell/services.ts';
import type { Services } from './shell/services.ts';
import { createGround } from './shell/world.ts';
import type { Ground } from './shell/world.ts';
import { DEFAULT_SWITCHES } from './switches.ts';

export type { Sandbox, SandboxOptions } from './sandbox.ts';

export const DEFAULT_PORT = 4400;
const DEFAULT_SEED = 'sandbox';

interface Parts {
  ground: Ground;
  services: Services;
  certificates: Certificates;
  opened: Opened;
  keeper: Keeper;
  reset: Sandbox['reset'];
}

function assemble({ ground, services, certificates, opened, keeper, reset }: Parts): Sandbox {
  const { world } = ground;
  const { entra, graph, timify, plain } = world.origins;
  return {
    ...services,
    url: plain,
    origins: { entra, graph, timify, smtp: `smtp://localhost:${opened.smtpPort}` },
    caFile: certificates.caFile,
    clientCertificateFile: certificates.clientFile,
    world,
    reset,
    idle: () => settled(services),
    save: keeper.save,
    stop: async () => {
      await opened.close();
      keeper.changed();
      await keeper.close();
    },
  };
}

/** Starts one world. Everything it needs is in this process; several can run beside each other. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const file = join(options.dataDir, 'world.json');
  const certificates = await certificatesIn(options.certificateDir ?? options.dataDir);
  const saved = options.fresh === true ? undefined : asSavedWorld(await readSaved(file));
  const first = {
    seed: options.seed ?? DEFAULT_SEED,
    switches: { ...DEFAULT_SWITCHES, ...saved?.switches, ...options.switches },
  };
  const ground = createGround({
    ...first,
    directory: createDirectory(),
    settings: {
      empty: saved?.settings.empty ?? options.empty ?? false,
      serverUrl: options.serverUrl ?? saved?.settings.serverUrl ?? null,
      marker: saved?.settings.marker ?? null,
    },
  });
  const services = createServices(ground, certificates);
  const opened = await openPorts(ground, services, { certificates, port: options.port ?? DEFAULT_PORT });
  const reset: Sandbox['reset'] = (change = {}) => resetWorld(ground, services, first, change);
  if (saved) restoreWorld(ground, services, saved);
  else reset();

  const keeper = createKeeper(file, () => snapshotWorld(ground, services));
  ground.onChanged(keeper.changed);
  keeper.changed();
  const sandbox = assemble({ ground, services, certificates, opened, keeper, reset });
  opened.app.use('/control', controlRouter({ sandbox, ground }));
  opened.app.get('/world/config', worldConfig({ sandbox, ground }));
  await options.mountPages?.(opened.app);
  opened.finish();
  return sandbox;
}
