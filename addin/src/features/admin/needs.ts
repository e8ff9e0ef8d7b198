import type { Resource } from '../../../../shared/company.ts';
import type { PlainKey } from '../../strings/words.ts';

/** What helps at once, where an admin can do it. */
export type NeedAct =
  | 'invite'
  | 'approve'
  | 'remind'
  | 'copyConsent'
  | 'renew'
  | 'resume'
  | 'sync'
  | 'open'
  | 'openDeactivate'
  | 'solve';

export interface Need {
  /** What to do, in one line; none where the act says it all. */
  readonly words?: PlainKey;
  readonly act?: NeedAct;
}

export type Needy = Pick<Resource, 'state' | 'trouble' | 'held' | 'conflicts'>;

const OF_STATE: Partial<Readonly<Record<Resource['state'], Need>>> = {
  'invitation-expired': { words: 'admin.need.invitation-expired', act: 'invite' },
  'awaiting-approval': { words: 'admin.need.awaiting-approval', act: 'approve' },
  'needs-sign-in': { words: 'admin.need.needs-sign-in', act: 'remind' },
  'permission-missing': { words: 'admin.need.permission-missing' },
  'mailbox-unsupported': { words: 'fault.moveMailbox' },
  'calendar-gone': { words: 'admin.need.calendar-gone' },
  'resource-gone': { words: 'admin.need.resource-gone', act: 'openDeactivate' },
  'timify-refused': { words: 'admin.need.timify-refused', act: 'renew' },
  failing: { words: 'admin.need.failing', act: 'sync' },
};

/** Waiting for a sign-in helps none of these. */
const OF_TROUBLE: Readonly<Record<string, Need>> = {
  'owner-gone': { words: 'admin.need.owner-gone', act: 'openDeactivate' },
  'consent-required': { words: 'admin.need.consent-required', act: 'copyConsent' },
};

/** What somebody who needs a hand needs of an admin, in the same words wherever it is said. */
export function needOf({ state, trouble, held, conflicts }: Needy): Need | undefined {
  const standing = (state === 'needs-sign-in' ? OF_TROUBLE[trouble ?? ''] : undefined) ?? OF_STATE[state];
  if (standing !== undefined) return standing;
  if (held > 0)
    return state === 'paused'
      ? { words: 'admin.need.held-paused', act: 'resume' }
      : { words: 'admin.need.held', act: 'open' };
  return conflicts > 0 ? { act: 'solve' } : undefined;
}
