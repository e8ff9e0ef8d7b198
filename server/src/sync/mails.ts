/** Mails to people who are not waiting for them: the owner of a calendar, and the admin of a company. */
import { isFault } from '../core/fault.ts';
import type { Desk } from './desk.ts';
import type { Caller, MailKind, Profiles } from './ports/people.ts';
import type { Company } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

/** A mail to the owner. One that can't be sent is no reason to repeat a run. */
export const tellOwner = async (
  deps: Pick<RunDeps, 'mail' | 'log' | 'publicUrl'>,
  desk: Pick<Desk, 'connection' | 'company'>,
  kind: MailKind,
  facts: Record<string, string> = {},
): Promise<void> => {
  const { connection, company } = desk;
  try {
    await deps.mail.send({
      kind,
      to: connection.ownerEmail,
      language: connection.language,
      facts: {
        company: company.name,
        resource: connection.resourceName,
        url: `${deps.publicUrl}/tab.html`,
        ...facts,
      },
    });
  } catch (error) {
    deps.log.warn('mail failed', {
      connection: connection.id,
      kind,
      cause: error instanceof Error ? error.name : 'unknown',
    });
  }
};

/**
 * The admin's own address, read from Graph with their token; null where Graph does not let us. Never from a claim of
 * the token, which may be a text that somebody chose.
 */
export const adminAddressOf = async (
  deps: { profiles: Profiles },
  caller: Caller,
): Promise<string | null> => {
  try {
    const { mail, userPrincipalName } = await deps.profiles.me(caller);
    return mail ?? userPrincipalName;
  } catch (error) {
    if (!isFault(error)) throw error;
    return null;
  }
};

/** A mail to the admin who connected the company or agreed last, else to the contact address that TIMIFY told. */
export const tellAdmin = async (
  deps: Pick<RunDeps, 'mail' | 'log' | 'publicUrl'>,
  company: Company,
  kind: MailKind,
  facts: Record<string, string> = {},
): Promise<void> => {
  const to = company.adminEmail ?? company.contactEmail;
  if (to === '') return;
  try {
    await deps.mail.send({
      kind,
      to,
      language: company.language,
      facts: { company: company.name, url: `${deps.publicUrl}/tab.html`, ...facts },
    });
  } catch (error) {
    if (!isFault(error)) throw error;
    deps.log.warn('mail failed', { company: company.id, kind, fault: error.kind, code: error.code });
  }
};
