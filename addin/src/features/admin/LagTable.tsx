import { makeStyles, tokens } from '@fluentui/react-components';
import type { Health } from '../../../../shared/company.ts';
import { useWords } from '../../app/words.tsx';

/** Half an hour of changes. */
export type LagStep = Health['history'][number];

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    '& th, & td': { textAlign: 'start', paddingBlock: tokens.spacingVerticalXS },
    // Words stay whole: what is too wide for the page is moved in its frame.
    '& th': {
      fontWeight: tokens.fontWeightSemibold,
      overflowWrap: 'normal',
      paddingInlineEnd: tokens.spacingHorizontalS,
    },
  },
});

/** The chart for keyboard and speech. */
export function LagTable({ history }: { readonly history: readonly LagStep[] }) {
  const styles = useStyles();
  const { t, f } = useWords();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('admin.health.from')}</th>
            <th scope="col">{t('admin.health.changes')}</th>
            <th scope="col">{t('admin.health.middle')}</th>
            <th scope="col">{t('admin.health.slow')}</th>
          </tr>
        </thead>
        <tbody>
          {history.map(({ at, changes, median, p95 }) => (
            <tr key={at}>
              <th scope="row">{f.moment(at)}</th>
              <td>{f.number(changes)}</td>
              <td>{f.latency(median)}</td>
              <td>{f.latency(p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
