import { randomUUID } from 'node:crypto';
import type { DirectoryUser, GraphGrant, TokenRefusal } from '../../world.ts';
import type { Core } from '../core.ts';
import { GraphFault, refuse } from '../errors.ts';
import { Query } from '../query/options.ts';
import { appliedPreferences, readPreferences } from '../query/prefer.ts';
import type { Call, GraphAnswer, GraphRequest } from './call.ts';
import { READ_SHARED, segmentsOf, WRITE_SHARED, type Match, type RouteTable } from './routes.ts';
import type { Throttle } from './throttle.ts';

export interface DispatchParts {
  core: Core;
  /** Paths below `/me` and `/users/{…}`. */
  userRoutes: RouteTable;
  /** All other paths. */
  rootRoutes: RouteTable;
  throttle: Throttle;
  /** Waits before the answer of a mailbox call leaves, while its lane stays taken. */
  beforeAnswer(method: string): Promise<void>;
}

/** Answers one request, by itself or as a part of a `$batch`. Never throws for what a client did. */
export async function dispatch(parts: DispatchParts, request: GraphRequest): Promise<GraphAnswer> {
  try {
    return finish(request, await answer(parts, request));
  } catch (fault) {
    if (!(fault instanceof GraphFault)) throw fault;
    return finish(request, faultAnswer(request, fault));
  }
}

async function answer(parts: DispatchParts, request: GraphRequest): Promise<GraphAnswer> {
  const { core, throttle } = parts;
  const grant = core.world.verifyGraphToken(
    /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1],
  );
  if ('status' in grant) return unauthorized(core, request, grant);
  const { call, match } = prepare(parts, request, grant);
  const leave = match.route.mailbox ? throttle.enter(grant.clientId, call.user.oid) : undefined;
  try {
    if (match.route.mailbox) await arrival();
    needScope(grant, match.route.scopes);
    if (isShared(core, call)) needScope(grant, match.route.method === 'GET' ? READ_SHARED : WRITE_SHARED);
    const done = await match.route.handle(call);
    if (match.route.mailbox) await parts.beforeAnswer(request.method);
    return withPreferences(call, done);
  } finally {
    leave?.();
  }
}

/** Lets requests that have already arrived take their lanes too, before this one is answered. */
function arrival(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function prepare(
  parts: DispatchParts,
  request: GraphRequest,
  grant: GraphGrant,
): { call: Call; match: Match } {
  const { core } = parts;
  const at = request.path.indexOf('?');
  const segments = segmentsOf(at < 0 ? request.path : request.path.slice(0, at));
  const self = core.world.directory.find(grant.oid);
  if (!self) throw refuse.userNotFound(grant.oid);
  const owner = ownerOf(core, segments, self);
  const match = owner
    ? parts.userRoutes.find(request.method, segments.slice(owner.length))
    : parts.rootRoutes.find(request.method, segments);
  const user = owner ? ownUser(owner, grant, match) : self;
  const query = new Query(at < 0 ? '' : request.path.slice(at + 1));
  const prefer = readPreferences(request.headers['prefer']);
  const call: Call = {
    core,
    request,
    grant,
    user,
    mailbox: () => core.mailboxes.holding(user, match.params['calendar']),
    params: match.params,
    query,
    prefer,
    view: {
      immutable: prefer.immutable,
      zone: prefer.zone ?? { name: 'UTC', iana: 'UTC' },
      bodyType: prefer.bodyType,
      basic: !grant.scopes.some((scope) => /^Calendars\.Read(Write)?(\.Shared)?$/i.test(scope)),
    },
  };
  return { call, match };
}

interface Owner {
  user: DirectoryUser | undefined;
  name: string;
  /** Segments that name the user. */
  length: number;
}

function ownerOf(core: Core, segments: readonly string[], self: DirectoryUser): Owner | undefined {
  const [first = '', second] = segments;
  if (first.toLowerCase() === 'me') return { user: self, name: self.oid, length: 1 };
  if (first.toLowerCase() !== 'users' || second === undefined) return undefined;
  return {
    user: core.world.directory.find(second),
    name: second,
    length: 2,
  };
}

/** A delegated token acts for its own user only (facts: graph §5.4). */
function ownUser(owner: Owner, grant: GraphGrant, match: Match): DirectoryUser {
  if (!owner.user)
    throw match.route.mailbox ? refuse.invalidUser(owner.name) : refuse.userNotFound(owner.name);
  if (owner.user.oid !== grant.oid) throw refuse.accessDenied();
  return owner.user;
}

/** Calendars of others need scopes of their own (facts: graph §6.1, §6.2). */
function isShared(core: Core, { user, params }: Call): boolean {
  const id = params['calendar'];
  return id !== undefined && core.mailboxes.shares.find(user.oid, id) !== undefined;
}

function needScope(grant: GraphGrant, scopes: readonly string[]): void {
  const held = new Set(grant.scopes.map((scope) => scope.toLowerCase()));
  if (scopes.length > 0 && !scopes.some((scope) => held.has(scope.toLowerCase())))
    throw refuse.accessDenied();
}

function withPreferences(call: Call, done: GraphAnswer): GraphAnswer {
  if (done.status >= 300 || done.headers['Preference-Applied'] !== undefined) return done;
  const applied = appliedPreferences(call.prefer, false);
  return applied === undefined
    ? done
    : { ...done, headers: { ...done.headers, 'Preference-Applied': applied } };
}

/** 401, with a claims challenge where continuous access evaluation asks for one (facts: graph §5.3, §8.2). */
function unauthorized(core: Core, request: GraphRequest, refusal: TokenRefusal): GraphAnswer {
  const challenge =
    refusal.claims === undefined
      ? 'Bearer'
      : `Bearer realm="", authorization_uri="${core.world.origins.entra}/common/oauth2/authorize", error="insufficient_claims", claims="${refusal.claims}"`;
  return faultAnswer(
    request,
    new GraphFault(401, refusal.code, refusal.message, { 'WWW-Authenticate': challenge }),
  );
}

function faultAnswer(request: GraphRequest, fault: GraphFault): GraphAnswer {
  const id = randomUUID();
  return {
    status: fault.status,
    headers: { ...fault.headers, 'request-id': id },
    body: {
      error: {
        code: fault.code,
        message: fault.message,
        innerError: {
          date: new Date().toISOString().slice(0, 19),
          'request-id': id,
          'client-request-id': request.headers['client-request-id'] ?? id,
        },
      },
    },
  };
}

const JSON_TYPE =
  'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8';
const DIAGNOSTIC = JSON.stringify({
  ServerInfo: { DataCenter: 'Sandbox', Slice: 'E', Ring: '1', ScaleUnit: '000', RoleInstance: 'SANDBOX' },
});

/** Headers that every answer has (facts: graph §8.1 no. 16). */
function finish(request: GraphRequest, done: GraphAnswer): GraphAnswer {
  const id = done.headers['request-id'] ?? randomUUID();
  return {
    ...done,
    headers: {
      'Cache-Control': 'private',
      ...(done.body === undefined ? {} : { 'Content-Type': JSON_TYPE }),
      'request-id': id,
      'client-request-id': request.headers['client-request-id'] ?? id,
      'x-ms-ags-diagnostic': DIAGNOSTIC,
      ...done.headers,
    },
  };
}
