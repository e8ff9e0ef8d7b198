import { audit, changeCompany } from './companyRow.ts';
import type { Caller, Company } from './ports.ts';
import { PRIVACY_VERSION } from './privacyText.ts';
import { invalid } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';

/** Agreement counts for the version that was read; a newer one in force is refused and to be read first. */
export const acceptPrivacy = async (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  caller: Caller,
  company: Company,
  version: string,
): Promise<Company> => {
  if (version !== PRIVACY_VERSION) throw invalid('version', `The version in force is ${PRIVACY_VERSION}.`);
  const at = deps.clock.now();
  const agreed = await changeCompany(deps.store, company.id, (present) =>
    present.privacy?.version === version ? null : { ...present, privacy: { version, by: caller.oid, at } },
  );
  await audit(deps, caller, company.id, 'accept-privacy', { version });
  return agreed;
};
