import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { addDays, longDate } from '../model/time.ts';
import type { Words } from '../words.ts';
import { Legend } from './Legend.tsx';

const useStyles = makeStyles({
  bar: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  range: { color: tokens.colorNeutralForeground2 },
});

interface DaysBarProps {
  first: string;
  count: number;
  locale: string;
  words: Words;
  /** Without a day: back to where the calendars opened. */
  onGo: (first?: string) => void;
}

/** Which days are shown, and the way to others. */
export function DaysBar({ first, count, locale, words, onGo }: DaysBarProps) {
  const styles = useStyles();
  return (
    <div className={styles.bar}>
      <Button
        icon={<ChevronLeftRegular />}
        aria-label={words.previous}
        onClick={() => onGo(addDays(first, -count))}
        data-testid="days-previous"
      />
      <Button onClick={() => onGo()} data-testid="days-today">
        {words.today}
      </Button>
      <Button
        icon={<ChevronRightRegular />}
        aria-label={words.next}
        onClick={() => onGo(addDays(first, count))}
        data-testid="days-next"
      />
      <span className={styles.range} data-testid="days-range">
        {longDate(first, locale)} – {longDate(addDays(first, count - 1), locale)}
      </span>
      <Legend words={words} />
    </div>
  );
}
