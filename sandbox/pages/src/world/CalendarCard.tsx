import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import type { Side } from '../model/items.ts';
import type { Words } from '../words.ts';
import { DayGrid } from './DayGrid.tsx';
import type { DayGridProps } from './DayGrid.tsx';
import { SideMark } from './Marks.tsx';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: '320px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
  },
  own: { height: '440px' },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: '6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    margin: 0,
    fontWeight: tokens.fontWeightSemibold,
  },
  person: { color: tokens.colorNeutralForeground2, flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
});

interface CalendarCardProps extends Omit<DayGridProps, 'label' | 'words'> {
  side: Side;
  person: string;
  fills: boolean;
  problem: string | undefined;
  words: Words;
  onAdd: () => void;
}

export function CalendarCard({ side, person, fills, problem, words, onAdd, ...grid }: CalendarCardProps) {
  const styles = useStyles();
  const name = side === 'office' ? 'Outlook' : 'TIMIFY';
  return (
    <section
      className={mergeClasses(styles.card, !fills && styles.own)}
      aria-label={`${name}, ${person}`}
      data-testid={`calendar-${side}`}
    >
      <div className={styles.head}>
        <SideMark side={side} />
        <h2 className={styles.title}>{name}</h2>
        <span className={styles.person}>{person}</span>
        <Button icon={<AddRegular />} onClick={onAdd} data-testid={`add-${side}`}>
          {side === 'office' ? words.event : words.booking}
        </Button>
      </div>
      {problem !== undefined && (
        <MessageBar intent="warning" layout="multiline" data-testid={`problem-${side}`}>
          <MessageBarBody>
            {words.failed} {problem}
          </MessageBarBody>
        </MessageBar>
      )}
      <DayGrid label={`${name}, ${words.keys}`} words={words} {...grid} />
    </section>
  );
}
