import { isExpired, isOpen, linkOf, sendInvitation } from '../invitation.ts';
import { isLive } from '../policy.ts';
import { DAY, MINUTE } from '../../core/spans.ts';
import type { Company, Invitation } from '../documents.ts';
import type { RunDeps } from '../runDeps.ts';
import { newId, newSecret, secretHash } from '../secrets.ts';

type RemindDeps = Pick<RunDeps, 'store' | 'clock' | 'mail' | 'log' | 'publicUrl'>;

type Reminder = NonNullable<Invitation['reminder']>;
type Due = Invitation & { reminder: Reminder };

const isDue = (invitation: Invitation | null, now: number): invitation is Due =>
  invitation !== null &&
  isOpen(invitation) &&
  !isExpired(invitation, now) &&
  invitation.awaiting === null &&
  (invitation.reminder?.at ?? Infinity) <= now;

const FIRST_RETRY = 15 * MINUTE;
/** Doubling, at most a day: as long as the invitation holds. */
const retryAfter = (failures: number): number => Math.min(FIRST_RETRY * 2 ** (failures - 1), DAY);

const againLater = ({ language, failures = 0 }: Reminder, now: number): Reminder => ({
  language,
  at: now + retryAfter(failures + 1),
  failures: failures + 1,
});

/**
 * The link of the first mail is not known any more, only its hash: the reminder brings a new one, valid as long, and the
 * first leads to it. Noted before the mail goes out, and taken back only where it surely did not: rather none than two.
 */
const remind = async (deps: RemindDeps, company: Company, invitation: Due): Promise<void> => {
  const { companyId, resourceId, reminder } = invitation;
  if ((await deps.store.connections.ofResource(companyId, resourceId)).some(isLive)) return;
  const now = deps.clock.now();
  const token = newSecret();
  const next: Invitation = {
    ...invitation,
    // A link whose mail did not go out is known to nobody: the next one takes its place.
    id: reminder.failures ? invitation.id : newId(),
    tokenHash: secretHash(token),
    createdAt: now,
    reminder: null,
  };
  // Somebody may have opened it, or taken it back, since it was listed.
  if (!isDue(await deps.store.invitations.get(invitation.id), now)) return;
  await deps.store.invitations.put(next);
  const { language } = reminder;
  const made = { invitation: next, url: linkOf(deps, token), again: true, language };
  const fault = await sendInvitation(deps, company, made);
  if (fault && fault.kind !== 'unanswered') await putBack(deps, next, againLater(reminder, deps.clock.now()));
};

/** Unless somebody opened it meanwhile through an earlier link, or it was taken back or replaced. */
const putBack = async (deps: RemindDeps, sent: Invitation, reminder: Reminder): Promise<void> => {
  const present = await deps.store.invitations.get(sent.id);
  if (present && isOpen(present) && present.awaiting === null && present.tokenHash === sent.tokenHash)
    await deps.store.invitations.put({ ...present, reminder });
};

/**
 * Who was invited by mail and has not answered within three days is reminded, once; a mail that could not be sent is tried
 * again. Called by the company's run alone, which one process has at a time.
 */
export const remindInvited = async (deps: RemindDeps, company: Company): Promise<void> => {
  const now = deps.clock.now();
  for (const one of await deps.store.invitations.ofCompany(company.id))
    if (one.tenantId === company.tenantId && isDue(one, now)) await remind(deps, company, one);
};
