import { Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useWords } from '../../app/words.tsx';
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
  const { client } = useCompany();
  const [so, setSo] = useState<Planned>();

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const plan = (connection: string) =>
      client.call('preview', { body: { kind: 'settings', connection }, signal });
    void client
      .call('resources', { signal })
      .then(({ items }) => planAll(reachedOf(items), plan, setSo, signal))
      // Without a plan the question can still be answered.
      .catch(() => undefined);
    return () => controller.abort();
  }, [client]);

  if (so === undefined || so.total === 0) return null;
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
