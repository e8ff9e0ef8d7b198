import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
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
import { nextDaysDone, spokenStep, useTimeLeft } from './importProgress.ts';

const useStyles = makeStyles({
  numbers: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  count: { fontWeight: tokens.fontWeightSemibold },
  left: { color: tokens.colorNeutralForeground2 },
  progress: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

interface ImportPageProps {
  readonly connection: Connection;
  /** To the agenda, while the import goes on. */
  readonly onSee: () => void;
}

export function ImportPage({ connection, onSee }: ImportPageProps) {
  const { t } = useWords();
  const pause = useConnectionAct(connection, 'pause');
  const ready = nextDaysDone(connection.progress);
  useSpokenProgress(connection, ready);
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
      <Numbers connection={connection} />
      {ready && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('import.goodNews')}</MessageBarTitle>
            {t('import.goodNewsText')}
          </MessageBarBody>
        </MessageBar>
      )}
      <Section title={t('import.nextDays')}>
        <ImportDays progress={connection.progress} />
      </Section>
      <Section title={t('import.later')}>
        <ImportLater progress={connection.progress} months={connection.settings.windowFutureMonths} />
      </Section>
      <SmallText>{t('import.close')}</SmallText>
    </Page>
  );
}

function Numbers({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const { t, f } = useWords();
  const { done, total } = connection.progress;
  const left = useTimeLeft(done, total, f.now);
  const text =
    total === 0
      ? t('preview.computing')
      : t('import.parts', { done: f.number(done), total: f.number(total) });
  return (
    <div className={styles.progress} data-testid="import-progress">
      <div className={styles.numbers}>
        <span className={styles.count}>{text}</span>
        {left !== undefined && (
          <span className={styles.left}>{t('import.left', { time: f.span(left) })}</span>
        )}
      </div>
      <ProgressBar
        thickness="large"
        aria-label={t('import.title')}
        aria-valuetext={text}
        {...(total === 0 ? {} : { value: done, max: total })}
      />
      {total > 0 && <SmallText>{t('import.soFar', { n: connection.counts.linked })}</SmallText>}
    </div>
  );
}

/** At a quarter, half, three quarters, and when the next days are done; never for each item. */
function useSpokenProgress({ progress }: Connection, ready: boolean): void {
  const { t } = useWords();
  const announce = useAnnounce();
  const step = spokenStep(progress);
  const said = useRef({ step: 0, ready: false });
  useEffect(() => {
    if (step > said.current.step) announce(t('import.spoken', { n: step }));
    if (ready && !said.current.ready) announce(t('import.goodNews'));
    said.current = { step, ready };
  }, [announce, ready, step, t]);
}
