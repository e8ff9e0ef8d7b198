import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { useTimeLeft, type Progress } from './importProgress.ts';

const useStyles = makeStyles({
  numbers: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  count: { fontWeight: tokens.fontWeightSemibold },
  left: { color: tokens.colorNeutralForeground2 },
  progress: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

interface PartsDoneProps {
  readonly progress: Progress;
  /** What the bar is about. */
  readonly label: string;
  readonly soFar?: string;
}

/** How many parts of the calendar have been gone through, and how long the rest will take. */
export function PartsDone({ progress: { done, total }, label, soFar }: PartsDoneProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const left = useTimeLeft(done, total, f.now);
  const text =
    total === 0
      ? t('preview.computing')
      : t('import.parts', { done: f.number(done), total: f.number(total) });
  return (
    <div className={styles.progress} data-testid="import-progress">
      <div className={styles.numbers}>
        <span className={styles.count}>{text}</span>
        {left !== undefined && (
          <span className={styles.left}>{t('import.left', { time: f.span(left) })}</span>
        )}
      </div>
      <ProgressBar
        thickness="large"
        aria-label={label}
        aria-valuetext={text}
        {...(total === 0 ? {} : { value: done, max: total })}
      />
      {total > 0 && soFar !== undefined && <SmallText>{soFar}</SmallText>}
    </div>
  );
}
