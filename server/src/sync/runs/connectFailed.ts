import type { Fault, FaultKind } from '../../core/fault.ts';
import type { Company, Connection } from '../documents.ts';
import { tellOwner } from '../mails.ts';
import type { RunDeps } from '../runDeps.ts';

/** What a person has to mend, in the words that the mail knows. Who is gone reads no mail; the rest passes by itself. */
const REASONS: Partial<Record<FaultKind, string>> = {
  'sign-in-required': 'sign_in_required',
  'consent-required': 'consent_required',
  'permission-missing': 'permission_missing',
  'mailbox-unsupported': 'mailbox_unsupported',
  'calendar-gone': 'calendar_gone',
  'resource-gone': 'resource_gone',
  credentials: 'timify_credentials',
};

type Trouble = Pick<Fault, 'kind' | 'service' | 'requestId'>;

const reasonOf = ({ kind, service }: Trouble): string | null =>
  kind === 'permission-missing' && service === 'timify' ? 'timify_permission' : (REASONS[kind] ?? null);

/**
 * The mail that says why a calendar is not connected, in place of the one that says that it is.
 * Once for each reason: a first import is tried again and again until somebody has mended it.
 */
export const tellConnectFailed = async (
  deps: Pick<RunDeps, 'store' | 'mail' | 'log' | 'publicUrl'>,
  { connection, company }: { connection: Connection; company: Company },
  fault: Trouble,
): Promise<void> => {
  const reason = reasonOf(fault);
  if (reason === null || connection.failureTold === reason) return;
  await deps.store.connections.set(connection.id, { failureTold: reason });
  const id = fault.requestId === null ? {} : { requestId: fault.requestId };
  await tellOwner(deps, { connection, company }, 'connect-failed', { reason, ...id });
};
