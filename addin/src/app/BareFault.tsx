import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useWords } from './words.tsx';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '576px',
    padding: tokens.spacingHorizontalL,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: { margin: 0 },
});

/** Needs nothing of the rest of the pane, since that is what failed. */
export function BareFault() {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <main className={styles.page}>
      <div role="alert">
        <h1 className={styles.title}>{t('fault.unexpected.title')}</h1>
        <p className={styles.text}>
          {t('fault.unexpected.text')} {t('fault.unexpected.safe')}
        </p>
      </div>
      <Button appearance="primary" onClick={() => window.location.reload()}>
        {t('version.reload')}
      </Button>
    </main>
  );
}
