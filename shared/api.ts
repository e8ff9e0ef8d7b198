/**
 * The table of every call under `/api`. Two more addresses answer there: `GET /api/stream` (see stream.ts) and
 * `GET /api/openapi.json`.
 */
import type { AnswerOf, BodyOf, CheckedBody, CheckedQuery, ParamsOf, QueryOf } from './call.ts';
import { companyCalls } from './companyCalls.ts';
import { connectionCalls } from './connection.ts';
import { itemCalls } from './items.ts';
import { meCalls } from './me.ts';
import { previewCalls } from './preview.ts';

export const api = {
  ...meCalls,
  ...companyCalls,
  ...previewCalls,
  ...connectionCalls,
  ...itemCalls,
} as const;

export type Api = typeof api;
export type CallName = keyof Api;

export type Params<N extends CallName> = ParamsOf<Api[N]>;
export type Query<N extends CallName> = QueryOf<Api[N]>;
export type Body<N extends CallName> = BodyOf<Api[N]>;
export type Answer<N extends CallName> = AnswerOf<Api[N]>;
export type ServerQuery<N extends CallName> = CheckedQuery<Api[N]>;
export type ServerBody<N extends CallName> = CheckedBody<Api[N]>;

/** Calls of one company exist under its own address too: `/api/companies/{companyId}/…`. */
export const companyPath = (path: string): string | null =>
  path === '/api/company' || path.startsWith('/api/company/')
    ? path.replace('/api/company', '/api/companies/{companyId}')
    : null;
