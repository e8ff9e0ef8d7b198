import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { Pause20Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useAnnounce } from '../../app/announcer.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { useConnectionAct } from '../../ui/useConnectionAct.ts';
import { ImportDays } from './ImportDays.tsx';
import { ImportLater } from './ImportLater.tsx';
import { nextDaysDone, type Progress } from './importProgress.ts';
import { PartsDone } from './PartsDone.tsx';
import { useSpokenShare } from './useSpokenShare.ts';

interface ImportPageProps {
  readonly connection: Connection;
  /** To the agenda, while the import goes on. */
  readonly onSee: () => void;
}

export function ImportPage({ connection, onSee }: ImportPageProps) {
  const { t } = useWords();
  const { progress } = connection;
  const pause = useConnectionAct(connection, 'pause');
  const ready = nextDaysDone(progress);
  useSpokenProgress(progress, ready);
  return (
    <Page
      footer={
        <>
          <BusyButton busy={false} onPress={onSee}>
            {t('import.see')}
          </BusyButton>
          <BusyButton busy={pause.busy} onPress={pause.run} appearance="subtle" icon={<Pause20Regular />}>
            {t('import.pause')}
          </BusyButton>
        </>
      }
    >
      <PageHead title={t('import.title')} />
      <PartsDone
        progress={progress}
        label={t('import.title')}
        soFar={t('import.soFar', { n: connection.counts.linked })}
      />
      {ready && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('import.goodNews')}</MessageBarTitle>
            {t('import.goodNewsText')}
          </MessageBarBody>
        </MessageBar>
      )}
      <Section title={t('import.nextDays')}>
        <ImportDays progress={progress} />
      </Section>
      <Section title={t('import.later')}>
        <ImportLater progress={progress} months={connection.settings.windowFutureMonths} />
      </Section>
      <SmallText>{t('import.close')}</SmallText>
    </Page>
  );
}

/** Good news of its own besides the share that is done. */
function useSpokenProgress(progress: Progress, ready: boolean): void {
  const { t } = useWords();
  const announce = useAnnounce();
  const said = useRef(false);
  useSpokenShare(progress, 'import.spoken');
  useEffect(() => {
    if (ready && !said.current) announce(t('import.goodNews'));
    said.current = ready;
  }, [announce, ready, t]);
}
