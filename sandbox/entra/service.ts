import { createSealer } from '../sealed.ts';
import type { KeyPair } from '../shell/certificates.ts';
import type { DirectoryUser, SandboxService, World } from '../world.ts';
import { Accounts } from './accounts.ts';
import type { AccountsState } from './accounts.ts';
import { Grants } from './grants.ts';
import { accessTokenFor } from './issue.ts';
import type { AccessTokenOrder } from './issue.ts';
import type { NaaAsk, NaaGrant, NaaRefusal } from './naa.ts';
import { nestedToken } from './naa.ts';
import type { EntraParts } from './parts.ts';
import { entraRouter } from './routes.ts';
import { createSigner } from './tokens.ts';
import { graphVerifier } from './verify.ts';

export interface EntraService extends SandboxService<AccountsState> {
  accounts: Accounts;
  verifyGraphToken: World['verifyGraphToken'];
  /** A token without a sign-in, for tests and scripts. */
  tokenFor(order: AccessTokenOrder): string;
  nestedToken(ask: NaaAsk): NaaGrant | NaaRefusal;
  /** Makes the person's access tokens count as expired; `refresh` ends the refresh tokens as well. */
  end(
    user: DirectoryUser,
    what: { access?: 'expired' | 'revoked' | 'challenged'; refresh?: 'expired' | 'revoked' },
  ): void;
}

export interface EntraKeys {
  signing: KeyPair;
  client: KeyPair;
}

export function createEntra(world: World, keys: EntraKeys): EntraService {
  const accounts = new Accounts(() => world.changed());
  const signer = createSigner(keys.signing);
  const sealer = createSealer(keys.signing.key);
  const grants = new Grants({ world, accounts, sealer });
  const parts: EntraParts = { world, accounts, signer, sealer, grants, clientPair: keys.client };

  return {
    router: entraRouter(parts),
    accounts,
    verifyGraphToken: graphVerifier({ accounts, signer, sealer }),
    tokenFor: (order) => accessTokenFor(parts, order).token,
    nestedToken: (ask) => nestedToken(parts, ask),
    end: (user, what) => {
      if (what.access) accounts.endAccess(user.oid, what.access);
      if (what.refresh) accounts.endRefresh(user.oid, what.refresh);
    },
    snapshot: () => accounts.snapshot(),
    restore: (state) => accounts.restore(state),
    reset: () => accounts.reset(),
    idle: () => Promise.resolve(),
  };
}
