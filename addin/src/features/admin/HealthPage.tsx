import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Health, HealthRow } from '../../../../shared/company.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { useCompany } from './CompanyContext.tsx';
import { HealthRows } from './HealthRows.tsx';
import { LagChart } from './LagChart.tsx';

/** A chart of less than this is no chart. */
const FEWEST_STEPS = 2;

export function HealthPage() {
  const { t, f } = useWords();
  const { client } = useCompany();
  const { value, fault, reload } = useLoaded(
    useCallback((signal: AbortSignal) => client.call('health', { signal }), [client]),
  );
  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} />;
  const inTrouble = value.items.filter(needsHelp);
  return (
    <Page wide>
      <PageHead
        title={t('admin.health.title')}
        lead={t('admin.health.lead', { time: f.moment(value.since) })}
      />
      <ZoneNote />
      <Figures health={value} />
      {value.history.length >= FEWEST_STEPS && <LagChart history={value.history} />}
      <Section title={t('admin.health.help')}>
        {value.awaiting > 0 && <Awaiting count={value.awaiting} />}
        {inTrouble.length > 0 && <HealthRows rows={inTrouble} />}
        {inTrouble.length === 0 && value.awaiting === 0 && <SmallText>{t('admin.health.fine')}</SmallText>}
      </Section>
      {value.items.length > 0 && (
        <Section title={t('admin.health.all')}>
          <HealthRows rows={value.items} />
        </Section>
      )}
    </Page>
  );
}

/** They can do nothing themselves; the overview is where an admin says yes or no. */
function Awaiting({ count }: { readonly count: number }) {
  const { t } = useWords();
  const { goRoot } = useNavigation();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{t('admin.health.awaiting', { n: count })}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => goRoot({ page: 'admin', section: 'overview' })}>
          {t('admin.health.decide')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

const FINE: readonly HealthRow['state'][] = ['in-step', 'syncing', 'importing', 'paused', 'deactivated'];

const needsHelp = ({ state, trouble }: HealthRow): boolean => !FINE.includes(state) || trouble !== null;

const useFigureStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    '@container pane (min-width: 640px)': { gridTemplateColumns: 'repeat(4, minmax(0, 1fr))' },
  },
  label: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
  },
  detail: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

/** The four figures that say at a glance whether all is well. */
function Figures({ health: { lag, changes, linked, provenEqualAt } }: { readonly health: Health }) {
  const styles = useFigureStyles();
  const { t, f } = useWords();
  const none = t('general.none');
  const figures = [
    {
      label: t('admin.health.median'),
      value: lag === null ? none : f.latency(lag.median),
      detail:
        lag === null
          ? undefined
          : t('admin.health.shares', { theirs: f.latency(lag.theirs), ours: f.latency(lag.ours) }),
    },
    { label: t('admin.health.p95'), value: lag === null ? none : f.latency(lag.p95), detail: undefined },
    { label: t('admin.health.changes'), value: f.number(changes), detail: undefined },
    {
      label: t('admin.health.proven'),
      value: provenEqualAt === null ? none : f.moment(provenEqualAt),
      detail: t('admin.health.pairs', { n: linked }),
    },
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, detail }) => (
        <div key={label}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
          {detail !== undefined && <dd className={styles.detail}>{detail}</dd>}
        </div>
      ))}
    </dl>
  );
}
