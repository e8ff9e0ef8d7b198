import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronRight20Regular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto 20px',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '44px',
    paddingInline: 0,
    border: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  value: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, textAlign: 'end' },
});

interface LinkRowProps {
  readonly label: string;
  readonly value?: string;
  readonly testId?: string;
  readonly onOpen: () => void;
}

export function LinkRow({ label, value, testId, onOpen }: LinkRowProps) {
  const styles = useStyles();
  return (
    <button type="button" className={styles.row} data-testid={testId} onClick={onOpen}>
      <span>{label}</span>
      <span className={styles.value}>{value}</span>
      <ChevronRight20Regular aria-hidden />
    </button>
  );
}
