import { join } from 'node:path';
import type { Express } from 'express';
import { controlRouter } from './control/router.ts';
import { worldConfig } from './control/config.ts';
import { createDirectory } from './directory.ts';
import { certificatesIn } from './shell/certificates.ts';
import type { Certificates } from './shell/certificates.ts';
import { createKeeper, readSaved } from './shell/keeper.ts';
import type { Keeper } from './shell/keeper.ts';
import { resetWorld, restoreWorld, snapshotWorld } from './shell/life.ts';
import type { ResetChange } from './shell/life.ts';
import { openPorts } from './shell/open.ts';
import type { Opened } from './shell/open.ts';
import { asSavedWorld } from './shell/saved.ts';
import { createServices, settled } from './shell/services.ts';
import type { Services } from './shell/services.ts';
import { createGround } from './shell/world.ts';
import type { Ground } from './shell/world.ts';
import { DEFAULT_SWITCHES } from './switches.ts';
import type { Switches, World } from './world.ts';

export interface SandboxOptions {
  /** Plain HTTP; the others follow at +1 (Entra), +2 (Graph), +3 (TIMIFY), +4 (SMTP). 0: any free ones. */
  port?: number;
  /** Certificates and the saved world live here. */
  dataDir: string;
  /** Where the certificates live, if not in `dataDir`: several worlds can share one authority. */
  certificateDir?: string;
  switches?: Partial<Switches>;
  seed?: string;
  /** Forget the saved world. */
  fresh?: boolean;
  /** Empty calendars, no bookings, every resource bookable at all hours. A saved world stays as it is. */
  empty?: boolean;
  /** Address of our server, for the world page. Can be told later through `/control/server`. */
  serverUrl?: string;
  /** Adds the pages for people to the plain port. */
  mountPages?: (app: Express) => void | Promise<void>;
}

export interface Sandbox extends Services {
  /** Base of plain HTTP, without a slash at the end. */
  url: string;
  /** `entra` is an authority host; `graph` and `timify` are base addresses with their version. */
  origins: { entra: string; graph: string; timify: string; smtp: string };
  /** Certificate of the throw-away authority. */
  caFile: string;
  /** Key and certificate registered with the app, in one PEM. */
  clientCertificateFile: string;
  world: World;
  /** Begins anew: like `POST /control/reset`. */
  reset: (change?: ResetChange) => void;
  /** Resolves when no notification and no webhook waits. */
  idle: () => Promise<void>;
  /** Writes the world to disk now. */
  save: () => Promise<void>;
  stop: () => Promise<void>;
}

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
