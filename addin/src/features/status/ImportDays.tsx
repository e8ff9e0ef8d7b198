import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Circle16Regular } from '@fluentui/react-icons';
import { useWords } from '../../app/words.tsx';
import { dayCells, type Progress } from './importProgress.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(7, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  cell: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    paddingBlock: tokens.spacingVerticalXS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  number: { fontWeight: tokens.fontWeightSemibold },
  done: { color: tokens.colorStatusSuccessForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
});

export function ImportDays({ progress }: { readonly progress: Progress }) {
  const styles = useStyles();
  const { t, f } = useWords();
  return (
    <ul className={styles.grid}>
      {dayCells(progress, f.now()).map(({ at, done }) => {
        const day = f.longDay(at);
        return (
          <li
            key={at.getTime()}
            className={styles.cell}
            aria-label={done ? t('import.dayDone', { day }) : t('import.dayWaiting', { day })}
          >
            <span aria-hidden>{f.weekday(at)}</span>
            <span aria-hidden className={styles.number}>
              {f.dayNumber(at)}
            </span>
            {done ? (
              <CheckmarkCircle16Filled className={styles.done} aria-hidden />
            ) : (
              <Circle16Regular className={styles.waiting} aria-hidden />
            )}
          </li>
        );
      })}
    </ul>
  );
}
