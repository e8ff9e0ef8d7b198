import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFarRows } from './farRows.ts';

const useStyles = makeStyles({
  list: { margin: 0, display: 'flex', flexDirection: 'column' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(min-content, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
  },
  lined: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  withIcon: { gridTemplateColumns: '20px minmax(min-content, 1fr) auto' },
  // Its words stay whole, however long the value is.
  label: { margin: 0, overflowWrap: 'break-word' },
  reason: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold, textAlign: 'end', overflowWrap: 'anywhere' },
  large: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase300 },
});

export interface Fact {
  readonly label: string;
  /** Where labels can repeat. */
  readonly key?: string;
  readonly value: ReactNode;
  readonly reason?: ReactNode;
  readonly icon?: ReactNode;
}

interface FactsProps {
  readonly facts: readonly Fact[];
  readonly lined?: boolean;
  readonly large?: boolean;
  /** Of a long list: rows out of sight cost nothing. */
  readonly long?: boolean;
}

/** Counted or named facts, one a row: label, reason below it, value at the right. */
export function Facts({ facts, lined = true, large = false, long = false }: FactsProps) {
  const styles = useStyles();
  const far = useFarRows();
  return (
    <dl className={mergeClasses(styles.list, long && far.list)}>
      {facts.map(({ label, key, value, reason, icon }) => (
        <div
          key={key ?? label}
          className={mergeClasses(styles.row, lined && styles.lined, icon !== undefined && styles.withIcon)}
        >
          {icon !== undefined && <span aria-hidden>{icon}</span>}
          <dt className={styles.label}>
            {label}
            {reason !== undefined && <span className={styles.reason}>{reason}</span>}
          </dt>
          <dd className={mergeClasses(styles.value, large && styles.large)}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
