import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useWords } from './words.tsx';

const useStyles = makeStyles({ page: { padding: tokens.spacingHorizontalL } });

/** Needs nothing of the rest of the pane, since that is what failed. */
export function BareFault() {
  const { t } = useWords();
  return (
    <main role="alert" className={useStyles().page}>
      <h1>{t('fault.unexpected.title')}</h1>
      <p>
        {t('fault.unexpected.text')} {t('fault.unexpected.safe')}
      </p>
      <Button appearance="primary" onClick={() => window.location.reload()}>
        {t('version.reload')}
      </Button>
    </main>
  );
}
