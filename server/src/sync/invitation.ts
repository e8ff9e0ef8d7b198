/** An invitation: whether it still holds, its link, and the mail that brings it. */
import { isFault, type Fault } from '../core/fault.ts';
import type { Company, Invitation } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

export const isOpen = (invitation: Invitation): boolean => invitation.state === 'open';

export const isExpired = (invitation: Invitation, now: number): boolean => invitation.expiresAt <= now;

export const linkOf = ({ publicUrl }: Pick<RunDeps, 'publicUrl'>, token: string): string =>
  `${publicUrl}/tab.html?invitation=${token}`;

/** The mail with the link; `again` reminds of one that is open. Tells why it could not be sent; null: it was. */
export const sendInvitation = async (
  deps: Pick<RunDeps, 'mail' | 'log'>,
  company: Company,
  made: { invitation: Invitation; url: string; again: boolean; language: 'de' | 'en' },
): Promise<Fault | null> => {
  const { invitation, url, again, language } = made;
  try {
    await deps.mail.send({
      kind: again ? 'reminder' : 'invitation',
      to: invitation.email,
      language,
      facts: {
        company: company.name,
        resource: invitation.resourceName,
        invitedBy: invitation.invitedBy,
        url,
        expiresAt: new Date(invitation.expiresAt).toISOString(),
        timeZone: company.timeZone,
      },
    });
    return null;
  } catch (error) {
    if (!isFault(error)) throw error;
    deps.log.warn('invitation not sent', { company: company.id, fault: error.kind, code: error.code });
    return error;
  }
};
