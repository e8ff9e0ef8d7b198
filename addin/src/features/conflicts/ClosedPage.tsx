import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle48Filled } from '@fluentui/react-icons';
import type { Connection } from '../../../../shared/connection.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { Page, PageHead } from '../../ui/Page.tsx';
import { useAllConflicts } from './useConflicts.ts';

const useStyles = makeStyles({ good: { color: tokens.colorStatusSuccessForeground1 } });

/** By the contract's `closedBy`. What is not known is not claimed. */
const TITLES: Readonly<Record<string, PlainKey>> = {
  'cause-gone': 'conflict.closed',
  solved: 'conflict.decided',
  ignored: 'conflict.decided',
};

interface ClosedPageProps {
  readonly connection: Connection;
  readonly id: string;
  readonly left: number;
  readonly onBack: () => void;
}

/** Its cause is gone, or somebody else decided it. */
export function ClosedPage({ connection, id, left, onBack }: ClosedPageProps) {
  const styles = useStyles();
  const { t } = useWords();
  const closed = useAllConflicts(connection).items?.find((conflict) => conflict.id === id);
  return (
    <Page>
      <PageHead
        title={t(TITLES[closed?.closedBy ?? ''] ?? 'result.closed')}
        lead={t('conflict.closedText')}
        back={t('result.backTo', { n: left })}
        onBack={onBack}
        icon={<CheckmarkCircle48Filled className={styles.good} aria-hidden />}
      />
    </Page>
  );
}
