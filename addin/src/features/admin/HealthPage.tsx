import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Health } from '../../../../shared/company.ts';
import type { Client } from '../../api/client.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords } from '../../app/words.tsx';
import { ListEnd } from '../../ui/ListEnd.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { usePages } from '../../ui/usePages.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { useCompany } from './CompanyContext.tsx';
import { HealthRows } from './HealthRows.tsx';
import { LagChart } from './LagChart.tsx';

/** A chart of less than this is no chart. */
const FEWEST_STEPS = 2;
const PAGE = 50;

export function HealthPage() {
  const { t, f } = useWords();
  const { client } = useCompany();
  const { figures, items, fault, reload, more } = useHealth(client);
  if (figures === undefined || items === undefined) return <Unanswered fault={fault} onRetry={reload} />;
  const { awaiting, history, needHelp, since, total } = figures;
  const inTrouble = items.filter(({ needsHelp }) => needsHelp);
  const others = items.filter(({ needsHelp }) => !needsHelp);
  return (
    <Page wide>
      <PageHead title={t('admin.health.title')} lead={t('admin.health.lead', { time: f.moment(since) })} />
      <ZoneNote />
      <Figures health={figures} />
      {!figures.keepsMarks && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('admin.health.noMarks')}</MessageBarBody>
        </MessageBar>
      )}
      {history.length >= FEWEST_STEPS && <LagChart history={history} />}
      <Section title={t('admin.health.help')}>
        {awaiting > 0 && <Awaiting count={awaiting} />}
        {needHelp > 0 && <SmallText>{t('admin.health.needHelp', { n: needHelp, total })}</SmallText>}
        {inTrouble.length > 0 && <HealthRows rows={inTrouble} onChanged={reload} />}
        {needHelp === 0 && awaiting === 0 && <SmallText>{t('admin.health.fine')}</SmallText>}
      </Section>
      {others.length > 0 && (
        <Section title={t(needHelp > 0 ? 'admin.health.others' : 'admin.health.all')}>
          <HealthRows rows={others} long={items.length > PAGE} onChanged={reload} />
        </Section>
      )}
      {total > PAGE && <ListEnd shown={items.length} total={total} more={more} />}
    </Page>
  );
}

/** Rows come page by page, those that need help first; the figures are of all, and come with the first page. */
function useHealth(client: Client) {
  const [figures, setFigures] = useState<Health>();
  const rows = usePages(
    useCallback(
      async (after?: string, signal?: AbortSignal) => {
        const query = { limit: PAGE, ...(after === undefined ? {} : { after }) };
        const answer = await client.call('health', { query, ...(signal === undefined ? {} : { signal }) });
        if (after === undefined) setFigures(answer);
        return {
          items: answer.items.map((row) => ({ ...row, id: row.connectionId })),
          next: answer.next,
        };
      },
      [client],
    ),
  );
  return { figures, ...rows };
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
