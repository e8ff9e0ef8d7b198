import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle48Filled } from '@fluentui/react-icons';
import { useCallback } from 'react';
import type { ErasureProof } from '../../../../shared/connection.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';
import { saveJson } from '../../ui/saveFile.ts';
import { useAct } from '../../ui/useAct.ts';

const useStyles = makeStyles({ good: { color: tokens.colorStatusSuccessForeground1 } });

export function ErasedPage({ proof }: { readonly proof: ErasureProof }) {
  const styles = useStyles();
  const { t, f } = useWords();
  const { goRoot } = useNavigation();
  const { gone, reload } = useSession();
  // Only what is known anew says what comes next: an invitation, or that there is none.
  const leave = useAct(
    useCallback(async () => {
      await reload();
      gone(proof.connectionId);
      goRoot({ page: 'first' });
    }, [goRoot, gone, proof.connectionId, reload]),
  );
  return (
    <Page
      footer={
        <>
          <BusyButton busy={leave.busy} onPress={leave.run}>
            {t('general.done')}
          </BusyButton>
          <CopyButton text={JSON.stringify(proof, null, 2)} label={t('general.copy')} />
        </>
      }
    >
      <div data-testid="proof">
        <PageHead
          title={t('data.erased')}
          lead={t('data.erasedText', { time: f.moment(proof.erasedAt), n: proof.left })}
          icon={<CheckmarkCircle48Filled className={styles.good} aria-hidden />}
        />
      </div>
      <BusyButton
        appearance="secondary"
        busy={false}
        onPress={() => saveJson('timify-sync-proof.json', proof)}
      >
        {t('proof.save')}
      </BusyButton>
    </Page>
  );
}
