import { X509Certificate, createHash, createPrivateKey, createSign, createVerify } from 'node:crypto';
import type { KeyPair } from '../shell/certificates.ts';

export type Claims = Record<string, unknown>;

export interface Signer {
  /** A compact RS256 JWT with Entra's header. */
  sign(claims: Claims): string;
  /** The claims of a token that this signer made, whatever its times say. */
  read(token: string): Claims | undefined;
  /** Facts: graph §8.2, keys carry `issuer` and no `alg`. */
  jwks(issuer: string): { keys: Record<string, unknown>[] };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string | undefined): Claims | undefined {
  try {
    const value = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

export function createSigner(pair: KeyPair): Signer {
  const certificate = new X509Certificate(pair.cert);
  const privateKey = createPrivateKey(pair.key);
  const thumbprint = createHash('sha1').update(certificate.raw).digest('base64url');
  const header = encode({ typ: 'JWT', alg: 'RS256', kid: thumbprint, x5t: thumbprint });
  const { n, e } = certificate.publicKey.export({ format: 'jwk' });

  return {
    sign: (claims) => {
      const body = `${header}.${encode(claims)}`;
      return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey).toString('base64url')}`;
    },
    read: (token) => {
      const [head, body, signature, ...rest] = token.split('.');
      if (head !== header || body === undefined || signature === undefined || rest.length > 0)
        return undefined;
      const genuine = createVerify('RSA-SHA256')
        .update(`${head}.${body}`)
        .verify(certificate.publicKey, Buffer.from(signature, 'base64url'));
      return genuine ? decode(body) : undefined;
    },
    jwks: (issuer) => ({
      keys: [
        {
          kty: 'RSA',
          use: 'sig',
          kid: thumbprint,
          x5t: thumbprint,
          n,
          e,
          x5c: [certificate.raw.toString('base64')],
          issuer,
        },
      ],
    }),
  };
}

/** A stable pairwise subject: another one for each client. */
export function pairwiseSubject(oid: string, clientId: string): string {
  return createHash('sha256').update(`${oid}|${clientId}`).digest('base64url');
}

/** Facts: graph §8.2. MSAL builds its home account id from it. */
export function clientInfo(user: { oid: string; tenantId: string }): string {
  return encode({ uid: user.oid, utid: user.tenantId });
}

export { decode as decodePart, encode as encodePart };
