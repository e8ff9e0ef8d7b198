import { z } from 'zod';
import { Fault, type FaultKind } from '../core/fault.ts';

/** An answer of the service, before anybody judged it. `body` is undefined where it was no JSON. */
export interface Answer {
  status: number;
  body: unknown;
  retryAfter: string | null;
  requestId: string | null;
}

/** Whether a request may have changed something: decides what a lost answer means. */
export type Effect = 'read' | 'write';

/**
 * Status → kind. TIMIFY's reference shows 200, 401 and 500, and 400 by the name of an error (TIMIFY docs, error body).
 * The others are what its clients assume and every HTTP service means by them.
 */
const BY_STATUS: Readonly<Record<number, FaultKind>> = {
  400: 'invalid',
  401: 'credentials',
  403: 'permission-missing',
  404: 'not-found',
  408: 'unavailable',
  409: 'refused',
  410: 'not-found',
  // Unsure: read as "not this content or time", since the form is 400's.
  422: 'refused',
  429: 'throttled',
};

/**
 * `name`, `errorCode` and `extras.code` → kind, compared in lower case. Consulted where the status alone says little:
 * for 400, for 5xx (a proxy in front of GraphQL may answer 500 to anything) and for an error inside a 200.
 */
const BY_WORD = new Map<string, FaultKind>(
  Object.entries({
    // Documented by TIMIFY.
    badrequesterror: 'invalid',
    graphql_validation_failed: 'invalid',
    // Codes of Apollo Server, the usual GraphQL server. Unsure for TIMIFY.
    bad_user_input: 'invalid',
    unauthenticated: 'credentials',
    forbidden: 'permission-missing',
    // Names that go with `BadRequestError`. Unsure.
    validationerror: 'invalid',
    unauthorizederror: 'credentials',
    forbiddenerror: 'permission-missing',
    notfounderror: 'not-found',
    toomanyrequestserror: 'throttled',
    conflicterror: 'refused',
    unprocessableentityerror: 'refused',
    // What a refused time may be called: undocumented (open question 3 of our notes). Unsure.
    conflict: 'refused',
    overlap: 'refused',
    overlaperror: 'refused',
    resource_busy: 'refused',
    resource_not_available: 'refused',
    resource_occupied: 'refused',
    slot_not_available: 'refused',
    slot_taken: 'refused',
    outside_working_hours: 'refused',
    outside_working_times: 'refused',
  }),
);

const word = z.union([z.string(), z.number()]).nullish().catch(null);
const errorBody = z.object({
  error: z.unknown().optional(),
  data: z.unknown().optional(),
  name: word,
  errorCode: word,
  extras: z.object({ code: word }).nullish().catch(null),
  // `{ body: { name: 'invalid' } }`, as for `query` (TIMIFY docs, error body).
  details: z
    .object({ body: z.record(z.string(), z.unknown()) })
    .nullish()
    .catch(null),
});

/** Machine words only: a text of the service may quote what was sent. */
const machineWord = (value: string | number | null | undefined): string | null =>
  value !== null && value !== undefined && /^[\w.-]{1,64}$/.test(String(value)) ? String(value) : null;

const wordsOf = (body: unknown): string[] => {
  const read = errorBody.safeParse(body);
  if (!read.success) return [];
  const { name, errorCode, extras } = read.data;
  return [errorCode, extras?.code, name].flatMap((value) => machineWord(value) ?? []);
};

/** Members of the body that TIMIFY found wrong, where it names them. */
const fieldsOf = (body: unknown): string[] => {
  const named = errorBody.safeParse(body).data?.details?.body ?? {};
  return Object.keys(named).flatMap((name) => machineWord(name) ?? []);
};

/** A 200 that carries an error and nothing else (GraphQL's habit, which a proxy may let through). */
const isErrorInside = (body: unknown): boolean => {
  const read = errorBody.safeParse(body);
  return read.success && typeof read.data.error === 'string' && (read.data.data ?? null) === null;
};

export const isSuccess = (answer: Answer): boolean =>
  answer.status >= 200 && answer.status < 300 && !isErrorInside(answer.body);

const kindOf = (answer: Answer, words: readonly string[], effect: Effect): FaultKind => {
  const told = words.map((one) => BY_WORD.get(one.toLowerCase())).find((kind) => kind !== undefined);
  const { status } = answer;
  if ((status === 400 || status >= 500 || status < 300) && told !== undefined) return told;
  // A gateway that lost its upstream can't tell whether the write happened.
  if ((status === 502 || status === 504) && effect === 'write') return 'unanswered';
  if (status >= 300 && status < 400) return 'unavailable';
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'invalid' : 'unavailable');
};

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110). */
const waitOf = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};

/** The only place that turns TIMIFY's answers into kinds. Never from the text of an error. */
export const faultOf = (answer: Answer, effect: Effect, now: number): Fault => {
  const words = wordsOf(answer.body);
  return new Fault({
    kind: kindOf(answer, words, effect),
    service: 'timify',
    status: answer.status,
    code: words[0] ?? null,
    retryAfter: waitOf(answer.retryAfter, now),
    requestId: machineWord(answer.requestId),
    fields: fieldsOf(answer.body),
  });
};

/** Failures of Node's fetch that happen before a request is on its way (undici, DNS and TLS codes). */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/;

const codeOf = (error: unknown, depth = 0): string | null => {
  if (!(error instanceof Error) || depth > 3) return null;
  if (error.name === 'TimeoutError') return 'timeout';
  const inner = codeOf(error.cause, depth + 1);
  if (inner !== null) return inner;
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
};

/** No answer at all. After sending, a write may have happened. */
export const transportFault = (error: unknown, effect: Effect): Fault => {
  const code = codeOf(error);
  const sent = code === null || !NOT_SENT.test(code);
  return new Fault({
    kind: sent && effect === 'write' ? 'unanswered' : 'unavailable',
    service: 'timify',
    code: machineWord(code) ?? 'no-answer',
  });
};

/** An answer that came but can't be understood: what was written is unknown to us, what was to be read too. */
export const shapeFault = (effect: Effect): Fault =>
  new Fault({
    kind: effect === 'write' ? 'unanswered' : 'unavailable',
    service: 'timify',
    code: 'unreadable-answer',
  });
