import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, ErrorCircle20Filled, SubtractCircle20Regular } from '@fluentui/react-icons';
import { useCallback, useState, type ReactElement } from 'react';
import { SelfTestFacts, type Connection } from '../../../../shared/connection.ts';
import { useAnnounce } from '../../app/announcer.tsx';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';

const useStyles = makeStyles({
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

type Steps = SelfTestFacts['steps'];

export function SelfTestPage({ connection: { id } }: { readonly connection: Connection }) {
  const { client } = useServices();
  const { t } = useWords();
  const announce = useAnnounce();
  const [steps, setSteps] = useState<Steps>();
  const test = useAct(
    useCallback(async () => {
      const { facts } = await client.call('act', { params: { id, action: 'self-test' }, body: {} });
      const parsed = SelfTestFacts.parse(facts);
      setSteps(parsed.steps);
      announce(t(verdictOf(parsed.steps)));
    }, [announce, client, id, t]),
  );
  return (
    <Page
      footer={
        <>
          <BusyButton busy={test.busy} onPress={test.run}>
            {t('selfTest.start')}
          </BusyButton>
          {test.fault !== undefined && <FooterNote>{t('general.failed')}</FooterNote>}
        </>
      }
    >
      <PageHead title={t('selfTest.title')} lead={t('selfTest.text')} back={t('general.back')} />
      {steps !== undefined && <Result steps={steps} />}
    </Page>
  );
}

/** What was skipped was not tested: "Passed" stands only where both sides were. */
export function verdictOf(steps: Steps): PlainKey {
  const isSkipped = ({ outcome }: Steps[number]): boolean => outcome === 'skipped';
  const office = steps.filter(({ step }) => step.startsWith('office-'));
  if (steps.some(({ outcome }) => outcome === 'failed')) return 'selfTest.failed';
  if (office.every(isSkipped)) return 'selfTest.onlyTimify';
  return office.some(isSkipped) ? 'selfTest.withoutWriting' : 'selfTest.passed';
}

function Result({ steps }: { readonly steps: Steps }) {
  const styles = useStyles();
  const { t, f } = useWords();
  const icons: Readonly<Record<Steps[number]['outcome'], ReactElement>> = {
    done: <CheckmarkCircle20Filled className={styles.good} />,
    failed: <ErrorCircle20Filled className={styles.bad} />,
    skipped: <SubtractCircle20Regular />,
  };
  const words = {
    done: 'selfTest.done',
    failed: 'selfTest.stepFailed',
    skipped: 'selfTest.skipped',
  } as const;
  const facts = steps.map(({ step, outcome, milliseconds, why }) => ({
    label: t(`selfTest.${step}`),
    value: outcome === 'skipped' ? t('general.none') : f.latency(milliseconds),
    reason: why ? `${t(words[outcome])}: ${t(`selfTest.why.${why}`)}` : t(words[outcome]),
    icon: icons[outcome],
  }));
  return (
    <Section title={t(verdictOf(steps))}>
      <Facts facts={facts} />
    </Section>
  );
}
