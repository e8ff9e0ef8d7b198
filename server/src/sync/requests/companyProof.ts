/** The proof that a TIMIFY company is one's own: its App ID and secret, and a read of exactly this company with them. */
import { isFault } from '../../core/fault.ts';
import type { Company } from '../documents.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';

export interface CompanyClaim {
  timifyCompanyId: string;
  appId: string;
  appSecret: string;
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
export const prove = async (deps: Pick<RequestDeps, 'sides'>, claim: CompanyClaim) => {
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

export type Proof = Awaited<ReturnType<typeof prove>>;

/** The row with the credentials that were proven, and with what TIMIFY told. */
export const withProof = (
  deps: Pick<RequestDeps, 'vault'>,
  company: Company,
  claim: CompanyClaim,
  proof: Proof,
): Company => ({
  ...company,
  appId: claim.appId,
  appSecret: deps.vault.seal(claim.appSecret, `company:${company.id}`),
  name: proof.name,
  timeZone: proof.timeZone,
  language: proof.locale.toLowerCase().startsWith('de') ? 'de' : 'en',
  contactEmail: proof.contactEmail,
  state: 'ok',
});
