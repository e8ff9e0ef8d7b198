import { audit, changeCompany } from '../companyRow.ts';
import { adminAddressOf } from '../mails.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, ConnectionState } from '../documents.ts';
import { PRIVACY_VERSION } from '../privacyText.ts';
import { invalid } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { wakeCompany } from './wakeCompany.ts';

/** Ran into the missing agreement and sleep since. */
const SLEPT: ConnectionState[] = [
  'importing',
  'in-step',
  'syncing',
  'failing',
  'needs-sign-in',
  'permission-missing',
  'mailbox-unsupported',
  'calendar-gone',
  'resource-gone',
  'timify-refused',
];

/**
 * Agreement counts for the version that was read; a newer one in force is refused and to be read first. What stood
 * still for want of it goes on.
 */
export const acceptPrivacy = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'profiles' | 'bus'>,
  caller: Caller,
  company: Company,
  version: string,
): Promise<Company> => {
  if (version !== PRIVACY_VERSION) throw invalid('version', `The version in force is ${PRIVACY_VERSION}.`);
  const at = deps.clock.now();
  const adminEmail = await adminAddressOf(deps, caller);
  const agreed = await changeCompany(deps.store, company.id, (present) =>
    present.privacy?.version === version
      ? null
      : {
          ...present,
          privacy: { version, by: caller.oid, at },
          adminEmail: adminEmail ?? present.adminEmail ?? null,
        },
  );
  await audit(deps, caller, company.id, 'accept-privacy', { version });
  if (agreed.privacy?.at === at) await wakeCompany(deps, agreed, SLEPT);
  return agreed;
};
