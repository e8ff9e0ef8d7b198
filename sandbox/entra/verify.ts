import type { GraphGrant, TokenRefusal, World } from '../world.ts';
import type { Accounts } from './accounts.ts';
import { GRAPH_RESOURCE } from './constants.ts';
import { readGraphToken } from './issue.ts';
import type { IssueParts } from './issue.ts';
import type { Claims } from './tokens.ts';
import { decodePart } from './tokens.ts';

function refuse(message: string, claims?: string): TokenRefusal {
  const refusal: TokenRefusal = { status: 401, code: 'InvalidAuthenticationToken', message };
  return claims === undefined ? refusal : { ...refusal, claims };
}

const EXPIRED = 'Lifetime validation failed, the token is expired.';

/** Facts: graph §8.2, the challenge of continuous access evaluation. */
function challenge(): string {
  const notBefore = String(Math.floor(Date.now() / 1000));
  const claims = { access_token: { nbf: { essential: true, value: notBefore } } };
  return Buffer.from(JSON.stringify(claims)).toString('base64');
}

export function text(claims: Claims, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? value : '';
}

/** Which generation of an account a token belongs to. */
export function generationOf(claims: Claims): { access: number; refresh: number } {
  const scribble = decodePart(text(claims, 'aio'));
  return { access: Number(scribble?.['access'] ?? 0), refresh: Number(scribble?.['refresh'] ?? 0) };
}

/** Tokens that were ended before their time. Only clients that declared `cp1` get a challenge. Facts: graph §5.3. */
function endedEarly(claims: Claims, accounts: Accounts): TokenRefusal | undefined {
  const account = accounts.of(text(claims, 'oid'));
  if (generationOf(claims).access >= account.access) return undefined;
  const knowsChallenges = Array.isArray(claims['xms_cc']) || account.reason === 'challenged';
  if (account.reason === 'expired' || !knowsChallenges) return refuse(EXPIRED);
  return refuse(
    'Continuous access evaluation resulted in challenge with result: InteractionRequired.',
    challenge(),
  );
}

function grantOf(claims: Claims): GraphGrant {
  const grant: GraphGrant = {
    tenantId: text(claims, 'tid'),
    oid: text(claims, 'oid'),
    clientId: text(claims, 'appid'),
    scopes: text(claims, 'scp')
      .split(' ')
      .filter((scope) => scope !== ''),
  };
  const roles = claims['roles'];
  return claims['idtyp'] === 'app' && Array.isArray(roles) ? { ...grant, roles: roles.map(String) } : grant;
}

/** What Graph makes of an `Authorization` header. */
export function graphVerifier(parts: Omit<IssueParts, 'world'>): World['verifyGraphToken'] {
  return (bearer) => {
    const token = (bearer ?? '').replace(/^Bearer\s+/i, '');
    if (token === '') return refuse('Access token is empty.');
    const claims = readGraphToken(parts, token);
    if (!claims) return refuse('IDX14100: JWT is not well formed.');
    if (claims['aud'] !== GRAPH_RESOURCE) return refuse('Access token validation failure. Invalid audience.');
    if (Number(claims['exp']) * 1000 <= Date.now()) return refuse(EXPIRED);
    return endedEarly(claims, parts.accounts) ?? grantOf(claims);
  };
}
