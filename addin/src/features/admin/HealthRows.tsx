import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { HealthRow } from '../../../../shared/company.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords, type Wording } from '../../app/words.tsx';
import { useFarRows } from '../../ui/farRows.ts';

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
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 2fr) auto',
    },
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  below: { gridColumn: 1, '@container pane (min-width: 640px)': { gridColumn: 'auto' } },
  details: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  act: { gridRow: '1 / span 3', gridColumn: 2, '@container pane (min-width: 640px)': { gridArea: 'auto' } },
});

interface HealthRowsProps {
  readonly rows: readonly HealthRow[];
  /** Of a long list: rows out of sight cost nothing. */
  readonly long?: boolean;
}

/** Every connection with what is known of it; each opens. */
export function HealthRows({ rows, long = false }: HealthRowsProps) {
  const styles = useStyles();
  const far = useFarRows();
  const wording = useWords();
  const { t } = wording;
  const { goRoot } = useNavigation();
  return (
    <ul className={mergeClasses(styles.list, long && far.list)}>
      {rows.map((row) => (
        <li key={row.connectionId} className={styles.row}>
          <span className={styles.name}>{row.resourceName}</span>
          <span className={styles.below}>{stateOf(row, wording)}</span>
          <span className={`${styles.below} ${styles.details}`}>{detailsOf(row, wording).join(' · ')}</span>
          <span className={styles.act}>
            <Button
              size="small"
              aria-label={t('admin.health.open', { name: row.resourceName })}
              onClick={() =>
                goRoot({
                  page: 'admin',
                  section: 'overview',
                  opened: { connectionId: row.connectionId, page: 'status' },
                })
              }
            >
              {t('admin.row.open')}
            </Button>
          </span>
        </li>
      ))}
    </ul>
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
    row.trouble?.kind === 'owner-gone' ? t('admin.health.ownerGone') : undefined,
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
