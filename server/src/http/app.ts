import express, { Router, type Express } from 'express';
import type { PublicConfig } from '../../../shared/me.ts';
import { STREAM_PATH } from '../../../shared/stream.ts';
import type { Intake } from '../sync/runs/intake.ts';
import type { LagHistory } from '../sync/lagHistory.ts';
import type { Log } from '../sync/ports/process.ts';
import { notFound } from '../sync/refusal.ts';
import type { RequestDeps } from '../sync/requestDeps.ts';
import { authenticate, type Verify } from './authenticate.ts';
import { errorHandler } from './errors.ts';
import type { PromMetrics } from './metrics.ts';
import { openApi } from './openapi.ts';
import { pane } from './pane.ts';
import { probes } from './probes.ts';
import { createLimits, type Limits } from './rateLimit.ts';
import { requestLine } from './requestLine.ts';
import { stateOf } from './requestState.ts';
import { mountCalls, type Handlers, type RouteDeps } from './route.ts';
import { companyHandlers } from './routes/company.ts';
import { connectionHandlers } from './routes/connection.ts';
import { itemHandlers } from './routes/items.ts';
import { meHandlers } from './routes/me.ts';
import { peopleHandlers } from './routes/people.ts';
import { previewHandlers } from './routes/preview.ts';
import { securityHeaders } from './securityHeaders.ts';
import { stream } from './stream.ts';
import { webhooks } from './webhooks.ts';

export interface AppDeps {
  request: RequestDeps;
  intake: Intake;
  verify: Verify;
  metrics: PromMetrics;
  lagHistory: LagHistory;
  /** What `GET /api/config` tells; also who may frame the pages. */
  publicConfig: PublicConfig;
  /** Where the built pane is, or will be. */
  paneFolder: string;
  /** Rejects while the store does not answer. */
  ready: () => Promise<void>;
  /** Ends open streams. */
  stopping: AbortSignal;
  limits?: Limits;
  /** Tests compare every answer with the contract. */
  checkAnswers?: boolean;
}

const handlers = (deps: AppDeps): Handlers => ({
  ...meHandlers(deps.request, deps.publicConfig),
  ...companyHandlers(deps.request),
  ...peopleHandlers({ ...deps.request, lagHistory: deps.lagHistory }),
  ...previewHandlers(deps.request),
  ...connectionHandlers(deps.request),
  ...itemHandlers(deps.request),
});

const apiRouter = (deps: AppDeps): Router => {
  const router = Router();
  const limits = deps.limits ?? createLimits();
  const { store, bus, clock, publicUrl } = deps.request;
  const route: RouteDeps = { store, verify: deps.verify, limits, checkAnswers: deps.checkAnswers ?? false };
  const document = openApi(publicUrl, deps.publicConfig.version);
  router.get('/api/openapi.json', (request, response) => {
    stateOf(request).route = '/api/openapi.json';
    response.json(document);
  });
  router.get(
    STREAM_PATH,
    (request, _response, next) => {
      stateOf(request).route = STREAM_PATH;
      next();
    },
    authenticate(deps.verify),
    limits.ordinary,
    stream({ store, bus, clock, stopping: deps.stopping }),
  );
  mountCalls(router, handlers(deps), route);
  router.use('/api', () => {
    throw notFound();
  });
  return router;
};

/** What a process answers that only works (`ROLES=worker`): whether it lives, whether its database answers, metrics. */
export const createProbeApp = (deps: Pick<AppDeps, 'ready' | 'metrics'> & { log: Log }): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLine(deps.log, deps.metrics));
  app.use(probes(deps));
  app.use(() => {
    throw notFound();
  });
  app.use(errorHandler(deps.log));
  return app;
};

/** Everything that the server answers over HTTP. Knows no adapter; see wire.ts. */
export const createApp = (deps: AppDeps): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(requestLine(deps.request.log, deps.metrics));
  app.use(securityHeaders({ ...deps.publicConfig, publicUrl: deps.request.publicUrl }));
  app.use(probes({ ready: deps.ready, metrics: deps.metrics }));
  app.use(webhooks(deps.intake));
  app.use(apiRouter(deps));
  app.use(pane(deps.paneFolder));
  app.use(() => {
    throw notFound();
  });
  app.use(errorHandler(deps.request.log));
  return app;
};
