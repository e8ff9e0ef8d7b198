import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Caller } from '../sync/ports/people.ts';

/** What is known about a request while it is answered. */
export interface RequestState {
  /** Short enough to be read out on the phone; shown with every error. */
  id: string;
  caller: Caller | null;
  /** The pattern of the address, never the address: tokens stand in some. */
  route: string;
  errorId: string | null;
}

const states = new WeakMap<Request, RequestState>();

const newRequestId = (): string => {
  const text = randomBytes(4).toString('hex').toUpperCase();
  return `${text.slice(0, 4)}-${text.slice(4)}`;
};

export const stateOf = (request: Request): RequestState => {
  const present = states.get(request);
  if (present) return present;
  const state: RequestState = { id: newRequestId(), caller: null, route: 'unknown', errorId: null };
  states.set(request, state);
  return state;
};

/** The verified caller; the route must come after `authenticate`. */
export const callerOf = (request: Request): Caller => {
  const { caller } = stateOf(request);
  if (!caller) throw new Error('a route without authentication asks for its caller');
  return caller;
};

export const languageOf = (request: Request, asked: 'de' | 'en' | undefined): 'de' | 'en' =>
  asked ?? (request.acceptsLanguages('de', 'en') === 'de' ? 'de' : 'en');
