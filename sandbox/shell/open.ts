import type { Express } from 'express';
import { listenSmtp } from '../smtp/server.ts';
import { plainApp, secureApp } from './apps.ts';
import type { Mount } from './apps.ts';
import type { Certificates } from './certificates.ts';
import { listenPlain, listenSecure } from './listen.ts';
import type { Listening } from './listen.ts';
import type { Services } from './services.ts';
import type { Ground } from './world.ts';

export interface Opened {
  /** The plain port, still open for more routes until `finish`. */
  app: Express;
  finish: () => void;
  smtpPort: number;
  close: () => Promise<void>;
}

function mountsOf({ entra, graph, timify }: Services): Mount[] {
  return [
    { service: 'entra', plain: '/entra', secure: '/', router: entra.router },
    { service: 'graph', plain: '/graph/v1.0', secure: '/v1.0', router: graph.router },
    { service: 'timify', plain: '/timify/v1', secure: '/v1', router: timify.router },
  ];
}

/** Opens all ports and tells the world its addresses. With port 0 each takes any free one. */
export async function openPorts(
  ground: Ground,
  services: Services,
  settings: { certificates: Certificates; port: number },
): Promise<Opened> {
  const { world, latency } = ground;
  const intercepting = { journal: world.journal, faults: services.faults, latency };
  const mounts = mountsOf(services);
  const { app, finish } = plainApp(mounts, intercepting);
  const at = (offset: number): number => (settings.port === 0 ? 0 : settings.port + offset);
  const open: Listening[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.map((one) => one.close()));
  };
  try {
    const plain = await listenPlain(at(0), app);
    open.push(plain);
    world.origins.plain = `http://localhost:${plain.port}`;
    for (const [position, mount] of mounts.entries()) {
      const { server } = settings.certificates;
      const secure = await listenSecure(at(position + 1), server, secureApp(mount, intercepting));
      open.push(secure);
      const path = mount.secure === '/' ? '' : mount.secure;
      world.origins[mount.service] = `https://localhost:${secure.port}${path}`;
    }
    const smtp = await listenSmtp(at(4), world);
    open.push(smtp);
    return { app, finish, smtpPort: smtp.port, close };
  } catch (error) {
    await close();
    throw error;
  }
}
