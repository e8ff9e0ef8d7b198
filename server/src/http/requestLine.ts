import type { RequestHandler } from 'express';
import type { Log } from '../sync/ports/process.ts';
import type { PromMetrics } from './metrics.ts';
import { stateOf } from './requestState.ts';

/** Pages and their assets are not worth a line. */
const isLogged = (path: string): boolean => path.startsWith('/api/') || path.startsWith('/webhooks/');

/** Our own failure is an error; that Microsoft, TIMIFY or the database does not answer now is none of this program's. */
const levelOf = (status: number): 'error' | 'warn' | 'info' => {
  if (status === 500) return 'error';
  return status > 500 ? 'warn' : 'info';
};

/**
 * One wide line per request, written when it is over: the route's pattern instead of the address, so no token and no
 * query of a person is in it.
 */
export const requestLine =
  (log: Log, metrics: PromMetrics): RequestHandler =>
  (request, response, next) => {
    const begun = process.hrtime.bigint();
    const state = stateOf(request);
    const logged = isLogged(request.path);
    response.set('X-Request-Id', state.id);
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
      const { method } = request;
      const { statusCode: status } = response;
      metrics.http({ method, route: state.route, status, seconds });
      if (!logged) return;
      const facts = {
        requestId: state.id,
        method,
        route: state.route,
        status,
        ms: Math.round(seconds * 1000),
        ...(state.caller ? { tenant: state.caller.tenantId, user: state.caller.oid } : {}),
        ...(state.errorId === null ? {} : { error: state.errorId }),
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      log[levelOf(status)]('request', facts);
    });
    next();
  };
