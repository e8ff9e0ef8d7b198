/** The binding of a TIMIFY company to a tenant: proven, renewed, released (design §9). */
import { isFault } from '../core/fault.ts';
import { audit, changeCompany } from './companyRow.ts';
import { isLive } from './policy.ts';
import type { Caller, Company, Store } from './ports.ts';
import { Refusal } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';
import { newSecret, secretHash } from './secrets.ts';

export const WEBHOOK_HEADER = 'x-timify-sync-secret';

type CompanyDeps = Pick<RequestDeps, 'store' | 'clock' | 'sides' | 'vault' | 'log'>;

export interface CompanyClaim {
  timifyCompanyId: string;
  appId: string;
  appSecret: string;
}

export interface Connected {
  company: Company;
  /** Shown this once; null where the former one stays. */
  headerValue: string | null;
}

/** Names the field of the claim that TIMIFY does not accept. */
const asFieldFault = (error: unknown): never => {
  if (isFault(error, 'credentials')) {
    const field = error.status === 404 ? 'appId' : 'appSecret';
    throw new Refusal('timify_credentials', 'TIMIFY does not accept this App ID and secret.', { field });
  }
  if (isFault(error, 'permission-missing', 'not-found', 'invalid', 'refused'))
    throw new Refusal('timify_credentials', 'With these credentials TIMIFY shows no such company.', {
      field: 'timifyCompanyId',
    });
  throw error;
};

/** A token for exactly these credentials, and a read of exactly this company with it. */
const prove = async (deps: CompanyDeps, claim: CompanyClaim) => {
  const { timifyCompanyId: companyId, appId, appSecret } = claim;
  const found = await deps.sides
    .timify({ companyId, appId, appSecret }, 'appointment')
    .company()
    .catch(asFieldFault);
  if (found.id !== companyId)
    throw new Refusal('timify_credentials', 'With these credentials TIMIFY shows another company.', {
      field: 'timifyCompanyId',
    });
  return found;
};

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

const firstRow = (deps: CompanyDeps, caller: Caller, claim: CompanyClaim, value: string): Company => ({
  id: claim.timifyCompanyId,
  tenantId: caller.tenantId,
  name: '',
  timeZone: 'UTC',
  language: 'en',
  contactEmail: '',
  appId: claim.appId,
  appSecret: deps.vault.seal(claim.appSecret, `company:${claim.timifyCompanyId}`),
  privacy: null,
  webhook: { headerName: WEBHOOK_HEADER, valueHash: secretHash(value) },
  settings: {},
  locked: [],
  settingsVersion: 1,
  state: 'ok',
  revision: 0,
});

type Proof = Awaited<ReturnType<typeof prove>>;

const withProof = (company: Company, proof: Proof): Company => ({
  ...company,
  name: proof.name,
  timeZone: proof.timeZone,
  language: proof.locale.toLowerCase().startsWith('de') ? 'de' : 'en',
  contactEmail: proof.contactEmail,
  state: 'ok',
});

/** Everything that waited for TIMIFY goes on. */
const wake = async (deps: CompanyDeps, company: Company): Promise<void> => {
  const now = deps.clock.now();
  const work = { tenantId: company.tenantId, hints: [{ kind: 'window' as const }], dueAt: now };
  await deps.store.work.signal({ ...work, id: `company:${company.id}`, kind: 'company' });
  const connections = await deps.store.connections.ofCompany(company.id);
  for (const { id, state, importedAt } of connections) {
    if (state !== 'timify-refused') continue;
    const next = importedAt === null ? 'importing' : 'syncing';
    await deps.store.connections.set(id, { state: next, stateSince: now, trouble: null }, ['timify-refused']);
    await deps.store.work.signal({ ...work, id, kind: 'connection' });
  }
};

const renew = (deps: CompanyDeps, claim: CompanyClaim, proof: Proof): Promise<Company> =>
  changeCompany(deps.store, claim.timifyCompanyId, (present) =>
    withProof(
      {
        ...present,
        appId: claim.appId,
        appSecret: deps.vault.seal(claim.appSecret, `company:${present.id}`),
      },
      proof,
    ),
  );

/**
 * Binds the claimed company to the caller's tenant, or renews its credentials. `replace`: the tenant's one other
 * company gives way (`PUT /api/company`); else the company is one of several (`PUT /api/companies/{id}`).
 */
export const connectCompany = async (
  deps: CompanyDeps,
  caller: Caller,
  claim: CompanyClaim,
  replace: boolean,
): Promise<Connected> => {
  const proof = await prove(deps, claim);
  const present = await deps.store.companies.get(claim.timifyCompanyId);
  if (present && present.tenantId !== caller.tenantId) {
    deps.log.warn('company claimed by another tenant', { company: present.id, by: caller.tenantId });
    throw taken();
  }
  const former = replace ? await toReplace(deps.store, caller.tenantId, claim.timifyCompanyId) : null;
  if (present) {
    const company = await renew(deps, claim, proof);
    await audit(deps, caller, company.id, 'renew-company');
    await wake(deps, company);
    return { company, headerValue: null };
  }
  const headerValue = newSecret();
  const company = withProof(firstRow(deps, caller, claim, headerValue), proof);
  if (!(await deps.store.companies.put(company))) throw taken();
  if (former) await removeCompany(deps, former);
  await audit(deps, caller, company.id, 'connect-company', former ? { instead: former.id } : {});
  await wake(deps, company);
  return { company: { ...company, revision: 1 }, headerValue };
};

/** The row, its queue entry, and open invitations; connections must have ended before. */
export const removeCompany = async (deps: Pick<RequestDeps, 'store'>, company: Company): Promise<void> => {
  for (const invitation of await deps.store.invitations.ofCompany(company.id))
    if (invitation.state === 'open')
      await deps.store.invitations.put({ ...invitation, state: 'withdrawn', awaiting: null });
  await deps.store.work.remove(`company:${company.id}`);
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
