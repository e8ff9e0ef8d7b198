/**
 * A company that another tenant has: its way to the tenant that holds its App ID and secret leads through a code sent
 * to the contact address that TIMIFY knows (docs/decisions/0006).
 */
import { prove, withProof, type CompanyClaim, type Proof } from './companyProof.ts';
import { audit, changeCompany } from '../companyRow.ts';
import { adminAddressOf, tellAdmin } from '../mails.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, MoveCode } from '../documents.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { isSameHash, newCode, newSecret, plainCode, secretHash } from '../secrets.ts';
import { shortAddress } from './shortAddress.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const VALID_FOR = 30 * MINUTE;
const TRIES = 5;
/** Codes for one company: not more often than this, and not more than so many in a day, whoever asks. */
const BETWEEN = MINUTE;
const PER_DAY = 5;

type CodeDeps = Pick<RequestDeps, 'store' | 'clock' | 'sides' | 'hash' | 'mail' | 'log' | 'publicUrl'>;
type MoveDeps = CodeDeps & Pick<RequestDeps, 'vault' | 'profiles'>;

const hashOf = (deps: Pick<RequestDeps, 'hash'>, company: Company, tenantId: string, code: string): string =>
  deps.hash(`company-code:${company.id}:${tenantId}:${plainCode(code)}`);

/** With the contact address, shortened, where a code can be sent. */
export const takenElsewhere = (proof: Proof): Refusal =>
  new Refusal('company_taken', 'This company is bound to another tenant.', {
    field: 'timifyCompanyId',
    ...(proof.contactEmail === '' ? {} : { contact: shortAddress(proof.contactEmail) }),
  });

const limited = (waitMs: number): Refusal =>
  new Refusal('rate_limited', 'A code was sent a moment ago, or too many today.', {
    retryAfter: Math.ceil(waitMs / 1000),
  });

/** The times of the codes of the last day, this one included; refuses one too many. */
const countedIn = (company: Company, now: number): number[] => {
  const sent = (company.codesSentAt ?? []).filter((at) => at > now - DAY);
  const last = sent.at(-1) ?? 0;
  if (now - last < BETWEEN) throw limited(last + BETWEEN - now);
  if (sent.length >= PER_DAY) throw limited((sent[0] ?? now) + DAY - now);
  return [...sent, now];
};

/**
 * Sends a code to the company's contact address, as TIMIFY tells it now. A new code replaces an open one. Only for who
 * has proven the company and is not the tenant that has it already.
 */
export const sendMoveCode = async (
  deps: CodeDeps,
  caller: Caller,
  claim: CompanyClaim,
): Promise<{ contact: string; expiresAt: number }> => {
  const proof = await prove(deps, claim);
  const present = await deps.store.companies.get(claim.timifyCompanyId);
  if (!present || present.tenantId === caller.tenantId)
    throw new Refusal('company_missing', 'No other tenant has this company: connect it without a code.');
  if (proof.contactEmail === '') throw takenElsewhere(proof);
  const now = deps.clock.now();
  const code = newCode();
  const expiresAt = now + VALID_FOR;
  const company = await changeCompany(deps.store, present.id, (row) => ({
    ...row,
    codesSentAt: countedIn(row, now),
    moveCode: {
      tenantId: caller.tenantId,
      codeHash: hashOf(deps, row, caller.tenantId, code),
      expiresAt,
      triesLeft: TRIES,
    },
  }));
  await deps.mail.send({
    kind: 'company-code',
    to: proof.contactEmail,
    language: company.language,
    facts: {
      company: proof.name,
      code,
      url: `${deps.publicUrl}/tab.html`,
      expiresAt: new Date(expiresAt).toISOString(),
      timeZone: proof.timeZone,
    },
  });
  // For the tenant that has the company: somebody who knows its secret wants it.
  await audit(deps, { tenantId: company.tenantId, oid: 'other-tenant' }, company.id, 'company-code-sent');
  deps.log.warn('code for a company sent', { company: company.id, by: caller.tenantId });
  return { contact: shortAddress(proof.contactEmail), expiresAt };
};

const isUsable = (code: MoveCode | null | undefined, tenantId: string, now: number): code is MoveCode =>
  code?.tenantId === tenantId && code.expiresAt > now && code.triesLeft > 0;

/** Settings and locks go along; the privacy policy is to be agreed to anew, by whoever has the company now. */
const inNewHands = (present: Company, caller: Caller, headerValue: string): Company => ({
  ...present,
  tenantId: caller.tenantId,
  privacy: null,
  adminEmail: null,
  moveCode: null,
  digestAt: null,
  isClearing: true,
  webhook: { ...present.webhook, valueHash: secretHash(headerValue) },
});

/** The mail says so only where there is something: after a release the company starts anew, and with none set nothing comes. */
const cameAlong = ({ settings, locked }: Company): Record<string, string> => {
  const count = Object.keys(settings).length + locked.length;
  return count > 0 ? { settings: String(count) } : {};
};

/**
 * Moves the company to the caller's tenant, in one write: the code is counted, compared and used up in it. What the
 * former tenant still has is ended by `clearOut`, here and, after a crash, by the company's run.
 */
export const takeOver = async (
  deps: MoveDeps,
  caller: Caller,
  request: { claim: CompanyClaim; proof: Proof; code: string },
): Promise<{ company: Company; former: Company; headerValue: string }> => {
  const { claim, proof, code } = request;
  const now = deps.clock.now();
  const headerValue = newSecret();
  const adminEmail = await adminAddressOf(deps, caller);
  const seen: { former: Company | null; triesLeft: number | null } = { former: null, triesLeft: null };
  const company = await changeCompany(deps.store, claim.timifyCompanyId, (present) => {
    Object.assign(seen, { former: null, triesLeft: null });
    const { moveCode } = present;
    if (!isUsable(moveCode, caller.tenantId, now)) return null;
    if (!isSameHash(moveCode.codeHash, hashOf(deps, present, caller.tenantId, code))) {
      seen.triesLeft = moveCode.triesLeft - 1;
      return { ...present, moveCode: { ...moveCode, triesLeft: seen.triesLeft } };
    }
    seen.former = present;
    const moved = { ...inNewHands(present, caller, headerValue), adminEmail };
    return withProof(deps, moved, claim, proof);
  });
  if (seen.triesLeft !== null)
    throw new Refusal('code_wrong', 'This is not the code from the mail.', {
      field: 'code',
      triesLeft: seen.triesLeft,
    });
  if (seen.former === null)
    throw new Refusal('code_expired', 'This code is no longer valid; have a new one sent.', {
      field: 'code',
    });
  const { former } = seen;
  deps.log.warn('company moved', { company: company.id, from: former.tenantId, to: company.tenantId });
  await audit(deps, { tenantId: former.tenantId, oid: 'other-tenant' }, company.id, 'company-left');
  await audit(deps, caller, company.id, 'company-came');
  await tellAdmin(deps, former, 'company-left');
  await tellAdmin(deps, company, 'company-came', cameAlong(company));
  return { company, former, headerValue };
};
