import {
  X509Certificate,
  createHash,
  createPublicKey,
  timingSafeEqual,
  verify,
  constants,
} from 'node:crypto';
import type { KeyPair } from '../shell/certificates.ts';
import { SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from './constants.ts';
import { EntraRefusal, refusals } from './errors.ts';
import type { Claims } from './tokens.ts';
import { decodePart } from './tokens.ts';

export type Form = Record<string, string>;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function same(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function badAssertion(why: string): EntraRefusal {
  return new EntraRefusal({
    error: 'invalid_client',
    code: 700027,
    text: `The certificate with identifier used to sign the client assertion is not registered on application. [${why}]`,
  });
}

function thumbprintsMatch(header: Claims, certificate: X509Certificate): boolean {
  const of = (algorithm: string): string => createHash(algorithm).update(certificate.raw).digest('base64url');
  if (header['x5t#S256'] !== undefined) return header['x5t#S256'] === of('sha256');
  return header['x5t'] === of('sha1');
}

function signatureHolds(assertion: string, header: Claims, certificate: X509Certificate): boolean {
  const cut = assertion.lastIndexOf('.');
  const signature = Buffer.from(assertion.slice(cut + 1), 'base64url');
  const key = createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' }));
  const padding =
    header['alg'] === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING };
  return verify('sha256', Buffer.from(assertion.slice(0, cut)), { key, ...padding }, signature);
}

/** Facts: graph §5.1. Header RS256 or PS256 with a thumbprint, `aud` the token endpoint, `iss` = `sub` = client id. */
export function checkAssertion(assertion: string, audience: string, pair: KeyPair): void {
  const [head, body] = assertion.split('.');
  const header = decodePart(head);
  const claims = decodePart(body);
  if (!header || !claims) throw badAssertion('malformed');
  const certificate = new X509Certificate(pair.cert);
  if (!thumbprintsMatch(header, certificate)) throw badAssertion('thumbprint');
  if (!signatureHolds(assertion, header, certificate)) throw badAssertion('signature');
  if (claims['iss'] !== SANDBOX_CLIENT_ID || claims['sub'] !== SANDBOX_CLIENT_ID)
    throw badAssertion('issuer');
  if (claims['aud'] !== audience) throw badAssertion('audience');
  if (Number(claims['exp']) * 1000 < Date.now()) throw badAssertion('expired');
}

function fromBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  if (authorization?.startsWith('Basic ') !== true) return undefined;
  const [id = '', secret = ''] = Buffer.from(authorization.slice(6), 'base64').toString('utf8').split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
}

export interface ClientProof {
  clientId: string;
  /** A secret or assertion was given and holds. */
  confidential: boolean;
}

/** Who asks at the token endpoint. Facts: graph §5.1. */
export function proveClient(
  form: Form,
  request: { authorization: string | undefined; tokenEndpoints: string[]; tenant: string },
  pair: KeyPair,
): ClientProof {
  const basic = fromBasic(request.authorization);
  const clientId = form['client_id'] ?? basic?.id ?? '';
  if (clientId !== SANDBOX_CLIENT_ID) throw refusals.unknownClient(clientId, request.tenant);
  const secret = form['client_secret'] ?? basic?.secret;
  if (secret !== undefined) {
    if (!same(secret, SANDBOX_CLIENT_SECRET)) throw refusals.badSecret();
    return { clientId, confidential: true };
  }
  const assertion = form['client_assertion'];
  if (assertion === undefined) return { clientId, confidential: false };
  if (form['client_assertion_type'] !== ASSERTION_TYPE) throw badAssertion('type');
  const claimed = decodePart(assertion.split('.')[1])?.['aud'];
  const audience =
    request.tokenEndpoints.find((endpoint) => endpoint === claimed) ?? request.tokenEndpoints[0] ?? '';
  checkAssertion(assertion, audience, pair);
  return { clientId, confidential: true };
}
