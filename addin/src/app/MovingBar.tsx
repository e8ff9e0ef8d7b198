import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { useNavigation } from './navigation.tsx';
import { useWords } from './words.tsx';

const useStyles = makeStyles({
  // A page that is there at once shows nothing of the way to it.
  bar: {
    position: 'fixed',
    insetInline: 0,
    top: 0,
    zIndex: 2,
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDelay: '300ms',
    animationDuration: '100ms',
    animationFillMode: 'both',
    '@media print': { display: 'none' },
  },
});

/** While the code of the page that the person asked for is on its way. */
export function MovingBar() {
  const styles = useStyles();
  const { t } = useWords();
  const { isMoving } = useNavigation();
  if (!isMoving) return null;
  return <ProgressBar className={styles.bar} aria-label={t('general.loading')} />;
}
