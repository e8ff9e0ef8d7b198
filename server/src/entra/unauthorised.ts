export type UnauthorisedReason =
  | 'missing'
  | 'malformed'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'version'
  | 'tenant'
  | 'user'
  | 'app-only'
  | 'scope'
  | 'client'
  | 'guest';

/** The caller's token is not accepted. The reason is for the log; the caller learns 401 and nothing else. */
export class Unauthorised extends Error {
  override readonly name = 'Unauthorised';
  readonly reason: UnauthorisedReason;

  constructor(reason: UnauthorisedReason, cause?: unknown) {
    super(`token refused: ${reason}`, { cause });
    this.reason = reason;
  }
}
