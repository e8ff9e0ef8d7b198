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

export interface Grants {
  issueCode(grant: CodeGrant): string;
  /** Facts: graph §5.6 (54005: a code works once). */
  redeemCode(code: string, redirectUri: string, verifier: string | undefined): CodeGrant;
  issueRefresh(user: DirectoryUser, clientId: string, scope: string, spa: boolean): string;
  redeemRefresh(token: string): { user: DirectoryUser; scope: string; spa: boolean };
}

function badCode(code: number, why: string): EntraRefusal {
  return new EntraRefusal({ error: 'invalid_grant', code, text: why });
}

function checkVerifier(challenge: string | undefined, verifier: string | undefined): void {
  if (challenge === undefined) return;
  const proof = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
  if (proof !== challenge) {
    throw badCode(
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    );
  }
}

export function createGrants(parts: { world: World; accounts: Accounts; sealer: Sealer }): Grants {
  const { world, accounts, sealer } = parts;
  const codes = new Map<string, IssuedCode>();

  const live = (oid: string): DirectoryUser => {
    const user = world.directory.find(oid);
    if (!user) throw refusals.malformedGrant();
    if (!user.enabled) throw refusals.disabled();
    return user;
  };
  return {
    issueCode: (grant) => {
      const code = `0.A${randomBytes(48).toString('base64url')}`;
      codes.set(code, { ...grant, expires: Date.now() + CODE_SECONDS * 1000, redeemed: false });
      return code;
    },
    redeemCode: (code, redirectUri, verifier) => {
      const issued = codes.get(code);
      if (!issued) throw refusals.malformedGrant();
      if (issued.redeemed)
        throw badCode(
          54005,
          'OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
        );
      if (issued.expires < Date.now())
        throw badCode(
          70008,
          'The provided authorization code or refresh token has expired due to inactivity.',
        );
      if (issued.redirectUri !== redirectUri)
        throw badCode(50011, 'The redirect URI specified in the request does not match.');
      checkVerifier(issued.challenge, verifier);
      issued.redeemed = true;
      return issued;
    },
    issueRefresh: (user, clientId, scope, spa) => {
      const { refresh: generation } = accounts.of(user.oid);
      const grant: RefreshGrant = {
        kind: 'refresh',
        oid: user.oid,
        clientId,
        scope,
        spa,
        issued: Date.now(),
        generation,
      };
      return `0.AX${sealer.seal(grant)}`;
    },
    redeemRefresh: (token) => {
      const opened = token.startsWith('0.AX')
        ? (sealer.open(token.slice(4)) as RefreshGrant | undefined)
        : undefined;
      if (opened?.kind !== 'refresh') throw refusals.malformedGrant();
      const user = live(opened.oid);
      const account = accounts.of(user.oid);
      if (opened.generation < account.refresh) {
        throw account.refreshReason === 'revoked' ? refusals.revoked() : refusals.refreshExpired();
      }
      const age = (Date.now() - opened.issued) / 1000;
      if (opened.spa && age > SPA_REFRESH_SECONDS) throw refusals.spaRefreshExpired();
      if (age > REFRESH_SECONDS) throw refusals.refreshExpired();
      return { user, scope: opened.scope, spa: opened.spa };
    },
  };
}
