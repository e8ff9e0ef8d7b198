export type FaultKind =
  /** Too many requests; `retryAfter` says when. Reschedules the run. */
  | 'throttled'
  /** The service is down or broken; nothing was done, or it does not matter. */
  | 'unavailable'
  /** No answer: the write may have happened. */
  | 'unanswered'
  /** The user must sign in again (any `invalid_grant`). */
  | 'sign-in-required'
  /** The user is disabled or deleted in the directory: nobody can sign in for them. */
  | 'owner-gone'
  /** The user or an admin must consent; `claims` may carry a challenge. */
  | 'consent-required'
  /** The signed-in user lacks a permission on this calendar or scope. */
  | 'permission-missing'
  | 'mailbox-unsupported'
  | 'not-found'
  | 'calendar-gone'
  | 'resource-gone'
  /** The same create was sent before. */
  | 'duplicate'
  /** The item moved on since it was read. */
  | 'version-changed'
  /** The cursor is no longer known. */
  | 'cursor-expired'
  /** The service says no to this content or time (TIMIFY: occupied, outside hours). */
  | 'refused'
  /** Our request was wrong: a bug or an item that can't be written. */
  | 'invalid'
  /** App ID, app secret, client secret or certificate are not accepted: nobody's sync of this company works. */
  | 'credentials'
  | 'quota';

export type FaultService = 'graph' | 'entra' | 'timify' | 'store' | 'mail';

/** A classified failure of a remote call. Made in one table per service from status and code, never from text. */
export class Fault extends Error {
  readonly kind: FaultKind;
  readonly service: FaultService;
  readonly status: number | null;
  readonly code: string | null;
  /** Milliseconds to wait, where the service said so. */
  readonly retryAfter: number | null;
  /** JSON of a claims challenge, where there is one. */
  readonly claims: string | null;
  readonly requestId: string | null;
  /** Members of our request that the service named as wrong. */
  readonly fields: readonly string[];

  constructor(facts: {
    kind: FaultKind;
    service: FaultService;
    status?: number | null;
    code?: string | null;
    retryAfter?: number | null;
    claims?: string | null;
    requestId?: string | null;
    fields?: readonly string[];
    cause?: unknown;
  }) {
    super(`${facts.service}: ${facts.kind}${facts.code ? ` (${facts.code})` : ''}`, { cause: facts.cause });
    this.name = 'Fault';
    this.kind = facts.kind;
    this.service = facts.service;
    this.status = facts.status ?? null;
    this.code = facts.code ?? null;
    this.retryAfter = facts.retryAfter ?? null;
    this.claims = facts.claims ?? null;
    this.requestId = facts.requestId ?? null;
    this.fields = facts.fields ?? [];
  }
}

export const isFault = (error: unknown, ...kinds: FaultKind[]): error is Fault =>
  error instanceof Fault && (kinds.length === 0 || kinds.includes(error.kind));

/** Such a fault passes by itself: what it stopped is gone on with later. */
export const passes = (fault: Fault): boolean => isFault(fault, 'throttled', 'unavailable', 'unanswered');
