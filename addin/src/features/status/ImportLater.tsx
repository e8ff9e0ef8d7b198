import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Circle20Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useWords } from '../../app/words.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { laterRanges, type LaterRange, type Progress } from './importProgress.ts';

const useStyles = makeStyles({
  done: { color: tokens.colorStatusSuccessForeground1 },
  state: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
});

interface ImportLaterProps {
  readonly progress: Progress;
  readonly months: number;
}

export function ImportLater({ progress, months }: ImportLaterProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const icons: Readonly<Record<LaterRange['state'], ReactElement>> = {
    done: <CheckmarkCircle20Filled className={styles.done} />,
    running: <Spinner size="extra-tiny" />,
    waiting: <Circle20Regular />,
  };
  const facts = laterRanges(progress, months, f.now()).map(({ from, to, state }) => ({
    label: t('import.laterRange', { from: f.month(from), to: f.month(to) }),
    value: <span className={styles.state}>{t(`import.${state}`)}</span>,
    icon: icons[state],
  }));
  return <Facts facts={facts} lined={false} />;
}
