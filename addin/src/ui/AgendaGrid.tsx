import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Side } from '../../../shared/words.ts';
import { SideName, WayArrow } from './sides.tsx';

const COLUMNS = '36px minmax(0, 1fr) 16px minmax(0, 1fr)';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: COLUMNS,
    columnGap: tokens.spacingHorizontalXS,
    alignItems: 'stretch',
    minWidth: 0,
  },
  head: { alignItems: 'center' },
  time: {
    paddingTop: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  arrow: { display: 'flex', alignItems: 'center', justifyContent: 'center' },
  cell: { display: 'grid', minWidth: 0, alignItems: 'stretch' },
  day: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  dayTitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
});

export function AgendaHead() {
  const styles = useStyles();
  return (
    <div className={styles.line} aria-hidden>
      <span />
      <SideName side="office" />
      <span />
      <SideName side="timify" />
    </div>
  );
}

/** One item a line in a list per day. */
export function AgendaDay({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.day}>
      <h3 className={styles.dayTitle}>{title}</h3>
      <ul className={styles.list} aria-label={title}>
        {children}
      </ul>
    </div>
  );
}

interface AgendaLineProps {
  readonly time: string;
  readonly office: ReactNode;
  readonly timify: ReactNode;
  readonly copyIn: Side | undefined;
  /** What stands in the line says time and way itself. */
  readonly saidWithin?: boolean;
}

export function AgendaLine({ time, office, timify, copyIn, saidWithin = false }: AgendaLineProps) {
  const styles = useStyles();
  return (
    <li className={styles.line}>
      <span className={styles.time} aria-hidden={saidWithin || undefined}>
        {time}
      </span>
      <div className={styles.cell}>{office}</div>
      <span className={styles.arrow}>
        {copyIn !== undefined && <WayArrow to={copyIn} hidden={saidWithin} />}
      </span>
      <div className={styles.cell}>{timify}</div>
    </li>
  );
}
