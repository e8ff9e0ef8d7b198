import { setTimeout as wait } from 'node:timers/promises';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Journal, ServiceName } from '../world.ts';
import { injectedAnswer } from './faultAnswers.ts';
import type { Faults } from './faults.ts';

/**
 * Milliseconds that every call of a service, and every notification, takes longer. Graph is not among them: it takes
 * its time inside the lane of the mailbox, so that lanes fill as they would.
 */
export interface Latency {
  entra: number;
  timify: number;
  notification: number;
}

export const NO_LATENCY: Readonly<Latency> = { entra: 0, timify: 0, notification: 0 };

export interface InterceptParts {
  journal: Journal;
  faults: Faults;
  latency: Latency;
}

/** Lets the handler work and then tears the connection, as when a proxy dies between the write and its answer. */
function swallowAnswer(res: Response): void {
  res.write = () => true;
  const tear = (): Response => {
    res.socket?.destroy();
    return res;
  };
  res.end = tear as Response['end'];
  res.flushHeaders = () => undefined;
}

/**
 * Stands before a service: one journal row for each call, faults and latency from `/control`. Mount it where
 * `req.url` has lost the service's prefix.
 */
export function intercept(service: ServiceName, parts: InterceptParts): RequestHandler {
  const handle = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const answered = parts.journal.begin({ service, method: req.method, path: req.url });
    res.on('finish', () => answered(res.statusCode));
    res.on('close', () => answered(res.writableFinished ? res.statusCode : 0));

    const fault = parts.faults.strike(service, req.method, req.url);
    const delay = (service === 'graph' ? 0 : parts.latency[service]) + (fault?.delayMs ?? 0);
    if (delay > 0) await wait(delay);
    if (fault?.drop === 'before') {
      res.socket?.destroy();
      return;
    }
    if (fault?.drop === 'after') swallowAnswer(res);

    const answer = fault && injectedAnswer(service, fault);
    if (answer && fault.drop === undefined) {
      res.set(answer.headers).set('Access-Control-Allow-Origin', '*').status(answer.status).json(answer.body);
      return;
    }
    next();
  };
  return (req, res, next) => {
    // A browser's question beforehand is no call.
    if (req.method === 'OPTIONS') next();
    else handle(req, res, next).catch(next);
  };
}
