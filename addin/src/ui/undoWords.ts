import { isApiError } from '../api/apiError.ts';
import type { Wording } from '../app/words.tsx';

const REASONS = [
  'changed-since',
  'origin-gone',
  'conflict-open',
  'direction',
  'taken',
  'would-notify-guests',
  'not-writable',
  'not-representable',
] as const;

/** Why nothing could be taken back, in the words of the server's reason where it told one. */
export function undoFaultText(fault: unknown, { t }: Pick<Wording, 't'>): string {
  if (!isApiError(fault, 'undo_impossible')) return t('general.failed');
  const { reason: word } = fault.facts;
  const reason = REASONS.find((one) => one === word);
  return reason === undefined
    ? t('fault.undo_impossible')
    : t('log.cannotUndo', { why: t(`log.noUndo.${reason}`) });
}
