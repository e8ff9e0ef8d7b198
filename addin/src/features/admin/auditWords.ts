import type { AuditEntry } from '../../../../shared/company.ts';
import type { Translate } from '../../strings/words.ts';
import { settingLabel } from '../../ui/settingNames.ts';

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

/** Whoever did something to the company without being of its organisation. */
const ELSEWHERE = 'other-tenant';

/** What was done, in words; an act that this page does not know yet by its own name. */
export function actWords(t: Translate, { act }: Pick<AuditEntry, 'act'>): string {
  const known = ACTS.find((one) => one === act);
  return known === undefined ? act : t(`act.${known}`);
}

/** Who did it (names are kept nowhere, only Microsoft's id of a person), and to what where that can be said. */
export function actDetails(
  t: Translate,
  { by, facts }: Pick<AuditEntry, 'by' | 'facts'>,
  me: string,
): string {
  const who =
    by === me ? t('audit.you') : by === ELSEWHERE ? t('audit.elsewhere') : t('audit.other', { id: by });
  const { names, resources } = facts;
  const about = [
    ...(Array.isArray(resources) ? [t('audit.count', { n: resources.length })] : []),
    ...(Array.isArray(names) ? names.map((one) => settingLabel(t, String(one))) : []),
  ];
  return [who, ...about].join(' · ');
}
