import { createHash, randomBytes } from 'node:crypto';
import type { Sealer } from '../sealed.ts';
import type { DirectoryUser, World } from '../world.ts';
import type { Accounts } from './accounts.ts';
import { CODE_SECONDS, REFRESH_SECONDS, SPA_REFRESH_SECONDS } from './constants.ts';
import { EntraRefusal, refusals } from './errors.ts';

export interface CodeGrant {
  oid: string;
  clientId: string;
  redirectUri: string;
  scope: string;
  nonce?: string;
  challenge?: string;
}

interface IssuedCode extends CodeGrant {
  expires: number;
  redeemed: boolean;
}

interface RefreshGrant {
  kind: 'refresh';
  oid: string;
  clientId: string;
  scope: string;
  spa: boolean;
  issued: number;
  generation: number;
}

const REFRESH_PREFIX = '0.AX';

function badCode(code: number, why: string): EntraRefusal {
  return new EntraRefusal({ error: 'invalid_grant', code, text: why });
}

function checkVerifier(challenge: string | undefined, verifier: string | undefined): void {
  if (challenge === undefined) return;
  const proof = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
  if (proof === challenge) return;
  const text = 'The Code_Verifier does not match the code_challenge supplied in the authorization request.';
  throw badCode(501481, text);
}

export interface GrantParts {
  world: World;
  accounts: Accounts;
  sealer: Sealer;
}

/** Codes, which live in memory for ten minutes, and refresh tokens, which carry all they say in themselves. */
export class Grants {
  readonly #parts: GrantParts;
  readonly #codes = new Map<string, IssuedCode>();

  constructor(parts: GrantParts) {
    this.#parts = parts;
  }

  issueCode(grant: CodeGrant): string {
    const code = `0.A${randomBytes(48).toString('base64url')}`;
    this.#codes.set(code, { ...grant, expires: Date.now() + CODE_SECONDS * 1000, redeemed: false });
    return code;
  }

  /** Facts: graph §5.6 (54005: a code works once). */
  redeemCode(code: string, redirectUri: string, verifier: string | undefined): CodeGrant {
    const issued = this.#codes.get(code);
    if (!issued) throw refusals.malformedGrant();
    if (issued.redeemed) throw badCode(54005, 'OAuth2 Authorization code was already redeemed.');
    if (issued.expires < Date.now()) throw badCode(70008, 'The provided authorization code has expired.');
    if (issued.redirectUri !== redirectUri) throw badCode(50011, 'The redirect URI does not match.');
    checkVerifier(issued.challenge, verifier);
    issued.redeemed = true;
    return issued;
  }

  issueRefresh(user: DirectoryUser, clientId: string, scope: string, spa: boolean): string {
    const { refresh: generation } = this.#parts.accounts.of(user.oid);
    const issued = Date.now();
    const grant: RefreshGrant = { kind: 'refresh', oid: user.oid, clientId, scope, spa, issued, generation };
    return `${REFRESH_PREFIX}${this.#parts.sealer.seal(grant)}`;
  }

  redeemRefresh(token: string): { user: DirectoryUser; scope: string; spa: boolean } {
    const grant = this.#openRefresh(token);
    const user = this.#parts.world.directory.find(grant.oid);
    if (!user) throw refusals.malformedGrant();
    if (!user.enabled) throw refusals.disabled();
    const account = this.#parts.accounts.of(user.oid);
    if (grant.generation < account.refresh) {
      throw account.refreshReason === 'revoked' ? refusals.revoked() : refusals.refreshExpired();
    }
    const age = (Date.now() - grant.issued) / 1000;
    if (grant.spa && age > SPA_REFRESH_SECONDS) throw refusals.spaRefreshExpired();
    if (age > REFRESH_SECONDS) throw refusals.refreshExpired();
    return { user, scope: grant.scope, spa: grant.spa };
  }

  #openRefresh(token: string): RefreshGrant {
    if (!token.startsWith(REFRESH_PREFIX)) throw refusals.malformedGrant();
    const opened = this.#parts.sealer.open(token.slice(REFRESH_PREFIX.length)) as RefreshGrant | undefined;
    if (opened?.kind !== 'refresh') throw refusals.malformedGrant();
    return opened;
  }
}
