import type { DirectoryUser, World } from '../world.ts';
import { API_SCOPE, GRAPH_SCOPES, OUR_GRAPH_SCOPES } from './constants.ts';
import { LINDNER } from '../cast.ts';
import type { Audience, ScopeRequest } from './scopes.ts';

/** Why tokens issued so far are refused at Graph. */
export type EndReason = 'expired' | 'revoked' | 'challenged';

export interface AccountState {
  /** Delegated Graph scopes that the person agreed to. */
  consented: string[];
  /** Tokens of an earlier generation are refused. */
  access: number;
  refresh: number;
  reason: EndReason;
  refreshReason: 'revoked' | 'expired';
  /** AADSTS number that every silent request meets until the person signs in again. 0: none. */
  interaction: number;
}

export interface AccountsState {
  accounts: Record<string, AccountState>;
  /** Per tenant: Graph scopes that an admin agreed to for everybody. */
  adminConsented: Record<string, string[]>;
  /** Tenants that know our app. Only there is `access_as_user` given without consent. */
  installed: string[];
}

const FRESH: AccountState = {
  consented: [],
  access: 0,
  refresh: 0,
  reason: 'expired',
  refreshReason: 'revoked',
  interaction: 0,
};

/** What Entra remembers of people and tenants: consent, revocation, pending interaction. */
export interface Accounts {
  of(oid: string): Readonly<AccountState>;
  /** Agrees to Graph scopes on behalf of the person. The tenant knows our app from then on. */
  consent(user: DirectoryUser, scopes: readonly string[]): void;
  consentForTenant(tenantId: string, scopes: readonly string[]): void;
  /** Takes consent back, all of it where no scopes are named. Tokens that rest on it end. */
  withdraw(user: DirectoryUser, scopes?: readonly string[]): void;
  /** Graph scopes that hold for the person, in the order of the registration. */
  granted(user: DirectoryUser): string[];
  /** What of a request lacks consent. */
  missing(user: DirectoryUser, request: ScopeRequest): { audience: Audience; name: string }[];
  endAccess(oid: string, reason: EndReason): void;
  endRefresh(oid: string, reason: AccountState['refreshReason']): void;
  requireInteraction(oid: string, code: number): void;
  signedIn(oid: string): void;
  snapshot(): AccountsState;
  restore(state: AccountsState): void;
  reset(): void;
}

function emptyState(): AccountsState {
  return { accounts: {}, adminConsented: {}, installed: [LINDNER.id] };
}

export function createAccounts(changed: World['changed']): Accounts {
  let state = emptyState();

  const of = (oid: string): AccountState => state.accounts[oid] ?? { ...FRESH };
  const update = (oid: string, change: Partial<AccountState>): void => {
    state.accounts[oid] = { ...of(oid), ...change };
    changed();
  };
  const install = (tenantId: string): void => {
    if (!state.installed.includes(tenantId)) state.installed.push(tenantId);
  };
  const granted = (user: DirectoryUser): string[] => {
    const all = new Set([...of(user.oid).consented, ...(state.adminConsented[user.tenantId] ?? [])]);
    return GRAPH_SCOPES.filter((scope) => all.has(scope));
  };
  const endAccess = (oid: string, reason: EndReason): void =>
    update(oid, { access: of(oid).access + 1, reason });

  return {
    of,
    granted,
    endAccess,
    consent: (user, scopes) => {
      install(user.tenantId);
      update(user.oid, { consented: [...new Set([...of(user.oid).consented, ...scopes])] });
    },
    consentForTenant: (tenantId, scopes) => {
      install(tenantId);
      state.adminConsented[tenantId] = [...new Set([...(state.adminConsented[tenantId] ?? []), ...scopes])];
      changed();
    },
    withdraw: (user, scopes) => {
      const gone = new Set(scopes ?? GRAPH_SCOPES);
      const forTenant = state.adminConsented[user.tenantId];
      if (forTenant) state.adminConsented[user.tenantId] = forTenant.filter((scope) => !gone.has(scope));
      update(user.oid, { consented: of(user.oid).consented.filter((scope) => !gone.has(scope)) });
      endAccess(user.oid, 'revoked');
    },
    missing: (user, request) => {
      const has = new Set(granted(user));
      const wanted = request.isDefault ? [] : request.graph;
      const graph = wanted
        .filter((scope) => !has.has(scope))
        .map((name) => ({ audience: 'graph' as const, name }));
      const known = state.installed.includes(user.tenantId);
      const nothing = request.isDefault && request.graph.length > 0 && has.size === 0;
      return [
        ...graph,
        ...(nothing ? OUR_GRAPH_SCOPES.map((name) => ({ audience: 'graph' as const, name })) : []),
        ...(known ? [] : [{ audience: 'api' as const, name: API_SCOPE }]),
      ];
    },
    endRefresh: (oid, refreshReason) => update(oid, { refresh: of(oid).refresh + 1, refreshReason }),
    requireInteraction: (oid, interaction) => update(oid, { interaction }),
    signedIn: (oid) => update(oid, { interaction: 0 }),
    snapshot: () => state,
    restore: (saved) => {
      state = saved;
    },
    reset: () => {
      state = emptyState();
    },
  };
}
