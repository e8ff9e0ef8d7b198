/** The caller's own addresses ("Get user", `/me`), with a token exchanged from their own sign-in. */
import type { Caller, Profile, Profiles } from '../sync/ports/people.ts';
import type { Clock } from '../sync/ports/process.ts';
import { ownerKey } from './cache.ts';
import { PROFILE_SCOPES } from '../core/scopes.ts';
import type { EntraTokens } from './tokens.ts';

const KEPT_MS = 5 * 60_000;
const KEPT = 5_000;

/**
 * @param fetchMe reads `/me` with the token it is given; it calls for the token, again with `fresh` after a 401
 */
export const createProfiles = (
  tokens: Pick<EntraTokens, 'onBehalfOf'>,
  fetchMe: (token: (fresh?: { claims?: string }) => Promise<string>) => Promise<Profile>,
  clock: Pick<Clock, 'now'>,
): Profiles => {
  const kept = new Map<string, { until: number; profile: Profile }>();
  return {
    async me(caller: Caller) {
      const key = ownerKey(caller);
      const known = kept.get(key);
      if (known !== undefined && known.until > clock.now()) return known.profile;
      const profile = await fetchMe((fresh) => tokens.onBehalfOf(caller, PROFILE_SCOPES, fresh));
      kept.delete(key);
      kept.set(key, { until: clock.now() + KEPT_MS, profile });
      const oldest = kept.keys().next();
      if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value);
      return profile;
    },
  };
};
