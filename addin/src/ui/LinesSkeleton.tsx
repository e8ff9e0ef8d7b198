import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useWords } from '../app/words.tsx';

/** Lines that are awaited, in the place where they will stand. */
export function LinesSkeleton({ lines = 4 }: { readonly lines?: number }) {
  const { t } = useWords();
  return (
    <Skeleton aria-label={t('general.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <SkeletonItem key={line} size={40} style={{ marginBottom: '8px' }} />
      ))}
    </Skeleton>
  );
}
