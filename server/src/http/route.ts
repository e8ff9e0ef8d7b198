/**
 * From the table of calls to routes. Each is the same list: who calls, how often, may they, is the request well formed,
 * and then a short handler.
 */
import express, { type Request, type RequestHandler, type Router } from 'express';
import type { z } from 'zod';
import {
  api,
  companyPath,
  type Answer,
  type CallName,
  type Params,
  type ServerBody,
  type ServerQuery,
} from '../../../shared/api.ts';
import type { Call } from '../../../shared/call.ts';
import type { Caller } from '../sync/ports/people.ts';
import type { Company } from '../sync/documents.ts';
import type { Store } from '../sync/ports/store.ts';
import { Refusal } from '../sync/refusal.ts';
import type { Subject } from '../sync/requests/shownItems.ts';
import { companyOf, reachCompany, reachConnection, requireAdmin, subjectFor, subjectOf } from './access.ts';
import { authenticate, type Verify } from './authenticate.ts';
import { fieldOf } from './errors.ts';
import type { Limits } from './rateLimit.ts';
import { callerOf, languageOf, stateOf } from './requestState.ts';

/** A call that was let through, with everything about it checked. */
export interface Ask<N extends CallName> {
  caller: Caller;
  params: Params<N>;
  query: ServerQuery<N>;
  body: ServerBody<N>;
  /** Calls of a connection. */
  subject: Subject;
  /** Calls of a company. */
  company: Company;
  language: (asked?: 'de' | 'en') => 'de' | 'en';
  /** Another connection that the body names. */
  reach: (connectionId: string) => Promise<Subject>;
}

export interface Reply<N extends CallName> {
  status: number;
  answer: Answer<N>;
}

export type Handler<N extends CallName> = (ask: Ask<N>) => Promise<Reply<N>>;
export type Handlers<N extends CallName = CallName> = { [K in N]: Handler<K> };

export const reply = <T>(answer: T, status = 200): { status: number; answer: T } => ({ status, answer });
export const noContent = (status = 204): { status: number; answer: undefined } => ({
  status,
  answer: undefined,
});

export interface RouteDeps {
  store: Store;
  verify: Verify;
  limits: Limits;
  /** Tests compare every answer with the contract; in production that would be work for nothing. */
  checkAnswers: boolean;
}

const json = express.json({ limit: '256kb', strict: false });

const COSTLY: readonly CallName[] = [
  'preview',
  'invite',
  'connectCompany',
  'sendCode',
  'connect',
  'signIn',
  'exportConnection',
];

const wrong = (error: z.ZodError, whole: string): Refusal => {
  const { field, message } = fieldOf(error, whole);
  return new Refusal('invalid_body', message, { field });
};

const checked = (schema: z.ZodType | undefined, value: unknown, whole: string): unknown => {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrong(parsed.error, whole);
  return parsed.data;
};

/** These are about a company that the tenant does not have yet. */
const BEFORE_COMPANY: readonly CallName[] = ['connectCompany', 'sendCode'];

const isAboutCompany = (name: CallName, call: Call): boolean =>
  call.who === 'admin' && companyPath(call.path) !== null && !BEFORE_COMPANY.includes(name);

const guards = (name: CallName, call: Call, deps: RouteDeps): RequestHandler[] => {
  if (call.who === 'anyone') return [];
  const limit = COSTLY.includes(name) ? deps.limits.costly : deps.limits.ordinary;
  const reach = {
    user: [],
    admin: isAboutCompany(name, call) ? [requireAdmin, reachCompany(deps.store)] : [requireAdmin],
    owner: [reachConnection(deps.store, 'owner')],
    'owner-or-admin': [reachConnection(deps.store, 'owner-or-admin')],
  }[call.who];
  return [authenticate(deps.verify), limit, ...reach, ...(call.body ? [json] : [])];
};

/** A list goes on after its `next`; whoever hands it back under its own name means the same. */
const goingOn = (query: Request['query']): Request['query'] =>
  query['after'] === undefined && query['next'] !== undefined ? { ...query, after: query['next'] } : query;

const askOf = (request: Request, call: Call, deps: RouteDeps): Ask<CallName> => {
  const query = checked(call.query, goingOn(request.query), 'query');
  // Without a body the first member that is missing is named, not the body.
  const body = checked(call.body, request.body ?? {}, 'body');
  return {
    get caller() {
      return callerOf(request);
    },
    params: request.params,
    query,
    body,
    get subject() {
      return subjectOf(request);
    },
    get company() {
      return companyOf(request);
    },
    language: (asked) => languageOf(request, asked),
    reach: (connectionId) => subjectFor(deps.store, request, connectionId),
  } as Ask<CallName>;
};

const handle =
  (call: Call, handler: Handler<CallName>, deps: RouteDeps): RequestHandler =>
  async (request, response) => {
    const { status, answer } = await handler(askOf(request, call, deps));
    if (deps.checkAnswers) call.answer?.parse(answer);
    response.set('Cache-Control', 'no-store').status(status);
    if (answer === undefined) response.end();
    else response.json(answer);
  };

const named =
  (route: string): RequestHandler =>
  (request, _response, next) => {
    stateOf(request).route = route;
    next();
  };

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Mounts every call of the contract; a call without a handler does not compile. */
export const mountCalls = (router: Router, handlers: Handlers, deps: RouteDeps): void => {
  for (const [name, call] of Object.entries(api) as [CallName, Call][]) {
    const handler = handlers[name] as unknown as Handler<CallName>;
    const second = companyPath(call.path);
    for (const path of second === null ? [call.path] : [call.path, second])
      router[call.method](
        expressPath(path),
        named(path),
        ...guards(name, call, deps),
        handle(call, handler, deps),
      );
  }
};
