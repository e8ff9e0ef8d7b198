import type { ConflictAction } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { QuestionDialog } from '../../ui/QuestionDialog.tsx';

interface AskAgainProps {
  readonly action: ConflictAction;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

/** The second step before what nothing can bring back. */
export function AskAgain({ action, onYes, onClose }: AskAgainProps) {
  const { t } = useWords();
  const isCancel = action === 'cancel-booking';
  const label = t(isCancel ? 'act.cancel-booking' : 'act.delete-event');
  return (
    <QuestionDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${label}?`}
      // The page that asked tells what comes of it.
      act={{ busy: false, fault: undefined, run: onYes }}
      yes={label}
      no={t('general.back')}
    >
      {t(isCancel ? 'effect.cancel-booking' : 'effect.delete-event')}. {t('conflict.noUndo')}
    </QuestionDialog>
  );
}
