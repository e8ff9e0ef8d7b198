import { makeStyles, tokens } from '@fluentui/react-components';
import { EyeOff16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { SideName, WayArrow } from '../../ui/sides.tsx';
import { useUnseen } from '../../ui/unseen.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXS,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'stretch',
    fontSize: tokens.fontSizeBase300,
  },
  arrow: { display: 'flex', alignItems: 'center', justifyContent: 'center' },
  crossedEye: { flexShrink: 0, alignSelf: 'center', color: tokens.colorNeutralForeground2 },
});

export function CrossedEye() {
  return <EyeOff16Regular className={useStyles().crossedEye} aria-hidden />;
}

export interface ExampleRow {
  readonly office: ReactNode;
  readonly timify: ReactNode;
  /** Where the copy is; undefined where nothing is transferred. */
  readonly copyIn: 'office' | 'timify' | undefined;
}

interface ExampleProps {
  readonly rows: readonly ExampleRow[];
  /** The same for whoever listens, where no words beside it say so. */
  readonly spoken?: string;
}

/** Both sides next to each other, Outlook always left. */
export function Example({ rows, spoken }: ExampleProps) {
  const { unseen } = useUnseen();
  return (
    <>
      <Drawn rows={rows} />
      {spoken !== undefined && <p className={unseen}>{spoken}</p>}
    </>
  );
}

function Drawn({ rows }: Pick<ExampleProps, 'rows'>) {
  const styles = useStyles();
  return (
    <div className={styles.grid} aria-hidden>
      <SideName side="office" />
      <span />
      <SideName side="timify" />
      {rows.map(({ office, timify, copyIn }, index) => (
        <Row key={index} office={office} timify={timify} copyIn={copyIn} />
      ))}
    </div>
  );
}

function Row({ office, timify, copyIn }: ExampleRow) {
  const styles = useStyles();
  return (
    <>
      {office ?? <span />}
      <span className={styles.arrow}>{copyIn !== undefined && <WayArrow to={copyIn} hidden />}</span>
      {timify ?? <span />}
    </>
  );
}
