/**
 * The one table from Graph's answers to faults, by status and code, never by text. Sources: "Microsoft Graph error
 * responses and resource types" (branch on `code`, look into `innerError`), "Microsoft Graph throttling guidance", and
 * the issues named beside a row.
 */
import { Fault } from '../core/fault.ts';
import type { FaultKind } from '../core/fault.ts';

/** What the request was about; the same answer means different things for them. */
export type Target = 'mailbox' | 'calendar' | 'delta' | 'event' | 'new-event' | 'subscription' | 'batch';

interface Rule {
  kind: FaultKind;
  status?: readonly number[];
  /** Lower case. */
  code?: readonly string[] | RegExp;
  on?: readonly Target[];
  /** Writes only: anything but GET. */
  write?: true;
  /** Milliseconds to wait where the answer names no time: rate 30 s, concurrency one to five. */
  wait?: 'rate' | 'concurrency';
}

const CALENDAR: readonly Target[] = ['calendar', 'delta', 'new-event'];

/** First match wins. A row without `status` holds for any status of 400 and above. */
const RULES: readonly Rule[] = [
  // "Application is over its MailboxConcurrency limit": terraform-provider-outlook#21, corso#3695; often without Retry-After.
  { kind: 'throttled', code: ['applicationthrottled', 'mailboxconcurrency'], wait: 'concurrency' },
  { kind: 'throttled', status: [429, 509], wait: 'rate' },
  { kind: 'throttled', code: ['toomanyrequests', 'activitylimitreached', 'throttledrequest'], wait: 'rate' },

  // Delta state: "delta query overview: synchronization reset", microsoft-graph-docs#2350, #2877.
  { kind: 'cursor-expired', status: [410], on: ['delta'] },
  { kind: 'cursor-expired', code: /sync ?state|resync/, on: ['delta'] },

  { kind: 'sign-in-required', status: [401] },

  // Mailbox kinds: "Overview of Microsoft Graph REST API support for hybrid deployments", microsoft-graph-docs#10481.
  {
    kind: 'mailbox-unsupported',
    code: [
      'mailboxnotenabledforrestapi',
      'mailboxnotsupportedforrestapi',
      'errornonexistentmailbox',
      'errorinvaliduser',
      'request_resourcenotfound',
    ],
  },
  {
    kind: 'mailbox-unsupported',
    code: ['resourcenotfound'],
    on: ['mailbox', 'calendar', 'delta', 'new-event', 'event', 'batch'],
  },

  { kind: 'quota', status: [507] },
  { kind: 'quota', code: ['quotalimitreached', 'errorquotaexceeded'] },
  { kind: 'permission-missing', status: [403] },

  // Gone. A malformed id counts as not found: ids are parsed before they are looked up.
  { kind: 'calendar-gone', code: ['errorfoldernotfound'] },
  { kind: 'calendar-gone', code: ['erroritemnotfound', 'errorinvalididmalformed'], on: CALENDAR },
  {
    kind: 'not-found',
    code: ['erroritemnotfound', 'errorinvalididmalformed', 'resourcenotfound'],
    on: ['event', 'subscription'],
  },
  { kind: 'not-found', status: [404, 410], on: ['subscription'] },
  // Without a code of Graph's, some proxy answered: no proof that anything is gone.
  { kind: 'unavailable', status: [404], code: [''] },
  { kind: 'calendar-gone', status: [404], on: CALENDAR },
  { kind: 'not-found', status: [404, 410] },

  // Versions: msgraph-sdk-dotnet#1201, microsoft-graph-docs#2256 (the same error also without If-Match).
  { kind: 'version-changed', status: [412] },
  { kind: 'version-changed', code: ['errorirresolvableconflict', 'errorstaleobject', 'resourcemodified'] },
  { kind: 'duplicate', status: [409], on: ['new-event', 'subscription'] },
  { kind: 'version-changed', status: [409] },

  // The service says no to this time.
  { kind: 'refused', code: ['erroroccurrencecrossingboundary'] },

  // Broken service. After a write that got no proper answer it may have happened (msgraph-sdk-ruby#38: ConcurrentItemSave).
  { kind: 'unanswered', status: [500, 502, 504], write: true },
  { kind: 'unanswered', code: ['concurrentitemsave'], write: true },
  { kind: 'unavailable', status: [503], wait: 'rate' },
  { kind: 'unavailable', status: [408, 423, 424, 425, 500, 502, 504] },
  { kind: 'invalid', status: [501] },
];

export interface Refusal {
  status: number;
  /** Codes from outside in, lower case; empty string where there is none. */
  codes: string[];
  /** The outermost code as written. */
  code: string | null;
  requestId: string | null;
  header(name: string): string | null;
}

export interface FaultContext {
  target: Target;
  method: string;
  now: () => number;
  random: () => number;
}

/** Every `code` on the way into `innerError`. */
const codesOf = (body: unknown): string[] => {
  const codes: string[] = [];
  let level: unknown =
    typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
  while (typeof level === 'object' && level !== null && codes.length < 8) {
    const { code, innerError } = level as { code?: unknown; innerError?: unknown };
    if (typeof code === 'string') codes.push(code);
    level = innerError;
  }
  return codes;
};

export const refusalOf = (
  status: number,
  header: (name: string) => string | null,
  body: unknown,
): Refusal => {
  const codes = codesOf(body);
  return {
    status,
    code: codes[0] ?? null,
    codes: codes.length === 0 ? [''] : codes.map((code) => code.toLowerCase()),
    requestId: header('request-id'),
    header,
  };
};

const matches = (rule: Rule, refusal: Refusal, context: FaultContext): boolean =>
  (rule.status === undefined || rule.status.includes(refusal.status)) &&
  (rule.on === undefined || rule.on.includes(context.target)) &&
  (rule.write === undefined || context.method !== 'GET') &&
  (rule.code === undefined ||
    refusal.codes.some((code) =>
      rule.code instanceof RegExp ? rule.code.test(code) : (rule.code ?? []).includes(code),
    ));

/** `Retry-After` in milliseconds, from seconds or an HTTP date ("Microsoft Graph throttling guidance"). */
export const retryAfterOf = (value: string | null, now: number): number | null => {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};

const RATE_WAIT_MS = 30_000;

const defaultWait = (wait: Rule['wait'], random: () => number): number | null => {
  if (wait === undefined) return null;
  return wait === 'rate' ? RATE_WAIT_MS : 1_000 + Math.floor(random() * 4_000);
};

/** The fault for an answer of 300 or above. What no row knows is our own mistake: `invalid`. */
export const faultOf = (refusal: Refusal, context: FaultContext): Fault => {
  const rule = RULES.find((candidate) => matches(candidate, refusal, context));
  const fallback: FaultKind = refusal.status >= 500 ? 'unavailable' : 'invalid';
  const told = retryAfterOf(refusal.header('retry-after'), context.now());
  return new Fault({
    kind: rule?.kind ?? fallback,
    service: 'graph',
    status: refusal.status,
    code: refusal.code,
    retryAfter: told ?? defaultWait(rule?.wait, context.random),
    claims: claimsOf(refusal.header('www-authenticate')),
    requestId: refusal.requestId,
  });
};

/** No answer at all: time-out, reset, DNS, TLS. */
export const noAnswer = (method: string, cause: unknown): Fault =>
  new Fault({ kind: method === 'GET' ? 'unavailable' : 'unanswered', service: 'graph', cause });

/**
 * The claims of a challenge in `WWW-Authenticate`, as JSON ("Claims challenges, claims requests and client
 * capabilities"): `Bearer realm="", …, error="insufficient_claims", claims="{base64 of JSON}"`.
 */
export const claimsOf = (challenge: string | null): string | null => {
  const encoded = /\bclaims="([^"]+)"/i.exec(challenge ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
};
