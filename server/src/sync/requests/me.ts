import { isFault } from '../../core/fault.ts';
import { effective } from '../../core/settings.ts';
import { invitationsFor } from './openInvitation.ts';
import { isLive } from '../policy.ts';
import type { Caller, Profile } from '../ports/people.ts';
import type { Company, Connection, Invitation } from '../documents.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { PROFILE_SCOPES, READ_SCOPES, scopesFor } from '../../core/scopes.ts';

export interface MyView {
  profile: Profile | null;
  access: {
    state: 'ok' | 'consent-required' | 'sign-in-required' | 'unavailable';
    scopes: string[];
    claims: string | null;
  };
  company: Company | null;
  companies: Company[];
  invitations: { invitation: Invitation; company: Company }[];
  connections: Connection[];
}

type MeDeps = Pick<RequestDeps, 'store' | 'clock' | 'profiles'>;

const readProfile = async (
  deps: MeDeps,
  caller: Caller,
  scopes: string[],
): Promise<{ profile: Profile | null; access: MyView['access'] }> => {
  const access = (state: MyView['access']['state'], claims: string | null = null) => ({
    state,
    scopes,
    claims,
  });
  try {
    return { profile: await deps.profiles.me(caller), access: access('ok') };
  } catch (error) {
    if (isFault(error, 'consent-required'))
      return { profile: null, access: access('consent-required', error.claims) };
    if (isFault(error, 'sign-in-required'))
      return { profile: null, access: access('sign-in-required', error.claims) };
    if (isFault(error)) return { profile: null, access: access('unavailable') };
    throw error;
  }
};

/**
 * What a window of Microsoft is to ask for: what the person's connections need; before there are any, as little as will
 * do. Rights to write come along only where the tenant's company writes to Outlook by its own setting, so that they need
 * no second window; else when somebody chooses so (design §7).
 */
const wantedScopes = (companies: readonly Company[], connections: readonly Connection[]): string[] => {
  const live = connections.filter(isLive).flatMap(({ companyId, settings, calendars }) => {
    const company = companies.find(({ id }) => id === companyId);
    return company ? scopesFor(effective(company, settings).settings.direction, calendars) : [];
  });
  const directions = new Set(companies.map((company) => effective(company, {}).settings.direction));
  const [direction = 'office-to-timify'] = directions.size === 1 ? directions : [];
  const needed = live.length > 0 ? live : scopesFor(direction, []);
  return [...new Set([...PROFILE_SCOPES, ...READ_SCOPES, ...needed])];
};

/** Who is here. Works before any consent too: then without address and invitations, and it says what is missing. */
export const viewMe = async (deps: MeDeps, caller: Caller): Promise<MyView> => {
  const [companies, connections] = await Promise.all([
    deps.store.companies.ofTenant(caller.tenantId),
    deps.store.connections.ofUser(caller.tenantId, caller.oid),
  ]);
  const { profile, access } = await readProfile(deps, caller, wantedScopes(companies, connections));
  const invitations = profile ? await invitationsFor(deps, caller.tenantId, profile) : [];
  const mine = connections[0]?.companyId ?? invitations[0]?.company.id;
  const company = companies.length === 1 ? companies[0] : companies.find(({ id }) => id === mine);
  return { profile, access, company: company ?? null, companies, invitations, connections };
};
