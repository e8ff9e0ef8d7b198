import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { World } from '../../world.ts';
import { GraphFault, refuse } from '../errors.ts';
import type { GraphAnswer, GraphRequest } from './call.ts';

/** Joins Express and the dispatcher. Mounted where `req.url` begins after the version. */
export function graphRouter(world: World, handle: (request: GraphRequest) => Promise<GraphAnswer>): Router {
  const router = express.Router();
  router.use((req, res, next) => {
    cors(req, res);
    if (req.method === 'OPTIONS') res.status(200).end();
    else next();
  });
  router.use(express.raw({ type: () => true, limit: '4mb' }));
  router.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (!isTooLarge(error)) return next(error);
    write(res, refusalOf(req, refuse.tooLarge()));
  });
  router.use((req: Request, res: Response, next: NextFunction) => {
    answer(world, req, handle).then((done) => write(res, done), next);
  });
  return router;
}

/** Graph answers browsers of any origin. */
function cors(req: Request, res: Response): void {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, PUT, DELETE, OPTIONS',
    'Access-Control-Allow-Headers': req.get('access-control-request-headers') ?? '*',
    'Access-Control-Expose-Headers':
      'request-id, client-request-id, Retry-After, WWW-Authenticate, Location, Preference-Applied',
  });
}

async function answer(
  world: World,
  req: Request,
  handle: (request: GraphRequest) => Promise<GraphAnswer>,
): Promise<GraphAnswer> {
  try {
    return await handle({
      method: req.method,
      path: req.url,
      headers: plainHeaders(req),
      body: bodyOf(req),
      origin: originOf(world, req),
    });
  } catch (error) {
    if (error instanceof GraphFault) return refusalOf(req, error);
    throw error;
  }
}

/** Links lead back to where the caller came from: the client refuses others (facts: graph §8.0). */
function originOf(world: World, req: Request): string {
  return req.secure ? world.origins.graph : `http://${req.get('host') ?? 'localhost'}${req.baseUrl}`;
}

function plainHeaders(req: Request): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) found[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return found;
}

/** The parsed body, whether or not somebody parsed it before us. */
function bodyOf(req: Request): unknown {
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body)) return body;
  if (body.length === 0) return undefined;
  if (!/\bjson\b/i.test(req.get('content-type') ?? '')) throw refuse.mediaType();
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw refuse.badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413;
}

function refusalOf(req: Request, fault: GraphFault): GraphAnswer {
  const id = req.get('client-request-id') ?? '';
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': id,
    'client-request-id': id,
  };
  return {
    status: fault.status,
    headers: { 'Content-Type': 'application/json' },
    body: { error: { code: fault.code, message: fault.message, innerError } },
  };
}

function write(res: Response, done: GraphAnswer): void {
  res.status(done.status).set(done.headers);
  if (done.body === undefined) res.end();
  else res.end(JSON.stringify(done.body));
}
