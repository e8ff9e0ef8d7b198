import { Button } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Connection, ErasureProof } from '../../../../shared/connection.ts';
import type { Copies } from '../../../../shared/words.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { QuestionDialog } from '../../ui/QuestionDialog.tsx';
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
    <QuestionDialog
      trigger={<Button appearance="subtle">{t('data.erase')}</Button>}
      title={t('data.eraseQuestion')}
      act={erase}
      yes={t('data.eraseNow')}
    >
      <p>{t('data.eraseWarning')}</p>
      {deactivated === null && <CopiesChoice chosen={copies} onChoose={setCopies} />}
    </QuestionDialog>
  );
}
