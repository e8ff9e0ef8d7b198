import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronRight20Regular, Delete20Regular, Warning20Filled } from '@fluentui/react-icons';
import type { Conflict, ShownItem } from '../../../../shared/items.ts';
import type { Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { fullTitle, itemTime } from '../../ui/itemWords.ts';
import { SIDE_NAME, SideMark } from '../../ui/sides.tsx';
import { cardTitle, reasonOf, slotWords } from './conflictWords.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    boxSizing: 'border-box',
    width: '100%',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  head: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) 20px',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'start',
    fontWeight: tokens.fontWeightSemibold,
  },
  decide: { color: tokens.colorStatusWarningForeground1 },
  item: {
    display: 'grid',
    gridTemplateColumns: '18px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    alignItems: 'center',
  },
  help: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly onOpen: () => void;
}

/** The whole card is one button: kind, both sides, one line of help. */
export function ConflictCard({ conflict, onOpen }: ConflictCardProps) {
  const styles = useStyles();
  const wording = useWords();
  const Icon = conflict.kind === 'mirror-deleted' ? Delete20Regular : Warning20Filled;
  const help =
    conflict.slots.length > 0
      ? wording.t('conflicts.free', { times: slotWords(conflict, wording) })
      : reasonOf(conflict);
  return (
    <li>
      <button type="button" className={styles.card} data-testid="conflict-card" onClick={onOpen}>
        <span className={styles.head}>
          <Icon className={styles.decide} aria-hidden />
          <span>{cardTitle(conflict, wording)}</span>
          <ChevronRight20Regular aria-hidden />
        </span>
        <SideLine side="office" item={conflict.office} />
        <SideLine side="timify" item={conflict.timify} />
        <span className={styles.help}>{help}</span>
      </button>
    </li>
  );
}

function SideLine({ side, item }: { readonly side: Side; readonly item: ShownItem | undefined }) {
  const styles = useStyles();
  const wording = useWords();
  return (
    <span className={styles.item}>
      <SideMark side={side} label={SIDE_NAME[side]} />
      <span>
        {item === undefined
          ? wording.t('conflicts.gone')
          : `${itemTime(item, wording)} ${fullTitle(item, wording)}`}
      </span>
    </span>
  );
}
