/** msal-node for one operation on one user's cache. */
import { ConfidentialClientApplication } from '@azure/msal-node';
import type { AuthenticationResult, Configuration } from '@azure/msal-node';
import { Fault } from '../core/fault.ts';
import type { Clock, Vault } from '../sync/ports/process.ts';
import type { Store } from '../sync/ports/store.ts';
import { ownerKey, UserCache } from './cache.ts';
import type { Owner } from './cache.ts';
import { entraFault } from './errors.ts';
import { createDiscoveryMemo, EntraNetwork } from './network.ts';

export interface SessionConfig {
  clientId: string;
  credential: { secret: string } | { thumbprintSha256: string; privateKey: string; x5c?: string };
  /** https only: MSAL refuses anything else. */
  authorityHost: string;
  /** Per request to Entra; 15 s. */
  timeoutMs?: number;
  fetchImpl?: typeof fetch;
}

export interface Session {
  app: ConfidentialClientApplication;
  cache: UserCache;
  network: EntraNetwork;
}

export type OpenSession = (owner: Owner) => Session;

const TIMEOUT_MS = 15_000;

const authOf = (config: SessionConfig, host: string, tenantId: string): Configuration['auth'] => ({
  clientId: config.clientId,
  ...('secret' in config.credential
    ? { clientSecret: config.credential.secret }
    : { clientCertificate: config.credential }),
  authority: `${host}/${tenantId}`,
  // Suppresses the look-up of the authority at Microsoft's worldwide host.
  knownAuthorities: [new URL(host).host],
  // We act on claims challenges, so tokens may live long ("Continuous access evaluation").
  clientCapabilities: ['cp1'],
});

/** One application per operation: a cache shared by all users grows slow ("Token caching in MSAL Node"). */
export const createSessions = (
  config: SessionConfig,
  store: Store['tokens'],
  vault: Vault,
  clock: Pick<Clock, 'now'>,
): OpenSession => {
  const host = config.authorityHost.replace(/\/+$/, '');
  const discovery = createDiscoveryMemo(() => clock.now());
  return (owner) => {
    const network = new EntraNetwork(discovery, config.fetchImpl ?? fetch, config.timeoutMs ?? TIMEOUT_MS);
    const cache = new UserCache(store, vault, owner);
    const app = new ConfidentialClientApplication({
      auth: authOf(config, host, owner.tenantId),
      cache: { cachePlugin: cache },
      system: { networkClient: network, disableInternalRetries: true },
    });
    return { app, cache, network };
  };
};

/** Runs one token request. Rejects with a `Fault`, also when Entra answers with another account's tokens. */
export const ask = async (
  session: Session,
  owner: Owner,
  request: () => Promise<AuthenticationResult | null>,
): Promise<AuthenticationResult> => {
  let result: AuthenticationResult | null;
  try {
    result = await request();
  } catch (error) {
    throw entraFault(error, session.network.retryAfter);
  }
  if (result === null) throw new Fault({ kind: 'unavailable', service: 'entra', code: 'no-result' });
  const account = result.account?.homeAccountId;
  if (account !== undefined && account !== ownerKey(owner)) {
    throw new Fault({ kind: 'sign-in-required', service: 'entra', code: 'other-account' });
  }
  return result;
};
