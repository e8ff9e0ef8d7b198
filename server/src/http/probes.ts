import { Router } from 'express';
import type { PromMetrics } from './metrics.ts';
import { stateOf } from './requestState.ts';

/** `/healthz`: the process lives. `/readyz`: the store answers. `/metrics`: for Prometheus, all or each `name[]`; nothing personal. */
export const probes = (deps: { ready: () => Promise<void>; metrics: PromMetrics }): Router => {
  const router = Router();
  router.get('/healthz', (request, response) => {
    stateOf(request).route = '/healthz';
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (request, response) => {
    stateOf(request).route = '/readyz';
    const isReady = await deps.ready().then(
      () => true,
      () => false,
    );
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'store-unavailable' });
  });
  router.get('/metrics', async (request, response) => {
    stateOf(request).route = '/metrics';
    const { type, body } = await deps.metrics.text([request.query['name[]'] ?? []].flat().map(String));
    response.set('Content-Type', type).send(body);
  });
  return router;
};
