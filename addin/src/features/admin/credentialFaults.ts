import { isApiError } from '../../api/apiError.ts';
import type { PlainKey } from '../../strings/words.ts';

export type CredentialField = 'appId' | 'appSecret' | 'timifyCompanyId';

/** The fault of the code that moves a company here. */
export function codeFault(fault: unknown): PlainKey | undefined {
  if (fault === undefined) return undefined;
  if (isApiError(fault, 'code_wrong')) return 'admin.move.wrong';
  if (isApiError(fault, 'code_expired')) return 'admin.move.expired';
  if (isApiError(fault, 'rate_limited')) return 'admin.move.often';
  return 'general.failed';
}

export interface CredentialFault {
  /** Undefined: about all of it. */
  readonly field: CredentialField | undefined;
  readonly word: PlainKey;
}

const WORDS: Readonly<Record<CredentialField, PlainKey>> = {
  appId: 'admin.connect.fault.appId',
  appSecret: 'admin.connect.fault.appSecret',
  timifyCompanyId: 'admin.connect.fault.company',
};

const isField = (name: string | undefined): name is CredentialField => name !== undefined && name in WORDS;

/** What TIMIFY did not like, at the field it is about. */
export function credentialFault(fault: unknown): CredentialFault | undefined {
  if (fault === undefined) return undefined;
  if (isApiError(fault, 'company_taken'))
    return {
      field: 'timifyCompanyId',
      word: fault.facts.contact === undefined ? 'admin.connect.fault.taken' : 'admin.connect.fault.elsewhere',
    };
  if (isApiError(fault, 'timify_unavailable', 'unavailable'))
    return { field: undefined, word: 'fault.timify_unavailable.title' };
  if (isApiError(fault, 'timify_credentials', 'invalid_body') && isField(fault.facts.field)) {
    return { field: fault.facts.field, word: WORDS[fault.facts.field] };
  }
  return { field: undefined, word: 'general.failed' };
}
