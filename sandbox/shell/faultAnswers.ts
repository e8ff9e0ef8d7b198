import { randomUUID } from 'node:crypto';
import { entraError } from '../entra/errors.ts';
import type { InjectedAnswer, ServiceName } from '../world.ts';
import type { FaultRule } from './faults.ts';

/** Graph's code for a status, where a fault names none. Facts: graph §7. */
const GRAPH_CODES: Record<number, string> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  409: 'Conflict',
  410: 'SyncStateNotFound',
  412: 'ErrorIrresolvableConflict',
  423: 'resourceLocked',
  429: 'ApplicationThrottled',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'serviceNotAvailable',
  504: 'GatewayTimeout',
  507: 'quotaLimitReached',
};

const TIMIFY_NAMES: Record<number, string> = {
  400: 'BadRequestError',
  401: 'UnauthorizedError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
  409: 'ConflictError',
  429: 'TooManyRequestsError',
};

function graphBody(status: number, code: string | undefined): unknown {
  const id = randomUUID();
  return {
    error: {
      code: code ?? GRAPH_CODES[status] ?? 'UnknownError',
      message: 'The request was refused.',
      innerError: { date: new Date().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id },
    },
  };
}

function timifyBody(status: number, code: string | undefined): unknown {
  const name = code ?? TIMIFY_NAMES[status] ?? 'InternalServerError';
  return { error: 'The request was refused.', name, errorCode: status, details: {}, extras: null };
}

function entraBody(status: number, code: string | undefined): unknown {
  if (code !== undefined)
    return entraError({ error: code, code: 90033, text: 'A transient error has occurred.' });
  return status === 401
    ? entraError({ error: 'invalid_client', code: 7000215, text: 'Invalid client secret provided.' })
    : entraError({ error: 'temporarily_unavailable', code: 90033, text: 'A transient error has occurred.' });
}

/** The answer a fault puts in place of the real one, in the words of the service. Undefined for a mere delay or tear. */
export function injectedAnswer(service: ServiceName, rule: FaultRule): InjectedAnswer | undefined {
  if (rule.status === undefined) return undefined;
  const bodies = { graph: graphBody, timify: timifyBody, entra: entraBody };
  const headers: Record<string, string> = {};
  if (rule.retryAfter !== undefined) headers['Retry-After'] = String(rule.retryAfter);
  return { status: rule.status, headers, body: bodies[service](rule.status, rule.code) };
}
