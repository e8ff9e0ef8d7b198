/** How one call of the API is described. Routes, client and OpenAPI document are typed from it. */
import type { z } from 'zod';
import type { ErrorId } from './errors.ts';

export interface Call {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** `{name}` stands for one segment. */
  path: `/api/${string}`;
  /**
   * Who may: `anyone` without a token; `user`: signed in; `admin`: role `Sync.Admin`; `owner`: of the connection in
   * the path; `owner-or-admin`: that, or an admin of its tenant.
   */
  who: 'anyone' | 'user' | 'admin' | 'owner' | 'owner-or-admin';
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Absent: 204 and no body. */
  answer?: z.ZodType;
  /** First the ordinary one; default 200, or 204 without an answer. */
  status?: readonly number[];
  /** Refusals of this call beyond the ones that every call can meet. */
  errors?: readonly ErrorId[];
}

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** `/api/connections/{id}/log` → `{ id: string }`. */
export type ParamsOf<C extends Call> = { [N in Names<C['path']>]: string };
/** What a caller may write; defaults may be left out. */
export type QueryOf<C extends Call> = C extends { query: infer Q extends z.ZodType } ? z.input<Q> : undefined;
export type BodyOf<C extends Call> = C extends { body: infer B extends z.ZodType } ? z.input<B> : undefined;
/** What a handler gets after the check. */
export type CheckedQuery<C extends Call> = C extends { query: infer Q extends z.ZodType }
  ? z.output<Q>
  : undefined;
export type CheckedBody<C extends Call> = C extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
export type AnswerOf<C extends Call> = C extends { answer: infer A extends z.ZodType }
  ? z.output<A>
  : undefined;
