import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler, Router } from 'express';
import type { ServiceName } from '../world.ts';
import { intercept } from './intercept.ts';
import type { InterceptParts } from './intercept.ts';

/** A fault of the sandbox itself, or a body that is no JSON: answered in plain words, never with a stack. */
const lastResort: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const status =
    error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  const message = error instanceof Error ? error.message : 'Unknown error';
  res.status(status).json({ error: { id: status < 500 ? 'bad_request' : 'sandbox_failed', message } });
};

/** Lets the page find out whether the browser trusts this address, and gives people a place to accept it. */
const trustProbe: RequestHandler = (_req, res) => {
  res.set('Access-Control-Allow-Origin', '*').type('html');
  res.send(
    '<!doctype html><html lang="en"><title>Trusted</title><p>This address is trusted. You can close this window.</p></html>',
  );
};

function bareApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  return app;
}

export interface Mount {
  service: ServiceName;
  /** On plain HTTP, e.g. `/graph/v1.0`. */
  plain: string;
  /** On its own HTTPS port, e.g. `/v1.0`. */
  secure: string;
  router: Router;
}

/** The HTTPS side of one service. */
export function secureApp(mount: Mount, parts: InterceptParts): Express {
  const app = bareApp();
  app.get('/', trustProbe);
  app.use(mount.secure, intercept(mount.service, parts), mount.router);
  app.use(lastResort);
  return app;
}

/** Everything on one plain port, for people and scripts. `extra` are `/control`, `/world` and the pages. */
export function plainApp(
  mounts: readonly Mount[],
  parts: InterceptParts,
): { app: Express; finish: () => void } {
  const app = bareApp();
  for (const mount of mounts) app.use(mount.plain, intercept(mount.service, parts), mount.router);
  return { app, finish: () => app.use(lastResort) };
}
