/** Every way in which a call can be refused, and how it is told. The list is closed: the pane has words for each. */
import { z } from 'zod';
import { Counts } from './words.ts';

export const ERROR_STATUS = {
  /** No bearer token, or one that is not for us. */
  unauthorised: 401,
  /** The caller may not do this; `field` where one member of the body is the reason. */
  forbidden: 403,
  /** Unknown, or of somebody else: the answer is the same. */
  not_found: 404,
  /** `field` names the member of body, query or path by its dotted name. Too large a body: the same with 413. */
  invalid_body: 400,
  /** Microsoft asks for consent: `scopes`, and `claims` where there is a challenge. */
  consent_required: 403,
  /** Microsoft ended the access; `claims` where there is a challenge. */
  sign_in_required: 401,
  mailbox_unsupported: 409,
  /** The person lacks a right on this calendar or scope. */
  permission_missing: 403,
  /** `reason`: `expired`, `withdrawn`, `replaced` or `used`; `expiresAt`, `used`. */
  invitation_expired: 410,
  /** Somebody's live connection has this resource: `by`, `connectionId` for who may see it; `field` where it is one of many. */
  resource_taken: 409,
  /**
   * Bound to another tenant, or another company of this tenant still has connections. With `contact` (shortened) a
   * code can be sent there that moves the company.
   */
  company_taken: 409,
  /** The code from the mail is another one; `triesLeft`. */
  code_wrong: 403,
  /** No code is open for this company and tenant: never sent, used, too old, or tried too often. */
  code_expired: 410,
  /** Several companies: use `/api/companies/{id}/…`. */
  company_ambiguous: 409,
  company_missing: 404,
  /** The company has not agreed to the privacy policy in force. */
  privacy_required: 403,
  /** Copies would be left that no rule owns: `counts.delete` of them; repeat with `copies`. */
  copies_required: 409,
  undo_impossible: 409,
  timify_unavailable: 503,
  /** `field`: `appId`, `appSecret` or `timifyCompanyId`; no field when a stored secret is no longer accepted. */
  timify_credentials: 400,
  /** `retryAfter`: seconds. */
  microsoft_throttled: 503,
  /** Microsoft or our database does not answer; `retryAfter` where known. */
  unavailable: 503,
  /** Too many calls of this person; `retryAfter`: seconds. */
  rate_limited: 429,
  unexpected: 500,
} as const;

export type ErrorId = keyof typeof ERROR_STATUS;
export const ErrorId = z.enum(Object.keys(ERROR_STATUS) as [ErrorId, ...ErrorId[]]);

export const ErrorBody = z.object({
  error: z.object({
    id: ErrorId,
    /** English, for logs and scripts. The pane has its own words for each id. */
    message: z.string(),
    requestId: z.string(),
    /** Dotted name, e.g. `anonymous.toTimify` or `calendars.0`. */
    field: z.string().optional(),
    scopes: z.array(z.string()).optional(),
    /** JSON of a claims challenge, to be handed to the sign-in library as it is. */
    claims: z.string().optional(),
    counts: Counts.optional(),
    expiresAt: z.string().optional(),
    used: z.boolean().optional(),
    /** Whose connection has the resource: the caller's own, or somebody else's. */
    by: z.enum(['you', 'other']).optional(),
    connectionId: z.string().optional(),
    /** `a…@lindner.example` */
    contact: z.string().optional(),
    triesLeft: z.number().optional(),
    /** Why nothing can be taken back any more, or an invitation doesn't hold: a machine word, e.g. `changed-since`. */
    reason: z.string().optional(),
    retryAfter: z.number().optional(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
export type ErrorFacts = Omit<ErrorBody['error'], 'id' | 'message' | 'requestId'>;
