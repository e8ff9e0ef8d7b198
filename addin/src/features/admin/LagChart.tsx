import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { scaleLinear, scaleTime } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useState } from 'react';
import { useWords } from '../../app/words.tsx';
import { OutlineCard } from '../../ui/Note.tsx';
import { LagTable, type LagStep } from './LagTable.tsx';

/** Drawn in these units and stretched to the room there is. */
const WIDTH = 1000;
const HEIGHT = 240;
const TICKS = 4;

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
  },
  title: { margin: 0, flexGrow: 1, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  sign: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  chart: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  drawing: {
    width: '100%',
    height: '160px',
    overflow: 'visible',
    '@container pane (min-width: 640px)': { height: `${HEIGHT}px` },
  },
  scale: { position: 'relative', minWidth: '36px' },
  tick: { position: 'absolute', insetInlineEnd: 0, transform: 'translateY(-50%)', whiteSpace: 'nowrap' },
  hours: { gridColumn: 2, display: 'flex', justifyContent: 'space-between' },
  grid: { stroke: tokens.colorNeutralStroke2 },
  theirs: { fill: tokens.colorNeutralForeground3, fillOpacity: 0.45 },
  ours: { fill: tokens.colorBrandBackground, fillOpacity: 0.45 },
  median: { fill: 'none', stroke: tokens.colorBrandForeground1, strokeWidth: '3px' },
  p95: { fill: 'none', stroke: tokens.colorNeutralForeground1, strokeWidth: '2px', strokeDasharray: '6 4' },
  key: { width: '20px', height: '12px' },
});

/** How long changes took over the last day: whose part it was, and how the slow ones fared. The table says the same. */
export function LagChart({ history }: { readonly history: readonly LagStep[] }) {
  const styles = useStyles();
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  return (
    <OutlineCard>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('admin.health.duration')}</h2>
        {!asTable && <Key />}
        <Link as="button" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'admin.health.asChart' : 'admin.health.asTable')}
        </Link>
      </div>
      {asTable ? <LagTable history={history} /> : <Drawing history={history} />}
    </OutlineCard>
  );
}

function Drawing({ history }: { readonly history: readonly LagStep[] }) {
  const styles = useStyles();
  const { t, f } = useWords();
  const times = history.map(({ at }) => Date.parse(at));
  const slowest = Math.max(1000, ...history.map(({ p95 }) => p95));
  const x = scaleTime()
    .domain([Math.min(...times), Math.max(...times)])
    .range([0, WIDTH]);
  const y = scaleLinear().domain([0, slowest]).nice(TICKS).range([HEIGHT, 0]);
  const xOf = ({ at }: LagStep): number => x(Date.parse(at));
  const ticks = y.ticks(TICKS);
  const [first, last] = [history[0], history.at(-1)];
  return (
    <div className={styles.chart} role="img" aria-label={t('admin.health.chart', { n: history.length })}>
      <div className={styles.scale} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} className={styles.tick} style={{ top: `${(y(tick) / HEIGHT) * 100}%` }}>
            {t('admin.health.seconds', { n: f.number(tick / 1000) })}
          </span>
        ))}
      </div>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        {ticks.map((tick) => (
          <line
            key={tick}
            className={styles.grid}
            x2={WIDTH}
            y1={y(tick)}
            y2={y(tick)}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <path className={styles.theirs} d={bandOf(history, xOf, y, () => 0, theirShare)} />
        <path className={styles.ours} d={bandOf(history, xOf, y, theirShare, ({ median }) => median)} />
        <path
          className={styles.median}
          d={pathOf(history, xOf, ({ median }) => y(median))}
          vectorEffect="non-scaling-stroke"
        />
        <path
          className={styles.p95}
          d={pathOf(history, xOf, ({ p95 }) => y(p95))}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className={styles.hours} aria-hidden>
        {first !== undefined && <span>{f.moment(first.at)}</span>}
        {last !== undefined && <span>{f.moment(last.at)}</span>}
      </div>
    </div>
  );
}

type Value = (step: LagStep) => number;

/** Their part of the median, as they had of the sum. */
const theirShare: Value = ({ theirs, median }) => Math.min(theirs, median);

const pathOf = (history: readonly LagStep[], x: Value, y: Value): string =>
  line<LagStep>(x, y)(history) ?? '';

const bandOf = (
  history: readonly LagStep[],
  x: Value,
  y: (value: number) => number,
  from: Value,
  to: Value,
): string =>
  area<LagStep>()
    .x(x)
    .y0((step) => y(from(step)))
    .y1((step) => y(to(step)))(history) ?? '';

function Key() {
  const styles = useStyles();
  const { t } = useWords();
  const middle = { x2: 20, y1: 6, y2: 6 };
  const field = { width: 20, height: 12, stroke: 'currentColor' };
  const signs = [
    { word: 'Microsoft · TIMIFY', look: <rect {...field} className={styles.theirs} /> },
    { word: 'TIMIFY Sync', look: <rect {...field} className={styles.ours} /> },
    { word: t('admin.health.middle'), look: <line {...middle} className={styles.median} /> },
    { word: t('admin.health.slow'), look: <line {...middle} className={styles.p95} /> },
  ];
  return signs.map(({ word, look }) => (
    <span key={word} className={styles.sign}>
      <svg className={styles.key} aria-hidden>
        {look}
      </svg>
      {word}
    </span>
  ));
}
