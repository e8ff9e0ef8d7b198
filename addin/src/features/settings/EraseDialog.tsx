import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Spinner,
} from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Connection, ErasureProof } from '../../../../shared/connection.ts';
import type { Copies } from '../../../../shared/words.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { useAct } from '../../ui/useAct.ts';
import { CopiesChoice } from './CopiesChoice.tsx';

interface EraseDialogProps {
  readonly connection: Connection;
  readonly onErased: (proof: ErasureProof) => void;
}

/** Cannot be undone, and says so before. A connection that is over has decided about its copies already. */
export function EraseDialog({ connection: { id, deactivated }, onErased }: EraseDialogProps) {
  const { client } = useServices();
  const { keep } = useSession();
  const { t } = useWords();
  const [copies, setCopies] = useState<Copies>(deactivated?.copies ?? 'remove');
  const erase = useAct(
    useCallback(async () => {
      keep(id);
      onErased(await client.call('eraseConnection', { params: { id }, body: { copies } }));
    }, [client, copies, id, keep, onErased]),
  );
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="subtle">{t('data.erase')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('data.eraseQuestion')}</DialogTitle>
          <DialogContent>
            <p>{t('data.eraseWarning')}</p>
            {deactivated === null && <CopiesChoice chosen={copies} onChoose={setCopies} />}
            {erase.fault !== undefined && <p role="alert">{t('general.failed')}</p>}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              icon={erase.busy ? <Spinner size="tiny" /> : null}
              aria-busy={erase.busy}
              onClick={erase.run}
            >
              {t('data.eraseNow')}
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
