/** A refusal of Graph: status and code as in the error catalogue (facts: graph §7). Thrown by handlers, written by `http/`. */
export class GraphFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'GraphFault';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const fault = (status: number, code: string, message: string) => new GraphFault(status, code, message);

/** One place for the codes, so that a route reads as a sentence. Numbers are the rows of facts: graph §7. */
export const refuse = {
  badRequest: (message: string) => fault(400, 'BadRequest', message),
  segment: (name: string) => fault(400, 'BadRequest', `Resource not found for the segment '${name}'.`),
  malformedId: () => fault(400, 'ErrorInvalidIdMalformed', 'Id is malformed.'),
  invalid: (message: string) => fault(400, 'ErrorInvalidRequest', message),
  property: (message: string) => fault(400, 'ErrorPropertyValidationFailure', message),
  timeZone: (name: string) =>
    fault(
      400,
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name}'.`,
    ),
  crossing: () =>
    fault(
      400,
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    ),
  invalidUser: (name: string) => fault(400, 'ErrorInvalidUser', `The requested user '${name}' is invalid.`),
  search: () => fault(400, 'SearchEvents', 'The $search query option is not supported for events.'),
  extension: (message: string) => fault(400, 'ExtensionError', message),
  subscription: (message: string) => fault(400, 'InvalidRequest', message),
  accessDenied: () => fault(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  forbidden: (message: string) => fault(403, 'Forbidden', message),
  extensionForbidden: () =>
    fault(
      403,
      'ExtensionError',
      'Operation: Create; Exception: [Status Code: Forbidden; Reason: Access is denied. Check credentials and try again.]',
    ),
  itemNotFound: () => fault(404, 'ErrorItemNotFound', 'The specified object was not found in the store.'),
  mailbox: () =>
    fault(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    ),
  resourceNotFound: () => fault(404, 'ResourceNotFound', 'Resource could not be discovered.'),
  subscriptionNotFound: () => fault(404, 'ResourceNotFound', 'The object was not found.'),
  userNotFound: (name: string) =>
    fault(
      404,
      'Request_ResourceNotFound',
      `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  method: () =>
    fault(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.'),
  conflict: (message: string) => fault(409, 'Conflict', message),
  duplicateTransaction: () =>
    fault(
      409,
      'ErrorDuplicateTransactionId',
      'Your request can’t be completed. An event with the same transactionId exists.',
    ),
  syncState: (generation: number) =>
    fault(
      410,
      'SyncStateNotFound',
      `The sync state generation is not found; generation=${generation};[highest=${generation + 8}][${generation + 8}][${generation + 6}][${generation + 7}].`,
    ),
  stale: () =>
    fault(
      412,
      'ErrorIrresolvableConflict',
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
    ),
  tooLarge: () => fault(413, 'RequestEntityTooLarge', 'The request body is larger than 4 MB.'),
  mediaType: () =>
    fault(
      415,
      'UnsupportedMediaType',
      'A Content-Type of application/json is required for a request with a body.',
    ),
} as const;

export const throttled = {
  /** 429 of the four lanes of a mailbox (facts: graph §4.1). */
  concurrency: (seconds: number | undefined) =>
    new GraphFault(
      429,
      'ApplicationThrottled',
      'Application is over its MailboxConcurrency limit.',
      seconds === undefined ? {} : { 'Retry-After': String(seconds) },
    ),
  /** 429 of a rate. */
  rate: (seconds: number) =>
    new GraphFault(429, 'TooManyRequests', 'Too many requests. Try again later.', {
      'Retry-After': String(seconds),
    }),
};
