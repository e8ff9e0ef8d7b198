/** Invitations: made, sent, approved and taken back by an admin. The link's token proves nothing alone. */
import { DAY } from '../../core/spans.ts';
import { audit, requireAgreement } from '../companyRow.ts';
import { isLive } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, Invitation } from '../documents.ts';
import type { TimifyResource } from '../ports/sides.ts';
import { Refusal } from '../refusal.ts';
import { isOpen, linkOf, sendInvitation } from '../invitation.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { newId, newSecret, secretHash } from '../secrets.ts';
import { timifyCompanyOf } from '../desk.ts';

const VALID_FOR = 14 * DAY;
const REMINDED_AFTER = 3 * DAY;

type InviteDeps = Pick<RequestDeps, 'store' | 'clock' | 'sides' | 'vault' | 'mail' | 'log' | 'publicUrl'>;

export interface InviteRequest {
  resourceIds: readonly string[];
  send: boolean;
  language: 'de' | 'en' | null;
}

export interface Invited {
  resourceId: string;
  url: string | null;
  expiresAt: number | null;
  sent: boolean;
  refused: 'needs-organisation-mode' | 'not-found' | 'mail-failed' | null;
}

/** A resource with a live connection, or one that waits for approval, is not invited again. */
const refuseTaken = async (
  deps: InviteDeps,
  caller: Caller,
  company: Company,
  resourceIds: readonly string[],
): Promise<void> => {
  const connections = await deps.store.connections.ofCompany(company.id);
  const taken = new Map(connections.filter(isLive).map((one) => [one.resourceId, one]));
  const index = resourceIds.findIndex((id) => taken.has(id));
  const holder = taken.get(resourceIds[index] ?? '');
  if (!holder) return;
  throw new Refusal('resource_taken', 'This resource is connected already.', {
    field: `resourceIds.${index}`,
    by: holder.oid === caller.oid ? 'you' : 'other',
    connectionId: holder.id,
  });
};

/** A first mail is followed by one reminder. Sent again it has been one; a link alone leaves what was to come. */
const reminderOf = (
  { send }: InviteRequest,
  before: Invitation | null,
  first: NonNullable<Invitation['reminder']>,
): NonNullable<Invitation['reminder']> | null =>
  send ? (before ? null : first) : before?.reminder ? { ...before.reminder, failures: 0 } : null;

const inviteOne = async (
  deps: InviteDeps,
  caller: Caller,
  company: Company,
  one: { resource: TimifyResource; before: Invitation | null; request: InviteRequest },
): Promise<Invited> => {
  const { resource, before, request } = one;
  const token = newSecret();
  const now = deps.clock.now();
  const language = request.language ?? company.language;
  const invitation: Invitation = {
    id: newId(),
    companyId: company.id,
    tenantId: company.tenantId,
    resourceId: resource.id,
    resourceName: resource.name,
    email: resource.email.toLowerCase(),
    tokenHash: secretHash(token),
    invitedBy: caller.name,
    createdAt: now,
    expiresAt: now + VALID_FOR,
    state: 'open',
    reminder: reminderOf(request, before, { at: now + REMINDED_AFTER, language }),
    awaiting: null,
  };
  await deps.store.invitations.put(invitation);
  const url = linkOf(deps, token);
  const made = { invitation, url, again: before !== null, language };
  const sent = request.send && (await sendInvitation(deps, company, made)) === null;
  if (request.send && !sent) await deps.store.invitations.put({ ...invitation, reminder: null });
  return {
    resourceId: resource.id,
    url,
    expiresAt: invitation.expiresAt,
    sent,
    refused: request.send && !sent ? 'mail-failed' : null,
  };
};

/**
 * Makes an invitation for each resource; a new one replaces an open one. Links alone may be made at any time; mail goes
 * out only once the company has agreed to the privacy policy.
 */
export const invite = async (
  deps: InviteDeps,
  caller: Caller,
  company: Company,
  request: InviteRequest,
): Promise<Invited[]> => {
  if (request.send) requireAgreement(company);
  const ids = [...new Set(request.resourceIds)];
  await refuseTaken(deps, caller, company, ids);
  const resources = new Map((await timifyCompanyOf(deps, company).resources()).map((one) => [one.id, one]));
  const open = (await deps.store.invitations.ofCompany(company.id)).filter(isOpen);
  const invited: Invited[] = [];
  for (const id of ids) {
    const resource = resources.get(id);
    if (resource && resource.email !== '') {
      const email = resource.email.toLowerCase();
      const before = open.find((one) => one.resourceId === id && one.email === email) ?? null;
      invited.push(await inviteOne(deps, caller, company, { resource, before, request }));
      continue;
    }
    const refused = resource ? 'needs-organisation-mode' : 'not-found';
    invited.push({ resourceId: id, url: null, expiresAt: null, sent: false, refused });
  }
  const made = invited.filter(({ url }) => url !== null).map(({ resourceId }) => resourceId);
  await audit(deps, caller, company.id, 'invite', { resources: made, sent: request.send });
  return invited;
};
