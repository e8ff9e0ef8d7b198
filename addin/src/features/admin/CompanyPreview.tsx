import { Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { TryAgain } from '../../ui/TryAgain.tsx';
import { PreviewCounts } from '../connect/PreviewCounts.tsx';
import { PreviewSkeleton } from '../connect/PreviewPage.tsx';
import { planAll, reachedOf, type CompanyPreview as Planned } from './companyPreview.ts';
import { useCompany } from './CompanyContext.tsx';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** What applying the settings would do in every calendar: planned one by one while the admin reads, nothing is written. */
export function CompanyPreview() {
  const styles = useStyles();
  const { t } = useWords();
  const { so, hasFailed, retry } = usePlanOfAll();
  if (hasFailed || (so !== undefined && so.total > 0 && so.failed === so.total))
    return <TryAgain text={t('admin.settings.noPlan')} onRetry={retry} />;
  if (so === undefined) return <PreviewSkeleton />;
  if (so.total === 0) return <SmallText>{t('admin.settings.noneReached')}</SmallText>;
  const { done, failed, total, sum } = so;
  return (
    <div className={styles.box}>
      <Field
        validationState="none"
        validationMessage={[
          t('admin.settings.planned', { n: total, done }),
          ...(failed === 0 ? [] : [t('admin.settings.unplanned', { n: failed })]),
        ].join(' ')}
      >
        <ProgressBar value={done + failed} max={total} aria-label={t('preview.computing')} />
      </Field>
      {sum === undefined ? <PreviewSkeleton /> : <PreviewCounts preview={sum} targetName={undefined} />}
    </div>
  );
}

interface PlanOfAll {
  readonly so: Planned | undefined;
  /** Not even who there is could be read. Without a plan the question can still be answered. */
  readonly hasFailed: boolean;
  readonly retry: () => void;
}

function usePlanOfAll(): PlanOfAll {
  const { client } = useCompany();
  const [so, setSo] = useState<Planned>();
  const [hasFailed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const plan = (connection: string) =>
      client.call('preview', { body: { kind: 'settings', connection }, signal });
    void client
      .call('resources', { signal })
      .then(({ items }) => planAll(reachedOf(items), plan, setSo, signal))
      .catch(() => setFailed(!signal.aborted));
    return () => controller.abort();
  }, [client, round]);
  const retry = () => {
    setSo(undefined);
    setFailed(false);
    setRound((before) => before + 1);
  };
  return { so, hasFailed, retry };
}
