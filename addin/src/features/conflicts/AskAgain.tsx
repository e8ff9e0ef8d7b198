import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import type { ConflictAction } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';

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
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{label}?</DialogTitle>
          <DialogContent>
            {t(isCancel ? 'effect.cancel-booking' : 'effect.delete-event')}. {t('conflict.noUndo')}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onYes}>
              {label}
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="secondary">{t('general.cancel')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
