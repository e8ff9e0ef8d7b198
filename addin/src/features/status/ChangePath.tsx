import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Connection } from '../../../../shared/connection.ts';
import type { Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { SIDE_NAME, SideName } from '../../ui/sides.tsx';

const useStyles = makeStyles({
  path: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(24px, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
  },
  time: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  total: {
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorStatusSuccessForeground1,
  },
  way: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  line: {
    position: 'relative',
    height: 0,
    borderTop: `1px solid ${tokens.colorNeutralForeground2}`,
    '::after': {
      content: '""',
      position: 'absolute',
      top: '-4px',
      width: '6px',
      height: '6px',
      borderTop: `1px solid ${tokens.colorNeutralForeground2}`,
    },
  },
  toTimify: {
    '::after': {
      right: 0,
      borderRight: `1px solid ${tokens.colorNeutralForeground2}`,
      transform: 'rotate(45deg)',
    },
  },
  toOffice: {
    '::after': {
      left: 0,
      borderLeft: `1px solid ${tokens.colorNeutralForeground2}`,
      transform: 'rotate(-45deg)',
    },
  },
  bar: { display: 'flex', gap: '2px' },
  part: {
    boxSizing: 'border-box',
    height: '6px',
    minWidth: '6px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralForeground3}`,
  },
  theirs: {
    backgroundColor: tokens.colorNeutralForeground3,
    forcedColorAdjust: 'none',
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText' },
  },
  ours: { backgroundColor: tokens.colorBrandBackground },
  parts: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

interface ChangePathProps {
  readonly to: Side;
  readonly at: string;
  readonly lag: Connection['lag'];
}

/** Outlook stays left; the times tell the direction, and the bar whose part took how long. */
export function ChangePath({ to, at, lag }: ChangePathProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const total = lag === null ? 0 : lag.theirs + lag.ours;
  const begun = new Date(Date.parse(at) - total);
  const times = {
    [to]: f.timeWithSeconds(at),
    [to === 'timify' ? 'office' : 'timify']: f.timeWithSeconds(begun),
  };
  return (
    <>
      <div className={styles.path}>
        <div>
          <SideName side="office" />
          <div className={styles.time}>{times['office']}</div>
        </div>
        <div className={styles.way}>
          {lag !== null && <span className={styles.total}>{f.latency(total)}</span>}
          <span
            className={mergeClasses(styles.line, to === 'timify' ? styles.toTimify : styles.toOffice)}
            role="img"
            aria-label={t(`way.${to}`)}
          />
        </div>
        <div>
          <SideName side="timify" />
          <div className={styles.time}>{times['timify']}</div>
        </div>
      </div>
      {lag !== null && total > 0 && (
        <Shares who={to === 'timify' ? 'Microsoft' : SIDE_NAME.timify} theirs={lag.theirs} ours={lag.ours} />
      )}
    </>
  );
}

interface SharesProps {
  /** Whose service told us of the change. */
  readonly who: string;
  /** Milliseconds. */
  readonly theirs: number;
  readonly ours: number;
}

function Shares({ who, theirs, ours }: SharesProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const label = t('status.share.label', {
    total: f.latency(theirs + ours),
    who,
    theirs: f.latency(theirs),
    ours: f.latency(ours),
  });
  return (
    <>
      <div className={styles.bar} role="img" aria-label={label}>
        <span className={mergeClasses(styles.part, styles.theirs)} style={{ flexGrow: theirs }} />
        <span className={mergeClasses(styles.part, styles.ours)} style={{ flexGrow: ours }} />
      </div>
      <div className={styles.parts} aria-hidden>
        <span>{t('status.share.theirs', { who, time: f.latency(theirs) })}</span>
        <span>{t('status.share.ours', { time: f.latency(ours) })}</span>
      </div>
    </>
  );
}
