import type { PublicConfig } from '../../../shared/me.ts';
import type { Client } from '../api/client.ts';
import { requestCode } from '../host/codePopup.ts';
import type { Host } from '../host/host.ts';

interface Parts {
  readonly host: Host;
  readonly client: Client;
  readonly config: PublicConfig;
}

export interface Wanted {
  readonly scopes: readonly string[];
  readonly claims?: string | undefined;
}

/**
 * What a window asks for when nobody has said what is needed: who they are and reading. Rights to write come with the
 * server's word, or with a direction that needs them (design §7).
 */
export const firstScopes = ({ graphScopes }: PublicConfig): string[] => [
  ...new Set([...graphScopes.profile, ...graphScopes.read]),
];

/**
 * Before anybody has signed in the server can't say what the company needs. Who comes with an invitation is most likely
 * to keep both calendars in step, the default; its rights come at once and not in a second window a minute later.
 */
export const scopesOfInvited = (config: PublicConfig): string[] => [
  ...new Set([...firstScopes(config), ...config.graphScopes.write]),
];

/** The server names rights shortly (`Calendars.Read`); Microsoft's window wants them with their resource. */
export function fullScopes({ graphScopes }: PublicConfig, scopes: readonly string[]): string[] {
  const known = Object.values(graphScopes).flat();
  const resource = known.find((scope) => scope.includes('://'))?.replace(/[^/]*$/, '') ?? '';
  return scopes.map((scope) => (scope.includes('://') ? scope : `${resource}${scope}`));
}

/** Lets Microsoft ask the person for rights, and hands the server what it needs to act on them. Only from a click. */
export async function grantAccess(
  { host, client, config }: Parts,
  { scopes, claims }: Wanted,
): Promise<void> {
  const full = fullScopes(config, scopes);
  if (config.background === 'obo') {
    await host.requestConsent(full, claims);
    return;
  }
  const { clientId, authorityHost } = config;
  const answer = await requestCode({
    clientId,
    authorityHost,
    scopes: full,
    claims,
    loginHint: host.accountHint,
  });
  await client.call('signIn', { body: { ...answer, scopes: full } });
}

/** For a connection that waits for its owner: first without a window, since a fresh token is often all it takes. */
export async function renewAccess(parts: Parts, wanted: Wanted): Promise<void> {
  await grantAccess(parts, wanted);
  if (parts.config.background === 'obo') await parts.client.call('signIn', { body: {} });
}
