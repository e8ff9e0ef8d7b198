/** The OpenAPI 3.1 document, made from the table of calls: it can't say anything else than the routes do. */
import { z } from 'zod';
import { api, companyPath } from '../../../shared/api.ts';
import type { Call } from '../../../shared/call.ts';
import { ERROR_STATUS, ErrorBody, type ErrorId } from '../../../shared/errors.ts';
import { StreamEvent, STREAM_PATH } from '../../../shared/stream.ts';

type Json = Record<string, unknown>;

const schema = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const made: Json = { ...z.toJSONSchema(type, { io, unrepresentable: 'any' }) };
  delete made['$schema'];
  return made;
};

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = (query: z.ZodType | undefined): Json[] => {
  if (!query) return [];
  const { properties, required } = schema(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties ?? {}).map(([name, type]) => ({
    name,
    in: 'query',
    required: required?.includes(name) ?? false,
    schema: type,
  }));
};

const EVERYWHERE: readonly ErrorId[] = [
  'unauthorised',
  'forbidden',
  'not_found',
  'invalid_body',
  'rate_limited',
  'unavailable',
  'unexpected',
];

const errorAnswers = (call: Call): Json => {
  const ids = [...new Set([...(call.who === 'anyone' ? [] : EVERYWHERE), ...(call.errors ?? [])])];
  const byStatus = new Map<number, ErrorId[]>();
  for (const id of ids) byStatus.set(ERROR_STATUS[id], [...(byStatus.get(ERROR_STATUS[id]) ?? []), id]);
  return Object.fromEntries(
    [...byStatus].map(([status, told]) => [
      String(status),
      {
        description: told.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
};

const answers = (call: Call): Json => {
  const statuses = call.status ?? [call.answer ? 200 : 204];
  const content = call.answer
    ? { content: { 'application/json': { schema: schema(call.answer, 'output') } } }
    : {};
  return Object.fromEntries(statuses.map((status) => [String(status), { description: 'Done', ...content }]));
};

const WHO = {
  anyone: 'Without a token.',
  user: 'Signed in.',
  admin: 'App role Sync.Admin.',
  owner: 'Owner of the calendar.',
  'owner-or-admin': 'Owner of the calendar, or app role Sync.Admin.',
};

const operation = (name: string, call: Call, path: string): Json => ({
  operationId: path === call.path ? name : `${name}Of`,
  summary: call.summary,
  description: WHO[call.who],
  ...(call.who === 'anyone' ? { security: [] } : {}),
  parameters: [...pathParameters(path), ...queryParameters(call.query)],
  ...(call.body
    ? {
        requestBody: {
          required: !call.body.safeParse(undefined).success,
          content: { 'application/json': { schema: schema(call.body, 'input') } },
        },
      }
    : {}),
  responses: { ...answers(call), ...errorAnswers(call) },
});

const stream = (): Json => ({
  get: {
    operationId: 'stream',
    summary: 'Progress, states, conflicts and log entries as server-sent events',
    description: WHO.user,
    responses: {
      '200': {
        description: 'Each `data:` line is one event',
        content: { 'text/event-stream': { schema: schema(StreamEvent, 'output') } },
      },
    },
  },
});

export const openApi = (publicUrl: string, version: string): Json => {
  const paths: Record<string, Json> = { [STREAM_PATH]: stream() };
  for (const [name, call] of Object.entries(api) as [string, Call][]) {
    const second = companyPath(call.path);
    for (const path of second === null ? [call.path] : [call.path, second])
      paths[path] = { ...paths[path], [call.method]: operation(name, call, path) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'TIMIFY Sync for Microsoft 365', version },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'Access token of this API, scope access_as_user',
        },
      },
      schemas: { Error: schema(ErrorBody, 'output') },
    },
  };
};
