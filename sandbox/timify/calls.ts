import type { Request, RequestHandler, Response } from 'express';
import { actorOf } from './auth.ts';
import { expire } from './appointments.ts';
import { refuse, writeError } from './errors.ts';
import type { Actor } from './model.ts';
import type { TimifyParts } from './parts.ts';
import type { CompanyState } from './state.ts';

/** A call for one company, after token and `company-id` were checked. */
export interface Call {
  parts: TimifyParts;
  state: CompanyState;
  actor: Actor;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

export interface Answer {
  status?: number;
  body: Record<string, unknown>;
}

export type Handler = (call: Call) => Answer;

/** Facts: timify §1.4 [O, D]. */
export function single(item: unknown, status = 200): Answer {
  return { status, body: { data: item, status: 1 } };
}

const DEFAULT_LIMIT = 10_000;

function positive(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

/** Facts: timify §1.4 [D]: absent or ≤ 0 means page 1 and a limit of 10,000. */
export function paged<T>(
  items: readonly T[],
  query: Record<string, string>,
  view: (item: T) => unknown,
): Answer {
  const page = positive(query['page'], 1);
  const limit = positive(query['limit'], DEFAULT_LIMIT);
  const rows = items.slice((page - 1) * limit, page * limit);
  const meta = { page, limit, totalItems: items.length, totalPages: Math.ceil(items.length / limit) };
  return { body: { data: rows.map(view), total: items.length, meta, status: 1 } };
}

/** Repeated and bracketed names (`ids[]=a&ids[]=b`) are read like comma lists. */
export function flatQuery(query: Request['query']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const key = name.replace(/\[\d*\]$/, '');
    const text = Array.isArray(value)
      ? value.filter((one) => typeof one === 'string').join(',')
      : typeof value === 'string'
        ? value
        : '';
    flat[key] = flat[key] === undefined ? text : `${flat[key]},${text}`;
  }
  return flat;
}

export function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function write(res: Response, answer: Answer): void {
  res.status(answer.status ?? 200).json(answer.body);
}

/** Turns a handler into a route that needs a token and the `company-id` header. Facts: timify §1.2 [D, O]. */
export function forCompany(parts: TimifyParts, handler: Handler): RequestHandler {
  return (req, res) => {
    try {
      const { app, actor } = actorOf(parts, req.headers.authorization);
      const id = req.header('company-id') ?? '';
      if (!/^[0-9a-f]{24}$/.test(id))
        throw refuse.badRequest('company-id is required', 'headers', 'company-id', 'required');
      const state = parts.companies().get(id);
      if (!state || !app.companyIds.includes(id))
        throw refuse.forbidden('The app is not installed in this company');
      expire(parts, state);
      const params = Object.fromEntries(
        Object.entries(req.params).map(([name, value]) => [name, String(value)]),
      );
      write(res, handler({ parts, state, actor, params, query: flatQuery(req.query), body: req.body }));
    } catch (error) {
      writeError(res, error);
    }
  };
}
