import { newId } from './secrets.ts';
import type { Caller } from './ports/people.ts';
import type { Company } from './documents.ts';
import type { Store } from './ports/store.ts';
import { PRIVACY_VERSION } from './privacyText.ts';
import { Refusal } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';

/** So often a change is tried again where somebody else was faster. */
export const ATTEMPTS = 8;

export const tooManyChanges = (): Refusal =>
  new Refusal('unavailable', 'Too many changes at the same time; please repeat.');

/**
 * Changes a company's row, again if somebody else was faster. `change` returns null where there is nothing to do.
 * Rejects with `company_missing` when the row is gone.
 */
export const changeCompany = async (
  store: Store,
  companyId: string,
  change: (company: Company) => Company | null,
): Promise<Company> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const present = await store.companies.get(companyId);
    if (!present) throw new Refusal('company_missing', 'No TIMIFY company is connected.');
    const next = change(present);
    if (!next) return present;
    if (await store.companies.put({ ...next, revision: present.revision }))
      return { ...next, revision: present.revision + 1 };
  }
  throw tooManyChanges();
};

export const hasAgreed = (company: Pick<Company, 'privacy'>): boolean =>
  company.privacy?.version === PRIVACY_VERSION;

export const requireAgreement = (company: Pick<Company, 'privacy'>): void => {
  if (!hasAgreed(company))
    throw new Refusal('privacy_required', 'The company has not agreed to the privacy policy in force.');
};

/** Acts of admins are kept: who, when, what; never a secret or a text. */
export const audit = (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  caller: Pick<Caller, 'tenantId' | 'oid'>,
  companyId: string,
  act: string,
  facts: Record<string, unknown> = {},
): Promise<void> =>
  deps.store.audit.add({
    id: newId(),
    tenantId: caller.tenantId,
    companyId,
    at: deps.clock.now(),
    by: caller.oid,
    act,
    facts,
  });

/** A company of the caller's tenant; any other is not there. */
export const ownCompany = async (store: Store, tenantId: string, companyId: string): Promise<Company> => {
  const company = await store.companies.get(companyId);
  if (company?.tenantId !== tenantId) throw new Refusal('not_found', 'There is nothing here for you.');
  return company;
};

/** The tenant's one company. */
export const onlyCompany = async (store: Store, tenantId: string): Promise<Company> => {
  const [first, ...more] = await store.companies.ofTenant(tenantId);
  if (!first) throw new Refusal('company_missing', 'No TIMIFY company is connected.');
  if (more.length > 0)
    throw new Refusal('company_ambiguous', 'There are several companies: use /api/companies/{id}/….');
  return first;
};
