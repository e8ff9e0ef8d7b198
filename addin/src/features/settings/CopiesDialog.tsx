import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Copies } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { CopiesChoice } from './CopiesChoice.tsx';

interface CopiesDialogProps {
  readonly count: number;
  readonly onAnswer: (copies: Copies | undefined) => void;
}

/** A change that would leave copies behind asks first; closing it changes nothing. */
export function CopiesDialog({ count, onAnswer }: CopiesDialogProps) {
  const { t } = useWords();
  const [copies, setCopies] = useState<Copies>('remove');
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onAnswer(undefined)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('copies.title')}</DialogTitle>
          <DialogContent>
            <p>{t('copies.lead', { n: count })}</p>
            <CopiesChoice chosen={copies} onChoose={setCopies} />
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={() => onAnswer(copies)}>
              {t('copies.apply')}
            </Button>
            <Button appearance="secondary" onClick={() => onAnswer(undefined)}>
              {t('general.cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
