import type { Request, Response } from 'express';
import type { Tenant } from '../world.ts';
import { tokenAnswer } from './answers.ts';
import type { ClientProof, Form } from './clientProof.ts';
import { proveClient } from './clientProof.ts';
import { SANDBOX_CLIENT_ID } from './constants.ts';
import { EntraRefusal, entraError, refusals } from './errors.ts';
import { appTokenFor, issuerOf } from './issue.ts';
import type { EntraParts } from './parts.ts';
import { tenantNamed } from './parts.ts';
import { audienceOf, parseScopes } from './scopes.ts';
import { generationOf, text } from './verify.ts';

interface TokenRequest {
  form: Form;
  tenant: Tenant | undefined;
  client: ClientProof;
  /** The request came from a browser page. */
  spa: boolean;
}

type Flow = (parts: EntraParts, request: TokenRequest) => Record<string, unknown>;

function needsConfidential(request: TokenRequest): void {
  if (!request.client.confidential) throw refusals.noClientProof();
}

const withCode: Flow = (parts, request) => {
  const { form, client, spa } = request;
  if (!spa && !client.confidential && form['code_verifier'] === undefined) throw refusals.noClientProof();
  const code = parts.grants.redeemCode(form['code'] ?? '', form['redirect_uri'] ?? '', form['code_verifier']);
  const user = parts.world.directory.find(code.oid);
  if (!user) throw refusals.malformedGrant();
  const scopeText = form['scope'] ?? code.scope;
  const asked = parseScopes(scopeText, parts.world.origins.graph);
  return tokenAnswer(parts, {
    user,
    request: asked,
    scopeText,
    spa,
    confidential: client.confidential,
    nonce: code.nonce,
    claims: form['claims'],
  });
};

/** The answered refresh token is a new one; the old stays valid. Facts: graph §5.2. */
const withRefreshToken: Flow = (parts, request) => {
  const { form, client, spa } = request;
  const grant = parts.grants.redeemRefresh(form['refresh_token'] ?? '');
  if (!grant.spa) needsConfidential(request);
  const scopeText = form['scope'] ?? grant.scope;
  const asked = parseScopes(scopeText, parts.world.origins.graph);
  const order = {
    user: grant.user,
    request: asked,
    scopeText,
    confidential: client.confidential,
    claims: form['claims'],
  };
  return tokenAnswer(parts, { ...order, spa: grant.spa || spa });
};

/** Facts: graph §5.2: a token for our API, of a person, still valid. */
const onBehalfOf: Flow = (parts, request) => {
  const { form } = request;
  needsConfidential(request);
  if (form['requested_token_use'] !== 'on_behalf_of') throw refusals.malformedGrant();
  const claims = parts.signer.read(form['assertion'] ?? '');
  if (!claims) throw refusals.assertionInvalid('The key was not found or the signature is wrong');
  if (claims['aud'] !== SANDBOX_CLIENT_ID)
    throw refusals.assertionInvalid('The audience is another application');
  if (Number(claims['exp']) * 1000 <= Date.now()) throw refusals.assertionExpired();
  const user = parts.world.directory.find(text(claims, 'oid'));
  if (!user || claims['scp'] === undefined)
    throw refusals.assertionInvalid('An app-only token cannot be exchanged');
  if (claims['iss'] !== issuerOf(parts.world, user.tenantId)) throw refusals.assertionInvalid('Issuer');
  if (request.tenant && request.tenant.id !== user.tenantId)
    throw refusals.assertionInvalid('Another tenant');
  if (generationOf(claims).refresh < parts.accounts.of(user.oid).refresh) throw refusals.revoked();
  const scopeText = form['scope'] ?? '';
  const asked = parseScopes(scopeText, parts.world.origins.graph);
  return tokenAnswer(parts, {
    user,
    request: asked,
    scopeText,
    spa: false,
    confidential: true,
    claims: form['claims'],
  });
};

const clientCredentials: Flow = (parts, request) => {
  needsConfidential(request);
  const asked = parseScopes(request.form['scope'] ?? '', parts.world.origins.graph);
  if (!asked.isDefault) throw refusals.invalidScope("The scope must end with '/.default'.");
  if (!request.tenant) {
    const text = "Usage of the /common or /organizations endpoint isn't supported for client credentials.";
    throw new EntraRefusal({ error: 'invalid_request', code: 9001023, text });
  }
  const { token, expiresIn } = appTokenFor(parts, request.tenant.id, audienceOf(asked));
  return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token };
};

const FLOWS: Record<string, Flow> = {
  authorization_code: withCode,
  refresh_token: withRefreshToken,
  client_credentials: clientCredentials,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': onBehalfOf,
};

function readForm(body: unknown): Form {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function run(parts: EntraParts, req: Request): Record<string, unknown> {
  const form = readForm(req.body);
  const name = String(req.params['tenant']);
  const tenant = tenantNamed(parts, name);
  const { entra } = parts.world.origins;
  const tokenEndpoints = [name, tenant?.id ?? name].flatMap((id) => [
    `${entra}/${id}/oauth2/v2.0/token`,
    `${entra}/${id}/v2.0`,
  ]);
  const proof = { authorization: req.headers.authorization, tokenEndpoints, tenant: name };
  const client = proveClient(form, proof, parts.clientPair);
  const flow = FLOWS[form['grant_type'] ?? ''];
  if (!flow) {
    const text = `The provided value for the input parameter 'grant_type' is not valid.`;
    throw new EntraRefusal({ error: 'unsupported_grant_type', code: 70003, text });
  }
  return flow(parts, { form, tenant, client, spa: req.headers.origin !== undefined });
}

/** `POST /{tenant}/oauth2/v2.0/token`. Pages of any origin may call it, as single page apps do. */
export function tokenEndpoint(parts: EntraParts) {
  return (req: Request, res: Response): void => {
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    try {
      res.json(run(parts, req));
    } catch (error) {
      if (!(error instanceof EntraRefusal)) throw error;
      res.status(error.status).json(entraError(error.facts));
    }
  };
}
