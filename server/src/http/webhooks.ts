/**
 * The addresses that Microsoft and TIMIFY ring at. Answered after one durable write; see sync/runs/intake.ts. Handshake and
 * answers: "Receive change notifications through webhooks" (Microsoft Learn).
 */
import express, { Router, type Request, type RequestHandler } from 'express';
import { isFault } from '../core/fault.ts';
import type { Intake } from '../sync/runs/intake.ts';
import { Refusal } from '../sync/refusal.ts';
import { stateOf } from './requestState.ts';

const LONGEST_TOKEN = 8 * 1024;

/**
 * The validation handshake, before anything else: no body is needed, no store is asked, since Graph calls while our own
 * `POST /subscriptions` is under way. The query was decoded once; the token goes back as it is, as plain text.
 */
const handshake: RequestHandler = (request, response, next) => {
  const token: unknown = request.query['validationToken'];
  if (token === undefined) return next();
  if (typeof token !== 'string' || token === '' || Buffer.byteLength(token) > LONGEST_TOKEN)
    throw new Refusal('invalid_body', 'The validation token is missing or too long.', {
      field: 'validationToken',
    });
  response.status(200).type('text/plain').send(token);
};

/** Some senders mislabel JSON: the bytes count, not the content type. */
const bytes = express.raw({ type: () => true, limit: '1mb' });

const malformed = (): Refusal =>
  new Refusal('invalid_body', 'The notification can not be read.', { field: 'body' });

const parse = (request: Request): unknown => {
  const body: unknown = request.body;
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '') as unknown;
  } catch {
    throw malformed();
  }
};

/** 503 makes the sender deliver again. */
const kept = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (!isFault(error)) throw error;
    throw new Refusal('unavailable', 'The notification could not be kept; please deliver again.');
  }
};

export const webhooks = (intake: Intake): Router => {
  const router = Router();
  const name =
    (route: string): RequestHandler =>
    (request, _response, next) => {
      stateOf(request).route = route;
      next();
    };
  const graph: RequestHandler = async (request, response) => {
    if ((await kept(intake.graph(parse(request)))) === 'malformed') throw malformed();
    response.status(202).end();
  };
  for (const route of ['/webhooks/graph/notifications', '/webhooks/graph/lifecycle'])
    router.post(route, name(route), handshake, bytes, graph);
  const timify = '/webhooks/timify/:company';
  router.post(timify, name(timify), bytes, async (request, response) => {
    const { company } = request.params;
    const header = (header: string): string | undefined => request.get(header);
    if ((await kept(intake.timify(String(company), header, parse(request)))) === 'malformed')
      throw malformed();
    response.status(202).end();
  });
  return router;
};
