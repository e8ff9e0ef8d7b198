import type { Express } from 'express';
import type { ResetChange } from './shell/life.ts';
import type { Services } from './shell/services.ts';
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
