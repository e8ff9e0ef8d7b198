import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useSlow } from '../ui/useSlow.ts';
import { useWords } from './words.tsx';

const NOTHING_FOR_MS = 200;

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
  },
  title: { width: '70%' },
  lead: { width: '50%' },
});

/** In the shape of the page; a quick answer shows nothing at all. */
export function StartSkeleton() {
  const styles = useStyles();
  const { t } = useWords();
  const isSlow = useSlow(true, NOTHING_FOR_MS);
  if (!isSlow) return null;
  return (
    <main>
      {/* The page has its place among the landmarks and a title to jump to before it has any content. */}
      <div role="heading" aria-level={1} aria-label={t('general.loading')} />
      <Skeleton aria-label={t('general.loading')} className={styles.page}>
        <SkeletonItem size={28} className={styles.title} />
        <SkeletonItem size={16} className={styles.lead} />
        <SkeletonItem size={96} />
        <SkeletonItem size={48} />
        <SkeletonItem size={48} />
        <SkeletonItem size={48} />
      </Skeleton>
    </main>
  );
}
