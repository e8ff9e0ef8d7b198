/** The binding of a TIMIFY company to a tenant: proven, renewed, moved, released (design §9). */
import { companyWorkId } from '../signals.ts';
import { clearOut } from '../clearOut.ts';
import { prove, withProof, type CompanyClaim, type Proof } from './companyProof.ts';
import { audit, changeCompany } from '../companyRow.ts';
import { takenElsewhere, takeOver } from './moveCompany.ts';
import { adminAddressOf, tellAdmin } from '../mails.ts';
import { isLive } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { Company } from '../documents.ts';
import type { Store } from '../ports/store.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { newSecret, secretHash } from '../secrets.ts';
import { wakeCompany } from './wakeCompany.ts';

export const WEBHOOK_HEADER = 'x-timify-sync-secret';

type CompanyDeps = Pick<
  RequestDeps,
  | 'store'
  | 'clock'
  | 'sides'
  | 'vault'
  | 'log'
  | 'hash'
  | 'mail'
  | 'publicUrl'
  | 'profiles'
  | 'tokens'
  | 'bus'
>;

export interface Connected {
  company: Company;
  /** Shown this once; null where the former one stays. */
  headerValue: string | null;
}

const taken = (): Refusal =>
  new Refusal('company_taken', 'This company is bound already; it must be released first.', {
    field: 'timifyCompanyId',
  });

/**
 * The company that `PUT /api/company` is to replace: the tenant's only one, as long as nothing is connected with it.
 * Null: there is none, or it is the very company that is claimed.
 */
const toReplace = async (store: Store, tenantId: string, companyId: string): Promise<Company | null> => {
  const present = await store.companies.ofTenant(tenantId);
  if (present.some(({ id }) => id === companyId)) return null;
  const [only, ...more] = present;
  if (!only) return null;
  if (more.length > 0)
    throw new Refusal('company_ambiguous', 'There are several companies: use /api/companies/{id}.');
  const connections = await store.connections.ofCompany(only.id);
  if (connections.some(isLive)) throw taken();
  return only;
};

const firstRow = (caller: Caller, claim: CompanyClaim, value: string): Company => ({
  id: claim.timifyCompanyId,
  tenantId: caller.tenantId,
  name: '',
  timeZone: 'UTC',
  language: 'en',
  contactEmail: '',
  appId: claim.appId,
  appSecret: '',
  privacy: null,
  webhook: { headerName: WEBHOOK_HEADER, valueHash: secretHash(value) },
  settings: {},
  locked: [],
  settingsVersion: 1,
  state: 'ok',
  revision: 0,
});

const renew = (
  deps: CompanyDeps,
  claim: CompanyClaim,
  proof: Proof,
  adminEmail: string | null,
): Promise<Company> =>
  changeCompany(deps.store, claim.timifyCompanyId, (present) => ({
    ...withProof(deps, present, claim, proof),
    adminEmail: adminEmail ?? present.adminEmail ?? null,
  }));

/** Whether the last that was done with this company was done by another tenant, which has released it. */
const cameFromElsewhere = async (deps: CompanyDeps, company: Company): Promise<boolean> => {
  const [last] = await deps.store.audit.page(company.id, null, 1);
  return last !== undefined && last.tenantId !== company.tenantId;
};

const bind = async (
  deps: CompanyDeps,
  caller: Caller,
  claim: CompanyClaim,
  proof: Proof,
): Promise<{ company: Company; headerValue: string }> => {
  const headerValue = newSecret();
  const adminEmail = await adminAddressOf(deps, caller);
  const row = { ...firstRow(caller, claim, headerValue), adminEmail };
  const company = withProof(deps, row, claim, proof);
  const isMoved = await cameFromElsewhere(deps, company);
  if (!(await deps.store.companies.put(company))) throw taken();
  if (isMoved) await tellAdmin(deps, company, 'company-came');
  return { company: { ...company, revision: 1 }, headerValue };
};

const renewOwn = async (
  deps: CompanyDeps,
  caller: Caller,
  claim: CompanyClaim,
  proof: Proof,
): Promise<Connected> => {
  const company = await renew(deps, claim, proof, await adminAddressOf(deps, caller));
  await audit(deps, caller, company.id, 'renew-company');
  await wakeCompany(deps, company, ['timify-refused']);
  return { company, headerValue: null };
};

/**
 * Binds the claimed company to the caller's tenant, or renews its credentials. `replace`: the tenant's one other
 * company gives way (`PUT /api/company`); else the company is one of several (`PUT /api/companies/{id}`). `code`: moves
 * it here from another tenant.
 */
export const connectCompany = async (
  deps: CompanyDeps,
  caller: Caller,
  claim: CompanyClaim & { code?: string | undefined },
  replace: boolean,
): Promise<Connected> => {
  const proof = await prove(deps, claim);
  const present = await deps.store.companies.get(claim.timifyCompanyId);
  const isElsewhere = present !== null && present.tenantId !== caller.tenantId;
  if (isElsewhere && claim.code === undefined) {
    deps.log.warn('company claimed by another tenant', { company: present.id, by: caller.tenantId });
    throw takenElsewhere(proof);
  }
  const replaced = replace ? await toReplace(deps.store, caller.tenantId, claim.timifyCompanyId) : null;
  if (present && !isElsewhere) return renewOwn(deps, caller, claim, proof);
  const { company, headerValue } = isElsewhere
    ? await takeOver(deps, caller, { claim, proof, code: claim.code ?? '' })
    : await bind(deps, caller, claim, proof);
  if (replaced) await removeCompany(deps, replaced);
  await audit(deps, caller, company.id, 'connect-company', replaced ? { instead: replaced.id } : {});
  await clearOut(deps, company);
  await wakeCompany(deps, company, []);
  return { company, headerValue };
};

/** The row, its queue entry, and open invitations; connections must have ended before. */
export const removeCompany = async (deps: Pick<RequestDeps, 'store'>, company: Company): Promise<void> => {
  for (const invitation of await deps.store.invitations.ofCompany(company.id))
    if (invitation.state === 'open')
      await deps.store.invitations.put({ ...invitation, state: 'withdrawn', awaiting: null });
  await deps.store.work.remove(companyWorkId(company.id));
  await deps.store.companies.remove(company.id);
};

export const rotateWebhook = async (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  caller: Caller,
  company: Company,
): Promise<Connected> => {
  const headerValue = newSecret();
  const rotated = await changeCompany(deps.store, company.id, (present) => ({
    ...present,
    webhook: { headerName: WEBHOOK_HEADER, valueHash: secretHash(headerValue) },
  }));
  await audit(deps, caller, company.id, 'rotate-webhook');
  return { company: rotated, headerValue };
};
