/** An invitation in the hands of somebody. Reading it changes nothing, so a mail scanner's GET is harmless. */
import { isExpired, isOpen } from '../invitation.ts';
import type { Caller, Profile } from '../ports/people.ts';
import type { Company, Invitation } from '../documents.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { secretHash } from '../secrets.ts';

type OpenDeps = Pick<RequestDeps, 'store' | 'clock' | 'profiles'>;

export interface Opened {
  invitation: Invitation;
  company: Company;
  match: 'equal' | 'different';
}

/** Lower case, without doubles. A claim of the token is never used: it may be a text that the person chose. */
export const addressesOf = (profile: Profile): string[] => [
  ...new Set(
    [profile.mail, profile.userPrincipalName]
      .filter((address) => address !== null && address !== '')
      .map((address) => address?.toLowerCase() ?? ''),
  ),
];

const matches = (invitation: Invitation, profile: Profile): boolean =>
  addressesOf(profile).includes(invitation.email.toLowerCase());

const requireOpen = (invitation: Invitation, now: number): void => {
  if (isOpen(invitation) && !isExpired(invitation, now)) return;
  throw new Refusal('invitation_expired', 'This invitation is no longer valid.', {
    expiresAt: new Date(invitation.expiresAt).toISOString(),
    used: invitation.state === 'used',
    reason: isOpen(invitation) ? 'expired' : invitation.state,
  });
};

/**
 * The link of a mail stays good when a newer one was made for the same resource and address: it leads to the newest
 * one, whatever became of that. It stays `replaced` where the newer one went to another address.
 */
const newestOf = async ({ store }: OpenDeps, found: Invitation): Promise<Invitation> => {
  if (found.state !== 'replaced') return found;
  const same = (one: Invitation): boolean =>
    one.resourceId === found.resourceId && one.email === found.email && one.tenantId === found.tenantId;
  const all = (await store.invitations.ofCompany(found.companyId)).filter(same);
  return all.find(isOpen) ?? all.find(({ state }) => state !== 'replaced') ?? found;
};

/**
 * `key`: the link's token, or an invitation's id. An id is no secret, so it counts only for the invited address
 * itself. Another tenant's invitation is not there.
 */
export const openInvitation = async (deps: OpenDeps, caller: Caller, key: string): Promise<Opened> => {
  const byToken = await deps.store.invitations.byTokenHash(secretHash(key));
  const found = byToken ?? (await deps.store.invitations.get(key));
  if (found?.tenantId !== caller.tenantId) throw notFound();
  const invitation = await newestOf(deps, found);
  const company = await deps.store.companies.get(invitation.companyId);
  if (company?.tenantId !== caller.tenantId) throw notFound();
  if (byToken) requireOpen(invitation, deps.clock.now());
  const match = matches(invitation, await deps.profiles.me(caller)) ? 'equal' : 'different';
  if (!byToken && match === 'different') throw notFound();
  requireOpen(invitation, deps.clock.now());
  return { invitation, company, match };
};

/** Open invitations for the person's own addresses, for a pane that was opened without a link. */
export const invitationsFor = async (
  deps: OpenDeps,
  tenantId: string,
  profile: Profile,
): Promise<{ invitation: Invitation; company: Company }[]> => {
  const found = await deps.store.invitations.openFor(tenantId, addressesOf(profile));
  const now = deps.clock.now();
  const valid = found.filter((invitation) => isOpen(invitation) && !isExpired(invitation, now));
  const withCompany = await Promise.all(
    valid.map(async (invitation) => ({
      invitation,
      company: await deps.store.companies.get(invitation.companyId),
    })),
  );
  return withCompany.flatMap(({ invitation, company }) =>
    company?.tenantId === tenantId ? [{ invitation, company }] : [],
  );
};
