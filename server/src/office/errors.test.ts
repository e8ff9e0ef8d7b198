import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../core/fault.ts';
import { claimsOf, faultOf, refusalOf, retryAfterOf } from './errors.ts';
import type { Target } from './errors.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');

interface Case {
  status: number;
  code?: string;
  inner?: string;
  on?: Target;
  method?: string;
  retryAfter?: string;
  kind: FaultKind;
  wait?: number | null;
}

const fault = ({ status, code, inner, on, method, retryAfter }: Case): ReturnType<typeof faultOf> => {
  const body =
    code === undefined
      ? undefined
      : { error: { code, message: 'SyncStateNotFound', innerError: { code: inner } } };
  const header = (name: string): string | null => (name === 'retry-after' ? (retryAfter ?? null) : null);
  return faultOf(refusalOf(status, header, body), {
    target: on ?? 'event',
    method: method ?? 'GET',
    now: () => NOW,
    random: () => 0.5,
  });
};

/** Rows of "Microsoft Graph error responses and resource types" and of the issues named in the table. */
const CASES: Case[] = [
  { status: 400, code: 'BadRequest', kind: 'invalid' },
  { status: 400, code: 'RequestBroker--ParseUri', kind: 'invalid' },
  { status: 400, code: 'ErrorInvalidIdMalformed', kind: 'not-found' },
  { status: 400, code: 'errorinvalididmalformed', on: 'calendar', kind: 'calendar-gone' },
  { status: 400, code: 'ErrorInvalidRequest', kind: 'invalid' },
  { status: 400, code: 'ErrorPropertyValidationFailure', on: 'new-event', method: 'POST', kind: 'invalid' },
  { status: 400, code: 'TimeZoneNotSupportedException', kind: 'invalid' },
  { status: 400, code: 'ErrorOccurrenceCrossingBoundary', method: 'PATCH', kind: 'refused' },
  { status: 400, code: 'InvalidRequest', on: 'subscription', method: 'POST', kind: 'invalid' },
  { status: 400, code: 'ErrorInvalidUser', on: 'mailbox', kind: 'mailbox-unsupported' },
  { status: 400, code: 'BadRequest', inner: 'ErrorItemNotFound', kind: 'not-found' },
  { status: 401, code: 'InvalidAuthenticationToken', kind: 'sign-in-required' },
  { status: 401, code: 'unauthenticated', kind: 'sign-in-required' },
  { status: 403, code: 'ErrorAccessDenied', kind: 'permission-missing' },
  { status: 403, code: 'Authorization_RequestDenied', kind: 'permission-missing' },
  { status: 403, code: 'ExtensionError', on: 'subscription', method: 'POST', kind: 'permission-missing' },
  { status: 404, code: 'ErrorItemNotFound', kind: 'not-found' },
  { status: 404, code: 'ErrorItemNotFound', on: 'delta', kind: 'calendar-gone' },
  { status: 404, code: 'ErrorItemNotFound', on: 'new-event', method: 'POST', kind: 'calendar-gone' },
  { status: 404, code: 'ErrorFolderNotFound', kind: 'calendar-gone' },
  { status: 404, code: 'MailboxNotEnabledForRESTAPI', on: 'delta', kind: 'mailbox-unsupported' },
  { status: 404, code: 'MailboxNotSupportedForRESTAPI', on: 'event', kind: 'mailbox-unsupported' },
  { status: 404, code: 'ResourceNotFound', on: 'mailbox', kind: 'mailbox-unsupported' },
  { status: 404, code: 'ResourceNotFound', on: 'subscription', method: 'PATCH', kind: 'not-found' },
  { status: 404, code: 'Request_ResourceNotFound', on: 'mailbox', kind: 'mailbox-unsupported' },
  { status: 404, code: 'ErrorNonExistentMailbox', on: 'mailbox', kind: 'mailbox-unsupported' },
  { status: 404, kind: 'unavailable' },
  { status: 404, on: 'subscription', method: 'PATCH', kind: 'not-found' },
  { status: 405, code: 'MethodNotAllowed', kind: 'invalid' },
  { status: 409, code: 'Conflict', on: 'subscription', method: 'POST', kind: 'duplicate' },
  { status: 409, code: 'ExtensionError', on: 'subscription', method: 'POST', kind: 'duplicate' },
  { status: 409, code: 'ErrorDuplicateTransactionId', on: 'new-event', method: 'POST', kind: 'duplicate' },
  { status: 409, code: 'ErrorIrresolvableConflict', method: 'PATCH', kind: 'version-changed' },
  { status: 409, code: 'ErrorStaleObject', method: 'PATCH', kind: 'version-changed' },
  { status: 410, code: 'SyncStateNotFound', on: 'delta', kind: 'cursor-expired' },
  { status: 410, code: 'resyncRequired', on: 'delta', kind: 'cursor-expired' },
  { status: 410, on: 'delta', kind: 'cursor-expired' },
  { status: 400, code: 'syncStateInvalid', on: 'delta', kind: 'cursor-expired' },
  { status: 410, on: 'subscription', method: 'PATCH', kind: 'not-found' },
  { status: 412, code: 'ErrorIrresolvableConflict', method: 'PATCH', kind: 'version-changed' },
  { status: 412, code: 'resourceModified', method: 'DELETE', kind: 'version-changed' },
  { status: 413, code: 'RequestEntityTooLarge', method: 'PATCH', kind: 'invalid' },
  { status: 415, code: 'UnsupportedMediaType', method: 'PATCH', kind: 'invalid' },
  { status: 423, code: 'resourceLocked', method: 'PATCH', kind: 'unavailable' },
  { status: 424, code: 'FailedDependency', method: 'PATCH', kind: 'unavailable' },
  { status: 429, code: 'ApplicationThrottled', kind: 'throttled', wait: 3_000 },
  { status: 503, code: 'ApplicationThrottled', kind: 'throttled', wait: 3_000 },
  { status: 429, code: 'TooManyRequests', kind: 'throttled', wait: 30_000 },
  { status: 429, code: 'activityLimitReached', retryAfter: '12', kind: 'throttled', wait: 12_000 },
  { status: 429, retryAfter: 'Sun, 22 Nov 2026 10:01:30 GMT', kind: 'throttled', wait: 90_000 },
  { status: 429, code: 'ApplicationThrottled', retryAfter: '7', kind: 'throttled', wait: 7_000 },
  { status: 500, code: 'InternalServerError', kind: 'unavailable', wait: null },
  { status: 500, code: 'UnknownError', on: 'new-event', method: 'POST', kind: 'unanswered' },
  { status: 500, code: 'ErrorInternalServerTransientError', method: 'PATCH', kind: 'unanswered' },
  { status: 501, code: 'NotImplemented', kind: 'invalid' },
  { status: 502, code: 'BadGateway', kind: 'unavailable' },
  { status: 503, code: 'serviceNotAvailable', kind: 'unavailable', wait: 30_000 },
  { status: 503, code: 'ErrorMailboxMoveInProgress', retryAfter: '60', kind: 'unavailable', wait: 60_000 },
  { status: 503, code: 'ConcurrentItemSave', on: 'new-event', method: 'POST', kind: 'unanswered' },
  { status: 504, code: 'GatewayTimeout', method: 'POST', on: 'new-event', kind: 'unanswered' },
  { status: 504, code: 'UnknownError', kind: 'unavailable' },
  { status: 507, code: 'quotaLimitReached', method: 'POST', on: 'new-event', kind: 'quota' },
  { status: 400, code: 'ErrorQuotaExceeded', method: 'POST', on: 'new-event', kind: 'quota' },
  { status: 509, kind: 'throttled', wait: 30_000 },
  { status: 400, code: 'ErrorCalendarViewRangeTooBig', on: 'calendar', kind: 'invalid' },
  { status: 302, kind: 'invalid' },
  { status: 599, kind: 'unavailable' },
];

describe('an answer of Graph becomes a fault by status and code', () => {
  it.each(CASES)('$status $code $inner ($method $on) → $kind', (row) => {
    const made = fault(row);
    expect(made.kind).toBe(row.kind);
    expect(made.status).toBe(row.status);
    if (row.wait !== undefined) expect(made.retryAfter).toBe(row.wait);
  });

  it('never by the text, which says SyncStateNotFound in all of these', () => {
    expect(fault({ status: 400, code: 'BadRequest', on: 'delta', kind: 'invalid' }).kind).toBe('invalid');
  });

  it('survives bodies that are no error at all', () => {
    for (const body of [undefined, null, '', '<html>', [], { error: 'text' }, { error: { code: 7 } }]) {
      expect(refusalOf(500, () => null, body).codes).toEqual(['']);
    }
  });
});

it.each([
  ['5', 5_000],
  ['0', 0],
  ['1.5', 1_500],
  ['Sun, 22 Nov 2026 09:59:00 GMT', 0],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After %j is %s ms', (value, expected) => {
  expect(retryAfterOf(value, NOW)).toBe(expected);
});

it('reads the claims of a challenge', () => {
  const json = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
  const claims = Buffer.from(json).toString('base64');
  const challenge = `Bearer realm="", authorization_uri="https://host/common/oauth2/authorize", error="insufficient_claims", claims="${claims}"`;
  expect(claimsOf(challenge)).toBe(json);
  expect(claimsOf('Bearer realm=""')).toBeNull();
  expect(claimsOf('Bearer claims="!!!"')).toBeNull();
  expect(claimsOf(null)).toBeNull();
});
