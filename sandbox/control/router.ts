import express, { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import * as entra from './entraCalls.ts';
import { ControlRefusal } from './errors.ts';
import * as faults from './faultCalls.ts';
import * as graph from './graphCalls.ts';
import type { ControlParts } from './parts.ts';
import * as timify from './timifyCalls.ts';
import * as world from './worldCalls.ts';

type Act = (parts: ControlParts, req: Request) => unknown;

function answer(parts: ControlParts, act: Act, status: number): RequestHandler {
  const run = async (req: Request, res: Response): Promise<void> => {
    try {
      const body = await act(parts, req);
      if (body === undefined) res.status(204).end();
      else res.status(status).json(body);
    } catch (error) {
      if (!(error instanceof ControlRefusal)) throw error;
      res.status(error.status).json(error.body());
    }
  };
  return (req, res, next) => {
    run(req, res).catch(next);
  };
}

/** Pages of other addresses on this machine may call: host frames live beside our server. */
const openToPages: RequestHandler = (req, res, next) => {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE, OPTIONS',
    'Access-Control-Allow-Headers': '*',
    'Cache-Control': 'no-store',
  });
  if (req.method === 'OPTIONS') res.status(204).end();
  else next();
};

interface Routes {
  get: (path: string, act: Act) => void;
  post: (path: string, act: (parts: ControlParts, body: unknown) => unknown, status?: number) => void;
  patch: (path: string, act: Act) => void;
  remove: (path: string, act: Act) => void;
}

function routesOn(router: Router, parts: ControlParts): Routes {
  return {
    get: (path, act) => router.get(path, answer(parts, act, 200)),
    post: (path, act, status = 200) =>
      router.post(
        path,
        answer(parts, (all, req) => act(all, req.body), status),
      ),
    patch: (path, act) => router.patch(path, answer(parts, act, 200)),
    remove: (path, act) => router.delete(path, answer(parts, act, 200)),
  };
}

function worldRoutes({ get, post, remove }: Routes): void {
  post('/reset', world.reset);
  post('/switches', world.setSwitches);
  get('/state', world.state);
  get('/clock', world.clock);
  post('/clock', world.advance);
  get('/requests', (all, req) => world.requests(all, req.query));
  get('/mails', ({ sandbox }) => ({ items: sandbox.world.mails.all() }));
  remove('/mails', ({ sandbox }) => sandbox.world.mails.clear());
  post('/latency', world.setLatency);
  post('/server', world.setServer);
  get('/idle', world.idle);
  post('/faults', faults.addFault, 201);
  get('/faults', faults.listFaults);
  remove('/faults', faults.clearFaults);
  remove('/faults/:id', (all, req) => faults.removeFault(all, String(req.params['id'])));
}

function peopleRoutes({ get, post, patch }: Routes): void {
  post('/token', entra.token);
  post('/tokens', entra.tokens);
  post('/naa', entra.nested);
  get('/directory', entra.directory);
  patch('/users/:user', (all, req) => entra.changeUser(all, String(req.params['user']), req.body));
}

function graphRoutes({ get, post }: Routes): void {
  post('/users', graph.addUsers);
  post('/calendars', graph.loadCalendar);
  get('/subscriptions', graph.subscriptions);
  get('/graph/expanded', (all, req) => graph.expanded(all, req.query));
  post('/graph/lifecycle', graph.lifecycle);
  post('/graph/evict', graph.evict);
  post('/graph/raw', graph.putRaw);
  post('/graph/move', graph.move);
  post('/graph/share', graph.share);
  post('/graph/calendars', graph.addCalendar);
  post('/graph/split', graph.split);
  post('/graph/occurrence', graph.moveOccurrence);
  post('/graph/oddities', graph.setOddities);
  post('/graph/limits', graph.setLimits);
}

function timifyRoutes({ post, patch }: Routes): void {
  post('/timify/webhooks', timify.setWebhooks);
  post('/timify/token', timify.personToken);
  post('/timify/secret', timify.changeSecret);
  post('/timify/expire', timify.expireTokens);
  post('/timify/release', timify.release);
  post('/timify/appointments', timify.act);
  post('/timify/participants', timify.participants);
  post('/timify/chain', timify.chain);
  patch('/timify/companies/:id', (all, req) => timify.changeCompany(all, String(req.params['id']), req.body));
}

export function controlRouter(parts: ControlParts): Router {
  const router = Router();
  router.use(openToPages, express.json({ limit: '50mb' }));
  const routes = routesOn(router, parts);
  worldRoutes(routes);
  peopleRoutes(routes);
  graphRoutes(routes);
  timifyRoutes(routes);
  router.get('/events', (_req, res) => world.follow(parts, res));
  router.use((req, res) => {
    const message = `There is no ${req.method} /control${req.path}.`;
    res.status(404).json({ error: { id: 'not_found', message } });
  });
  return router;
}
