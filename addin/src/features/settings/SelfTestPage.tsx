import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, ErrorCircle20Filled, SubtractCircle20Regular } from '@fluentui/react-icons';
import { useCallback, type ReactElement } from 'react';
import type { Connection, SelfTest } from '../../../../shared/connection.ts';
import { useAnnounce } from '../../app/announcer.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { useSelfTest } from './useSelfTest.ts';

const useStyles = makeStyles({
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

type Steps = SelfTest['steps'];
type Step = Steps[number];

export function SelfTestPage({ connection: { id } }: { readonly connection: Connection }) {
  const { t } = useWords();
  const announce = useAnnounce();
  const test = useSelfTest(
    id,
    useCallback((over: SelfTest) => announce(t(verdictOf(over))), [announce, t]),
  );
  return (
    <Page
      footer={
        <>
          <BusyButton busy={test.busy} onPress={test.run}>
            {t('selfTest.start')}
          </BusyButton>
          {test.fault !== undefined && <FooterNote isFault>{t('general.failed')}</FooterNote>}
        </>
      }
    >
      <PageHead title={t('selfTest.title')} lead={t('selfTest.text')} back={t('general.back')} />
      {test.shown !== undefined && <Result test={test.shown} />}
    </Page>
  );
}

const isSkipped = ({ outcome }: Step): boolean => outcome === 'skipped';

/** What was skipped was not tested: "Passed" stands alone only where both sides were, to the last step. */
export function verdictOf({ isOver, steps }: SelfTest): PlainKey {
  if (!isOver) return 'selfTest.underWay';
  const office = steps.filter(({ step }) => step.startsWith('office-'));
  if (steps.some(({ outcome }) => outcome === 'failed')) return 'selfTest.failed';
  if (office.every(isSkipped)) return 'selfTest.onlyTimify';
  if (office.some((step) => step.step === 'office-create' && isSkipped(step)))
    return 'selfTest.withoutWriting';
  return office.some(isSkipped) ? 'selfTest.withoutNotifications' : 'selfTest.passed';
}

const OUTCOMES = {
  running: 'selfTest.running',
  done: 'selfTest.done',
  failed: 'selfTest.stepFailed',
  skipped: 'selfTest.skipped',
} as const;

/** What can be done about it. Other failures are kinds of faults, which say nothing to a person. */
const WAYS_OUT: Readonly<Record<string, PlainKey>> = {
  'no-notification': 'selfTest.error.no-notification',
  'not-shown': 'selfTest.error.not-shown',
  stopped: 'selfTest.error.stopped',
};

/** Outcome and reason of a step, in words. */
function reasonOf({ outcome, why, error }: Step, t: ReturnType<typeof useWords>['t']): string {
  const wayOut = WAYS_OUT[error ?? ''];
  if (why) return `${t(OUTCOMES[outcome])}: ${t(`selfTest.why.${why}`)}`;
  return wayOut ? `${t(OUTCOMES[outcome])}. ${t(wayOut)}` : t(OUTCOMES[outcome]);
}

function Result({ test }: { readonly test: SelfTest }) {
  const styles = useStyles();
  const { t, f } = useWords();
  const icons: Readonly<Record<Step['outcome'], ReactElement>> = {
    running: <Spinner size="extra-tiny" />,
    done: <CheckmarkCircle20Filled className={styles.good} />,
    failed: <ErrorCircle20Filled className={styles.bad} />,
    skipped: <SubtractCircle20Regular />,
  };
  const facts = test.steps.map((step) => ({
    label: t(`selfTest.${step.step}`),
    value: isSkipped(step) ? t('general.none') : f.latency(step.milliseconds),
    reason: reasonOf(step, t),
    icon: icons[step.outcome],
  }));
  return (
    <Section title={t(verdictOf(test))}>
      <Facts facts={facts} />
    </Section>
  );
}
