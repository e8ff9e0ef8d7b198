import { ErrorBody, type ErrorFacts, type ErrorId } from '../../../shared/errors.ts';

/** `offline`: no answer at all. `outdated`: an answer that this version of the pane cannot read. */
export type ApiErrorId = ErrorId | 'offline' | 'outdated';

/** A call that did not bring what was asked. Which words belong to it is decided by `id` alone. */
export class ApiError extends Error {
  readonly id: ApiErrorId;
  readonly requestId: string;
  readonly facts: ErrorFacts;

  constructor(id: ApiErrorId, requestId = '', facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(`call refused: ${id}`, options);
    this.name = 'ApiError';
    this.id = id;
    this.requestId = requestId;
    this.facts = facts;
  }
}

export const isApiError = (cause: unknown, ...ids: readonly ApiErrorId[]): cause is ApiError =>
  cause instanceof ApiError && (ids.length === 0 || ids.includes(cause.id));

/** A refusal in our own words, or `unexpected` for a proxy's page. */
export async function errorOf(response: Response): Promise<ApiError> {
  const headerId = response.headers.get('x-request-id') ?? '';
  const parsed = ErrorBody.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) return new ApiError(response.status === 401 ? 'unauthorised' : 'unexpected', headerId);
  const { error } = parsed.data;
  return new ApiError(error.id, error.requestId, error);
}
