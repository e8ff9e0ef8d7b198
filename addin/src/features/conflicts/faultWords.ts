import { ActFault } from '../../api/actFault.ts';
import { isApiError } from '../../api/apiError.ts';
import { SignInFault } from '../../host/signInFault.ts';
import type { PlainKey } from '../../strings/words.ts';

/** Said before anything was tried. All others leave open how far it came: the log knows. */
const untouched = (fault: unknown): boolean =>
  fault instanceof SignInFault ||
  (fault instanceof ActFault && fault.word === 'not_found') ||
  isApiError(
    fault,
    'unauthorised',
    'forbidden',
    'not_found',
    'invalid_body',
    'consent_required',
    'sign_in_required',
    'privacy_required',
    'rate_limited',
  );

/** What to say of a way out that did not work. */
export function faultWords(fault: unknown): PlainKey {
  // Something was done besides: a customer may have had mail, so nobody should simply repeat it.
  if (fault instanceof ActFault && (fault.writes ?? 0) > 0) return 'conflict.unsure';
  const refused = fault instanceof ActFault && ['move-refused', 'refused', 'invalid'].includes(fault.word);
  if (refused) return 'conflict.refused';
  if (fault instanceof ActFault && fault.word === 'customer-unasked') return 'conflict.customerUnasked';
  return untouched(fault) ? 'conflict.failed' : 'conflict.unsure';
}
