import type { Response } from 'express';

/** A refusal in TIMIFY's words. Facts: timify §1.4 [D]. */
export class TimifyRefusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, name: string, text: string, details: Record<string, unknown> = {}) {
    super(text);
    this.status = status;
    this.body = { error: text, name, errorCode: status, details, extras: null };
  }
}

export type Part = 'query' | 'body' | 'headers' | 'params';

export const refuse = {
  badRequest: (text: string, part: Part, field: string, why = 'invalid'): TimifyRefusal =>
    new TimifyRefusal(400, 'BadRequestError', text, { [part]: { [field]: why } }),
  unauthorized: (text = 'Invalid or expired token'): TimifyRefusal =>
    new TimifyRefusal(401, 'UnauthorizedError', text),
  forbidden: (text: string): TimifyRefusal => new TimifyRefusal(403, 'ForbiddenError', text),
  notFound: (what: string): TimifyRefusal => new TimifyRefusal(404, 'NotFoundError', `${what} not found`),
  /** The code of this refusal is not documented. Facts: timify §1.7 [I]. */
  conflict: (text: string, reason: string): TimifyRefusal =>
    new TimifyRefusal(409, 'ConflictError', text, { body: { reason } }),
};

/** Answers a refusal; anything else is a fault of the sandbox and goes on. */
export function writeError(res: Response, error: unknown): void {
  if (!(error instanceof TimifyRefusal)) throw error;
  res.status(error.status).json(error.body);
}
