import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { Refusal } from '../sync/refusal.ts';
import { callerOf } from './requestState.ts';

const MINUTE = 60_000;

/** So many calls per person and minute. Counted by each process for itself: a guard, not an accounting. */
const perPerson = (limit: number): RequestHandler =>
  rateLimit({
    windowMs: MINUTE,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => {
      const { tenantId, oid } = callerOf(request);
      return `${tenantId}/${oid}`;
    },
    handler: (_request, _response, next) => {
      next(new Refusal('rate_limited', 'Too many calls; please wait a moment.', { retryAfter: 60 }));
    },
  });

export interface Limits {
  /** Reads and small changes. */
  ordinary: RequestHandler;
  /** Calls that read whole calendars or send mail. */
  costly: RequestHandler;
}

export const createLimits = (perMinute = { ordinary: 3_000, costly: 240 }): Limits => ({
  ordinary: perPerson(perMinute.ordinary),
  costly: perPerson(perMinute.costly),
});
