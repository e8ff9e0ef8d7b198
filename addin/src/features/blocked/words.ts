import type { Connection } from '../../../../shared/connection.ts';
import type { PlainKey } from '../../strings/words.ts';
import type { BlockedId } from './blockedId.ts';

/** `way`: what the primary button does. The page that shows it brings the deed. */
export interface BlockedWords {
  readonly title: PlainKey;
  readonly text: PlainKey;
  readonly safe: PlainKey;
  readonly way: Way;
  readonly action: PlainKey | undefined;
}

export type Way =
  'sign-in' | 'retry' | 'write-admin' | 'copy-it' | 'switch' | 'ask-invitation' | 'calendars' | 'none';

const SAFE = 'fault.unexpected.safe';
const RETRY = 'general.retry';

export const BLOCKED_WORDS: Readonly<Record<BlockedId, BlockedWords>> = {
  sign_in_required: {
    title: 'fault.sign_in_required.title',
    text: 'fault.sign_in_required.text',
    safe: 'fault.sign_in_required.safe',
    way: 'sign-in',
    action: 'fault.sign_in_required.action',
  },
  sign_in_failed: {
    title: 'fault.sign_in_failed.title',
    text: 'fault.sign_in_failed.text',
    safe: SAFE,
    way: 'sign-in',
    action: RETRY,
  },
  host_refused: {
    title: 'fault.sign_in_failed.title',
    text: 'fault.host_refused.text',
    safe: SAFE,
    way: 'sign-in',
    action: RETRY,
  },
  consent_required: {
    title: 'fault.consent_required.title',
    text: 'fault.consent_required.text',
    safe: 'fault.consent_required.safe',
    way: 'write-admin',
    action: 'fault.consent_required.action',
  },
  mailbox_unsupported: {
    title: 'fault.mailbox_unsupported.title',
    text: 'fault.mailbox_unsupported.text',
    safe: 'fault.mailbox_unsupported.safe',
    way: 'copy-it',
    action: 'fault.mailbox_unsupported.action',
  },
  wrong_account: {
    title: 'fault.wrong_account.title',
    text: 'fault.wrong_account.text',
    safe: 'fault.wrong_account.safe',
    way: 'switch',
    action: 'fault.wrong_account.action',
  },
  invitation_expired: {
    title: 'fault.invitation_expired.title',
    text: 'fault.invitation_expired.undated',
    safe: 'fault.invitation_expired.safe',
    way: 'ask-invitation',
    action: 'fault.invitation_expired.action',
  },
  resource_taken: {
    title: 'fault.resource_taken.title',
    text: 'fault.resource_taken.text',
    safe: 'fault.resource_taken.safe',
    way: 'ask-invitation',
    action: 'fault.resource_taken.action',
  },
  timify_unavailable: {
    title: 'fault.timify_unavailable.title',
    text: 'fault.timify_unavailable.now',
    safe: 'fault.timify_unavailable.safe',
    way: 'retry',
    action: 'fault.timify_unavailable.action',
  },
  microsoft_throttled: {
    title: 'fault.microsoft_throttled.title',
    text: 'fault.microsoft_throttled.soon',
    safe: 'fault.microsoft_throttled.safe',
    way: 'none',
    action: undefined,
  },
  calendar_gone: {
    title: 'fault.calendar_gone.title',
    text: 'fault.calendar_gone.text',
    safe: 'fault.calendar_gone.safe',
    way: 'calendars',
    action: 'fault.calendar_gone.action',
  },
  unexpected: {
    title: 'fault.unexpected.title',
    text: 'fault.unexpected.text',
    safe: SAFE,
    way: 'retry',
    action: 'fault.unexpected.action',
  },
  offline: {
    title: 'fault.offline.title',
    text: 'fault.offline.text',
    safe: 'fault.offline.safe',
    way: 'retry',
    action: RETRY,
  },
  forbidden: {
    title: 'fault.forbidden.title',
    text: 'fault.forbidden.text',
    safe: SAFE,
    way: 'retry',
    action: RETRY,
  },
  not_found: {
    title: 'fault.not_found.title',
    text: 'fault.not_found.text',
    safe: SAFE,
    way: 'retry',
    action: RETRY,
  },
  permission_missing: {
    title: 'fault.permission_missing.title',
    text: 'fault.permission_missing.text',
    safe: SAFE,
    way: 'calendars',
    action: 'fault.calendar_gone.action',
  },
  privacy_required: {
    title: 'fault.privacy_required.title',
    text: 'fault.privacy_required.text',
    safe: SAFE,
    way: 'retry',
    action: RETRY,
  },
  resource_gone: {
    title: 'fault.resource_gone.title',
    text: 'fault.resource_gone.text',
    safe: SAFE,
    way: 'retry',
    action: RETRY,
  },
  timify_refused: {
    title: 'fault.timify_refused.title',
    text: 'fault.timify_refused.text',
    safe: 'fault.timify_unavailable.safe',
    way: 'retry',
    action: RETRY,
  },
  awaiting: {
    title: 'fault.awaiting.title',
    text: 'fault.awaiting.text',
    safe: 'fault.wrong_account.safe',
    way: 'retry',
    action: 'fault.checkAgain',
  },
};

/** What is safe of a connection that stands still: one that was kept in step before has read and written. */
export const safeOf = (id: BlockedId, { importedAt, counts }: Connection): PlainKey =>
  id === 'mailbox_unsupported' && (importedAt !== null || counts.linked > 0)
    ? 'fault.mailbox_unsupported.kept'
    : BLOCKED_WORDS[id].safe;
