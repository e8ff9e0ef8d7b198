import { useCallback, useState } from 'react';
import type { Connection, ErasureProof } from '../../../../shared/connection.ts';
import { useServices } from '../../app/services.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote, Page, PageHead } from '../../ui/Page.tsx';
import { saveJson } from '../../ui/saveFile.ts';
import { useAct } from '../../ui/useAct.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { ErasedPage } from './ErasedPage.tsx';

export function MyDataPage({ connection }: { readonly connection: Connection }) {
  const { client } = useServices();
  const { t } = useWords();
  const toast = useToast();
  const [proof, setProof] = useState<ErasureProof>();
  const { id } = connection;
  const exporting = useAct(
    useCallback(async () => {
      saveJson('timify-sync.json', await client.call('exportConnection', { params: { id } }));
      toast(t('data.exported'));
    }, [client, id, t, toast]),
  );
  if (proof !== undefined) return <ErasedPage proof={proof} />;
  return (
    <Page
      footer={
        <>
          <BusyButton busy={exporting.busy} onPress={exporting.run}>
            {t('data.export')}
          </BusyButton>
          {exporting.fault !== undefined && <FooterNote isFault>{t('general.failed')}</FooterNote>}
          <EraseDialog connection={connection} onErased={setProof} />
        </>
      }
    >
      <PageHead title={t('data.title')} lead={t('data.text')} back={t('settings.title')} />
    </Page>
  );
}
