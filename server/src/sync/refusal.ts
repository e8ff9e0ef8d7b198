import { ERROR_STATUS, type ErrorFacts, type ErrorId } from '../../../shared/errors.ts';

/** A call that is answered with a typed "no". Thrown by the request side, turned into an answer in `http/errors.ts`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly id: ErrorId;
  readonly status: number;
  readonly facts: ErrorFacts;

  constructor(id: ErrorId, message: string, facts: ErrorFacts & { status?: number } = {}) {
    super(message);
    const { status, ...rest } = facts;
    this.id = id;
    this.status = status ?? ERROR_STATUS[id];
    this.facts = rest;
  }
}

export const notFound = (): Refusal => new Refusal('not_found', 'There is nothing here for you.');

export const invalid = (field: string, message: string): Refusal =>
  new Refusal('invalid_body', message, { field });

export const forbidden = (message: string, field?: string): Refusal =>
  new Refusal('forbidden', message, field === undefined ? {} : { field });
