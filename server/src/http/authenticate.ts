import type { RequestHandler } from 'express';
import type { Caller } from '../sync/ports/people.ts';
import { Refusal } from '../sync/refusal.ts';
import { stateOf } from './requestState.ts';

export type Verify = (bearer: string) => Promise<Caller>;

/** Bearer tokens only: the pane stands in a foreign frame, where cookies don't work. */
export const authenticate =
  (verify: Verify): RequestHandler =>
  async (request, _response, next) => {
    const [scheme, token, ...more] = (request.get('authorization') ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token || more.length > 0)
      throw new Refusal('unauthorised', 'A valid access token for this API is needed.');
    stateOf(request).caller = await verify(token);
    next();
  };
