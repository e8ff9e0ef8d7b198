import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { HealthRow } from '../../../../shared/company.ts';
import { useWords, type Wording } from '../../app/words.tsx';
import { useFarRows } from '../../ui/farRows.ts';
import { SmallText } from '../../ui/Note.tsx';
import { needOf } from './needs.ts';
import { useRowActs } from './useRowActs.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@container pane (min-width: 640px)': {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 2fr) 200px',
    },
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  below: { gridColumn: 1, '@container pane (min-width: 640px)': { gridColumn: 'auto' } },
  need: { margin: 0 },
  acts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    gridRow: '1 / span 3',
    gridColumn: 2,
    '@container pane (min-width: 640px)': { gridArea: 'auto', justifyContent: 'flex-end' },
  },
  // Two of them leave no room beside the words.
  ownLine: {
    gridRow: 'auto',
    gridColumn: '1 / -1',
    paddingTop: tokens.spacingVerticalXS,
    '@container pane (min-width: 640px)': { gridArea: 'auto', paddingTop: 0 },
  },
});

interface HealthRowsProps {
  readonly rows: readonly HealthRow[];
  /** Of a long list: rows out of sight cost nothing. */
  readonly long?: boolean;
  /** Must be stable. */
  readonly onChanged: () => void;
}

/** Every connection with what is known of it; each opens. */
export function HealthRows({ rows, long = false, onChanged }: HealthRowsProps) {
  const styles = useStyles();
  const far = useFarRows();
  return (
    <ul className={mergeClasses(styles.list, long && far.list)}>
      {rows.map((row) => (
        <Row key={row.connectionId} row={row} onChanged={onChanged} />
      ))}
    </ul>
  );
}

function Row({ row, onChanged }: { readonly row: HealthRow; readonly onChanged: () => void }) {
  const styles = useStyles();
  const wording = useWords();
  const { t } = wording;
  const { resourceId, resourceName, connectionId, state } = row;
  const need = needOf({ state, trouble: row.trouble?.kind ?? null, held: 0, conflicts: 0 });
  const act = need?.act;
  const acts = useRowActs({ id: resourceId, connectionId, state }, onChanged);
  return (
    <li className={styles.row}>
      <span className={styles.name}>{resourceName}</span>
      <span className={styles.below}>{stateOf(row, wording)}</span>
      <div className={styles.below}>
        {need?.words !== undefined && <p className={styles.need}>{t(need.words)}</p>}
        <SmallText>{detailsOf(row, wording).join(' · ')}</SmallText>
      </div>
      <span className={mergeClasses(styles.acts, act !== undefined && styles.ownLine)}>
        {act !== undefined && (
          <Button
            size="small"
            aria-busy={acts.busy}
            aria-label={t('admin.row.actFor', { act: t(`admin.row.${act}`), name: resourceName })}
            onClick={() => acts.run(act)}
          >
            {t(`admin.row.${act}`)}
          </Button>
        )}
        <Button
          size="small"
          appearance={act === undefined ? 'secondary' : 'subtle'}
          aria-label={t('admin.health.open', { name: resourceName })}
          onClick={() => acts.run('open')}
        >
          {t('admin.row.open')}
        </Button>
      </span>
    </li>
  );
}

const stateOf = ({ state }: HealthRow, { t }: Wording): string =>
  state === 'importing' ? t('state.importing', { percent: '' }).trim() : t(`state.${state}`);

function detailsOf(row: HealthRow, { t, f }: Wording): string[] {
  const { live, all } = row.subscriptions;
  const details = [
    row.openBookings === null || row.openBookings.count === 0
      ? undefined
      : t('admin.health.openBookings', { n: row.openBookings.count }),
    row.lastRunAt === null ? undefined : t('admin.health.lastRun', { time: f.moment(row.lastRunAt) }),
    row.lag === null ? undefined : f.latency(row.lag.theirs + row.lag.ours),
    row.provenEqualAt === null
      ? undefined
      : t('admin.health.provenAt', { time: f.moment(row.provenEqualAt) }),
    all === 0 ? undefined : t('admin.health.subscriptions', { live, all }),
    row.trouble?.requestId == null ? undefined : `${t('general.requestId')} ${row.trouble.requestId}`,
  ];
  return details.filter((part) => part !== undefined);
}
