import { LINDNER } from '../cast.ts';
import type { DirectoryUser, World } from '../world.ts';
import { API_SCOPE, GRAPH_SCOPES, OUR_GRAPH_SCOPES } from './constants.ts';
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

export interface MissingScope {
  audience: Audience;
  name: string;
}

const FRESH: AccountState = {
  consented: [],
  access: 0,
  refresh: 0,
  reason: 'expired',
  refreshReason: 'revoked',
  interaction: 0,
};

const emptyState = (): AccountsState => ({ accounts: {}, adminConsented: {}, installed: [LINDNER.id] });

function joined(before: readonly string[] | undefined, more: readonly string[]): string[] {
  return [...new Set([...(before ?? []), ...more])];
}

function without(before: readonly string[] | undefined, gone: readonly string[]): string[] {
  return (before ?? []).filter((scope) => !gone.includes(scope));
}

/** What Entra remembers of people and tenants: consent, revocation, pending interaction. */
export class Accounts {
  #state = emptyState();
  readonly #changed: World['changed'];

  constructor(changed: World['changed']) {
    this.#changed = changed;
  }

  of(oid: string): Readonly<AccountState> {
    return this.#state.accounts[oid] ?? FRESH;
  }

  /** Agrees to Graph scopes on behalf of the person. The tenant knows our app from then on. */
  consent(user: DirectoryUser, scopes: readonly string[]): void {
    this.#install(user.tenantId);
    this.#update(user.oid, { consented: joined(this.of(user.oid).consented, scopes) });
  }

  consentForTenant(tenantId: string, scopes: readonly string[]): void {
    this.#install(tenantId);
    const { adminConsented } = this.#state;
    adminConsented[tenantId] = joined(adminConsented[tenantId], scopes);
    this.#changed();
  }

  /** Takes consent back, all of it where no scopes are named. Tokens that rest on it end. */
  withdraw(user: DirectoryUser, scopes: readonly string[] = GRAPH_SCOPES): void {
    const { adminConsented } = this.#state;
    adminConsented[user.tenantId] = without(adminConsented[user.tenantId], scopes);
    this.#update(user.oid, { consented: without(this.of(user.oid).consented, scopes) });
    this.endAccess(user.oid, 'revoked');
  }

  /** Graph scopes that hold for the person, in the order of the registration. */
  granted(user: DirectoryUser): string[] {
    const all = joined(this.of(user.oid).consented, this.#state.adminConsented[user.tenantId] ?? []);
    return GRAPH_SCOPES.filter((scope) => all.includes(scope));
  }

  /** What of a request lacks consent. */
  missing(user: DirectoryUser, request: ScopeRequest): MissingScope[] {
    const has = this.granted(user);
    const byDefault = has.length === 0 && request.graph.length > 0 ? OUR_GRAPH_SCOPES : [];
    const wanted: readonly string[] = request.isDefault ? byDefault : request.graph;
    const graph = without(wanted, has).map((name): MissingScope => ({ audience: 'graph', name }));
    const isKnown = this.#state.installed.includes(user.tenantId);
    return isKnown ? graph : [...graph, { audience: 'api', name: API_SCOPE }];
  }

  endAccess(oid: string, reason: EndReason): void {
    this.#update(oid, { access: this.of(oid).access + 1, reason });
  }

  endRefresh(oid: string, refreshReason: AccountState['refreshReason']): void {
    this.#update(oid, { refresh: this.of(oid).refresh + 1, refreshReason });
  }

  requireInteraction(oid: string, code: number): void {
    this.#update(oid, { interaction: code });
  }

  signedIn(oid: string): void {
    this.#update(oid, { interaction: 0 });
  }

  snapshot(): AccountsState {
    return this.#state;
  }

  restore(saved: AccountsState): void {
    this.#state = saved;
  }

  reset(): void {
    this.#state = emptyState();
  }

  #install(tenantId: string): void {
    this.#state.installed = joined(this.#state.installed, [tenantId]);
  }

  #update(oid: string, change: Partial<AccountState>): void {
    this.#state.accounts[oid] = { ...this.of(oid), ...change };
    this.#changed();
  }
}
