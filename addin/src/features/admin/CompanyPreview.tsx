import { Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useWords } from '../../app/words.tsx';
import { LinesSkeleton } from '../../ui/LinesSkeleton.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { LongWait } from '../../ui/LongWait.tsx';
import { TryAgain } from '../../ui/TryAgain.tsx';
import { useUnseen } from '../../ui/unseen.ts';
import { PreviewCounts } from '../connect/PreviewCounts.tsx';
import type { PlanOfAll } from './usePlanOfAll.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** What applying the settings would do in every calendar: planned one by one while the admin reads, nothing is written. */
export function CompanyPreview({ so, hasFailed, retry }: PlanOfAll) {
  const styles = useStyles();
  const { unseen } = useUnseen();
  const { t } = useWords();
  if (hasFailed || (so !== undefined && so.total > 0 && so.failed === so.total))
    return <TryAgain text={t('admin.settings.noPlan')} onRetry={retry} />;
  if (so === undefined) return <LinesSkeleton />;
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
      {/* In here, since what is around a dialog is silent while it is open. */}
      <div className={unseen} role="status">
        {done + failed === total && t('admin.settings.planned', { n: total, done })}
      </div>
      <LongWait busy={done + failed < total} text={t('admin.settings.planning')} />
      {sum === undefined ? <LinesSkeleton /> : <PreviewCounts preview={sum} targetName={undefined} />}
    </div>
  );
}
