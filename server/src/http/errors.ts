/** The one place where failures become answers. Nothing of an error's own text leaves the server. */
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { ERROR_STATUS, type ErrorBody, type ErrorFacts, type ErrorId } from '../../../shared/errors.ts';
import { Fault, type FaultKind } from '../core/fault.ts';
import type { Log } from '../sync/ports/process.ts';
import { Refusal } from '../sync/refusal.ts';
import { traceOf } from '../sync/traceOf.ts';
import { stateOf } from './requestState.ts';

interface Told {
  id: ErrorId;
  status: number;
  message: string;
  facts: ErrorFacts;
}

const told = (id: ErrorId, message: string, facts: ErrorFacts = {}, status?: number): Told => ({
  id,
  status: status ?? ERROR_STATUS[id],
  message,
  facts,
});

/** The dotted name of the member that is wrong. */
export const fieldOf = (error: z.ZodError, whole: string): { field: string; message: string } => {
  const [issue] = error.issues;
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...extra].map(String);
  return { field: path.length === 0 ? whole : path.join('.'), message: issue?.message ?? 'is wrong' };
};

const MICROSOFT: Partial<Record<FaultKind, [ErrorId, string]>> = {
  throttled: ['microsoft_throttled', 'Microsoft is slowing us down.'],
  'sign-in-required': ['sign_in_required', 'Microsoft asks for a new sign-in.'],
  'owner-gone': ['sign_in_required', 'This account is disabled or gone.'],
  'consent-required': ['consent_required', 'Microsoft asks for consent first.'],
  'permission-missing': ['permission_missing', 'The signed-in person lacks a permission for this.'],
  'mailbox-unsupported': ['mailbox_unsupported', 'This mailbox can not be reached through Microsoft Graph.'],
  unavailable: ['unavailable', 'Microsoft is not answering.'],
  unanswered: ['unavailable', 'Microsoft is not answering.'],
  'not-found': ['not_found', 'Microsoft does not know this item any more.'],
  'calendar-gone': ['not_found', 'The calendar is gone.'],
};

const TIMIFY: Partial<Record<FaultKind, [ErrorId, string]>> = {
  throttled: ['timify_unavailable', 'TIMIFY is slowing us down.'],
  unavailable: ['timify_unavailable', 'TIMIFY is not answering.'],
  unanswered: ['timify_unavailable', 'TIMIFY is not answering.'],
  credentials: ['timify_credentials', 'TIMIFY no longer accepts the App ID and secret.'],
  'permission-missing': ['timify_credentials', 'TIMIFY does not let this app do that.'],
  'not-found': ['not_found', 'TIMIFY does not know this item any more.'],
  'resource-gone': ['not_found', 'The resource is gone from TIMIFY.'],
};

const OURS: Partial<Record<FaultKind, [ErrorId, string]>> = {
  unavailable: ['unavailable', 'The database is not answering.'],
  unanswered: ['unavailable', 'The database is not answering.'],
  throttled: ['unavailable', 'The database is not answering.'],
};

const MAIL: Partial<Record<FaultKind, [ErrorId, string]>> = {
  unavailable: ['unavailable', 'The mail can not be sent now.'],
  unanswered: ['unavailable', 'The mail may not have been sent: the mail server did not answer.'],
  credentials: ['unavailable', 'The mail can not be sent: the mail server refuses us.'],
  refused: ['unavailable', 'The mail can not be sent: its receiver is refused.'],
};

const TABLE = { graph: MICROSOFT, entra: MICROSOFT, timify: TIMIFY, store: OURS, mail: MAIL };

const fromFault = (fault: Fault): Told => {
  const entry = TABLE[fault.service][fault.kind];
  if (!entry) return told('unexpected', 'Something went wrong on our side.');
  return told(entry[0], entry[1], {
    ...(fault.claims === null ? {} : { claims: fault.claims }),
    ...(fault.retryAfter === null ? {} : { retryAfter: Math.ceil(fault.retryAfter / 1000) }),
  });
};

/** Errors of express and its body parsers carry a status and a `type`. */
const Parsing = z.object({ status: z.number().int().min(400).max(499), type: z.string().optional() });

/** Thrown by the verifier; http knows adapters by their words only. */
const Refused = z.object({ name: z.literal('Unauthorised'), reason: z.string() });

export const tell = (error: unknown): Told => {
  if (error instanceof Refusal) return told(error.id, error.message, error.facts, error.status);
  if (error instanceof Fault) return fromFault(error);
  const refused = Refused.safeParse(error);
  if (refused.success)
    return refused.data.reason === 'guest'
      ? told('forbidden', 'Guests of a tenant can not use this; sign in with an account of your own tenant.')
      : told('unauthorised', 'A valid access token for this API is needed.');
  const parsing = Parsing.safeParse(error);
  if (parsing.success)
    return parsing.data.status === 413
      ? told('invalid_body', 'The body is too large.', {}, 413)
      : told('invalid_body', 'The request can not be read.', { field: 'body' });
  return told('unexpected', 'Something went wrong on our side.');
};

export const errorHandler =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const state = stateOf(request);
    const { id, status, message, facts } = tell(error);
    state.errorId = id;
    if (id === 'unexpected') {
      log.error('unexpected failure', { requestId: state.id, route: state.route, ...traceOf(error) });
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    if (status === 401) response.set('WWW-Authenticate', 'Bearer');
    if (facts.retryAfter !== undefined) response.set('Retry-After', String(facts.retryAfter));
    const body: ErrorBody = { error: { id, message, requestId: state.id, ...facts } };
    response.status(status).json(body);
  };
