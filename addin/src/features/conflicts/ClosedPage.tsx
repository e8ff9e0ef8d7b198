import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle48Filled } from '@fluentui/react-icons';
import { useWords } from '../../app/words.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';

const useStyles = makeStyles({ good: { color: tokens.colorStatusSuccessForeground1 } });

interface ClosedPageProps {
  readonly left: number;
  readonly onBack: () => void;
}

/** Its cause is gone, or somebody else decided it. */
export function ClosedPage({ left, onBack }: ClosedPageProps) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Page>
      <PageHead
        title={t('conflict.closed')}
        lead={t('conflict.closedText')}
        back={t('result.backTo', { n: left })}
        onBack={onBack}
        icon={<CheckmarkCircle48Filled className={styles.good} aria-hidden />}
      />
    </Page>
  );
}
