import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { useSlow } from '../ui/useSlow.ts';
import { useSpokenNews } from '../ui/useSpokenNews.ts';
import { useNavigation } from './navigation.tsx';
import { useWords } from './words.tsx';

/** A page that is there at once shows nothing of the way to it. */
const NOTHING_FOR_MS = 300;

const useStyles = makeStyles({
  place: { position: 'fixed', insetInline: 0, top: 0, zIndex: 2, '@media print': { display: 'none' } },
});

/** While the code of the page that the person asked for is on its way. Outside of all pages, so a region of its own. */
export function MovingBar() {
  const styles = useStyles();
  const { t } = useWords();
  const { isMoving } = useNavigation();
  const isSlow = useSlow(isMoving, NOTHING_FOR_MS);
  useSpokenNews(isSlow ? t('general.loading') : undefined);
  if (!isSlow) return null;
  return (
    <div role="status" className={styles.place}>
      <ProgressBar aria-label={t('general.loading')} />
    </div>
  );
}
