import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { Resource } from '../../../../shared/company.ts';
import type { Direction } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { BothWaysSign, Way } from '../../ui/sides.tsx';
import { canInvite, rowAct } from './overview.ts';
import { ResourceState } from './ResourceState.tsx';
import { RowMenu } from './RowMenu.tsx';
import { useRowActs } from './useRowActs.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr) auto 32px',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@container pane (min-width: 640px)': {
      gridTemplateColumns: '32px minmax(0, 2fr) minmax(0, 2fr) 120px 32px',
    },
    '@container pane (min-width: 900px)': {
      gridTemplateColumns: '32px minmax(0, 3fr) minmax(0, 3fr) 72px minmax(0, 1fr) minmax(0, 1fr) 120px 32px',
    },
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  email: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  /** Under the name in narrow panes, a column of its own from 640. */
  stateBelow: { '@container pane (min-width: 640px)': { display: 'none' } },
  state: { display: 'none', '@container pane (min-width: 640px)': { display: 'block' } },
  wide: {
    display: 'none',
    '@container pane (min-width: 900px)': { display: 'block' },
    fontSize: tokens.fontSizeBase200,
  },
  act: { justifySelf: 'end' },
});

interface ResourceRowProps {
  readonly resource: Resource;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly onChanged: () => void;
}

export function ResourceRow({ resource, chosen, onChoose, onChanged }: ResourceRowProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const { name, email, direction, lag, lastRunAt } = resource;
  const acts = useRowActs(resource, onChanged);
  const act = rowAct(resource);
  return (
    <li className={styles.row} data-testid="resource-row">
      <Checkbox
        checked={chosen}
        disabled={!canInvite(resource)}
        aria-label={t('admin.overview.select', { name })}
        onChange={(_, { checked }) => onChoose(checked === true)}
      />
      <div>
        <span className={styles.name}>{name}</span>
        <span className={styles.email}>{email}</span>
        <div className={styles.stateBelow}>
          <ResourceState resource={resource} />
        </div>
      </div>
      <div className={styles.state}>
        <ResourceState resource={resource} />
      </div>
      <div className={styles.wide}>{direction !== null && <DirectionSign direction={direction} />}</div>
      <div className={styles.wide}>{lastRunAt === null ? t('general.none') : f.moment(lastRunAt)}</div>
      <div className={styles.wide}>{lag === null ? t('general.none') : f.latency(lag.theirs + lag.ours)}</div>
      {act === undefined ? (
        <span />
      ) : (
        <Button size="small" className={styles.act} aria-busy={acts.busy} onClick={() => acts.run(act)}>
          {t(`admin.row.${act}`)}
        </Button>
      )}
      <RowMenu resource={resource} onAct={acts.run} />
    </li>
  );
}

function DirectionSign({ direction }: { readonly direction: Direction }) {
  if (direction === 'both') return <BothWaysSign />;
  return <Way to={direction === 'office-to-timify' ? 'timify' : 'office'} />;
}
