import type { AuditEntry } from '../../../../shared/company.ts';
import type { Translate } from '../../strings/words.ts';

const ACTS = [
  'accept-privacy',
  'apply-settings',
  'undo-apply-settings',
  'approve',
  'change-resource-settings',
  'change-settings',
  'company-came',
  'company-left',
  'company-code-sent',
  'connect-company',
  'renew-company',
  'release-company',
  'invite',
  'remind',
  'withdraw',
  'resolve-conflict',
  'rotate-webhook',
  'undo',
  'sync',
  'pause',
  'resume',
  'deactivate',
  'confirm-hold',
  'refuse-hold',
  'self-test',
] as const;

/** What was done, in words; an act that this page does not know yet by its own name. */
export function actWords(t: Translate, { act }: Pick<AuditEntry, 'act'>): string {
  const known = ACTS.find((one) => one === act);
  return known === undefined ? act : t(`act.${known}`);
}
