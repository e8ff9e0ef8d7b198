import { isExpired, isOpen, linkOf, sendInvitation } from './invitations.ts';
import { isLive } from './policy.ts';
import type { Company, Invitation } from './documents.ts';
import type { RunDeps } from './runDeps.ts';
import { newId, newSecret, secretHash } from './secrets.ts';

type RemindDeps = Pick<RunDeps, 'store' | 'clock' | 'mail' | 'log' | 'publicUrl'>;

const isDue = (invitation: Invitation | null, now: number): invitation is Invitation =>
  invitation !== null &&
  isOpen(invitation) &&
  !isExpired(invitation, now) &&
  invitation.awaiting === null &&
  (invitation.reminder?.at ?? Infinity) <= now;

/**
 * The link of the first mail is not known any more, only its hash: the reminder brings a new one, valid as long, and the
 * first leads to it. Noted before the mail goes out: rather none than two.
 */
const remind = async (deps: RemindDeps, company: Company, invitation: Invitation): Promise<void> => {
  const { companyId, resourceId, reminder } = invitation;
  if ((await deps.store.connections.ofResource(companyId, resourceId)).some(isLive)) return;
  const now = deps.clock.now();
  const token = newSecret();
  const next: Invitation = {
    ...invitation,
    id: newId(),
    tokenHash: secretHash(token),
    createdAt: now,
    reminder: null,
  };
  // Somebody may have opened it, or taken it back, since it was listed.
  if (!isDue(await deps.store.invitations.get(invitation.id), now)) return;
  await deps.store.invitations.put(next);
  const language = reminder?.language ?? company.language;
  await sendInvitation(deps, company, { invitation: next, url: linkOf(deps, token), again: true, language });
};

/**
 * Who was invited by mail and has not answered within three days is reminded, once. Called by the company's run alone,
 * which one process has at a time.
 */
export const remindInvited = async (deps: RemindDeps, company: Company): Promise<void> => {
  const now = deps.clock.now();
  for (const one of await deps.store.invitations.ofCompany(company.id))
    if (one.tenantId === company.tenantId && isDue(one, now)) await remind(deps, company, one);
};
