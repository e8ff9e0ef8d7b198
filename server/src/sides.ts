import { createProfiles } from './entra/profiles.ts';
import { createTokens, type EntraTokens, type TokensConfig } from './entra/tokens.ts';
import { createOffice } from './office/side.ts';
import type { Clock, Log, Vault } from './sync/ports/process.ts';
import type { Profiles } from './sync/ports/people.ts';
import type { Sides } from './sync/ports/sides.ts';
import type { Store } from './sync/ports/store.ts';
import { createTimify } from './timify/createTimify.ts';
import type { Config } from './config.ts';

export interface Services {
  sides: Sides;
  tokens: EntraTokens;
  profiles: Profiles;
}

/** Both services behind their ports. Which world they belong to is a matter of addresses alone. */
export const createServices = (
  config: Config,
  credential: TokensConfig['credential'],
  deps: { store: Pick<Store, 'tokens'>; vault: Vault; clock: Clock; log: Log },
): Services => {
  const { clientId, authorityHost, background } = config.entra;
  const tokens = createTokens(
    { clientId, credential, authorityHost, graphBaseUrl: config.graphBaseUrl, background },
    deps.store.tokens,
    deps.vault,
    deps.clock,
  );
  const office = createOffice({ baseUrl: config.graphBaseUrl }, tokens);
  const timify = createTimify(config.timify, deps.clock, deps.log);
  return {
    tokens,
    profiles: createProfiles(tokens, (token) => office.profile(token), deps.clock),
    sides: {
      office: (owner, scopes) => office.side(owner, scopes),
      timify: (credentials, blocker) => timify.company(credentials, blocker),
    },
  };
};
