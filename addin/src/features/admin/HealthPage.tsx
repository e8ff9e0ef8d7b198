import { useCallback } from 'react';
import type { Health, HealthRow } from '../../../../shared/company.ts';
import { useServices } from '../../app/services.tsx';
import { StartSkeleton } from '../../app/StartSkeleton.tsx';
import { useWords, type Wording } from '../../app/words.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { CallFault } from '../blocked/CallFault.tsx';
import { useCompany } from './CompanyContext.tsx';

export function HealthPage() {
  const { t } = useWords();
  const { host } = useServices();
  const { client } = useCompany();
  const { value, fault, reload } = useLoaded(
    useCallback((signal: AbortSignal) => client.call('health', { signal }), [client]),
  );
  if (value === undefined) {
    if (fault === undefined) return <StartSkeleton />;
    return (
      <CallFault
        fault={fault}
        email={host.accountHint}
        onGranted={() => Promise.resolve(reload())}
        onRetry={reload}
      />
    );
  }
  const inTrouble = value.items.filter(needsHelp);
  return (
    <Page>
      <PageHead title={t('admin.health.title')} />
      <Section title={t('admin.health.duration')}>
        <Figures health={value} />
      </Section>
      <Section title={t('admin.health.help')}>
        {inTrouble.length === 0 ? <SmallText>{t('admin.health.fine')}</SmallText> : <Rows rows={inTrouble} />}
      </Section>
      <Section title={t('admin.health.all')}>
        <Rows rows={value.items} />
      </Section>
    </Page>
  );
}

const FINE: readonly HealthRow['state'][] = ['in-step', 'syncing', 'importing', 'paused', 'deactivated'];

const needsHelp = ({ state, trouble }: HealthRow): boolean => !FINE.includes(state) || trouble !== null;

function Figures({ health: { lag, changes, linked, provenEqualAt } }: { readonly health: Health }) {
  const { t, f } = useWords();
  const none = t('general.none');
  return (
    <Facts
      large
      facts={[
        { label: t('admin.health.median'), value: lag === null ? none : f.latency(lag.median) },
        { label: t('admin.health.p95'), value: lag === null ? none : f.latency(lag.p95) },
        { label: t('admin.health.changes'), value: f.number(changes) },
        { label: t('admin.health.linked'), value: f.number(linked) },
        { label: t('admin.health.proven'), value: provenEqualAt === null ? none : f.moment(provenEqualAt) },
      ]}
    />
  );
}

function Rows({ rows }: { readonly rows: readonly HealthRow[] }) {
  const wording = useWords();
  return <Facts facts={rows.map((row) => factOf(row, wording))} />;
}

function factOf(row: HealthRow, { t, f }: Wording): Fact {
  const { live, all } = row.subscriptions;
  const details = [
    row.lastRunAt === null ? undefined : t('admin.health.lastRun', { time: f.moment(row.lastRunAt) }),
    all === 0 ? undefined : t('admin.health.subscriptions', { live, all }),
    row.trouble?.requestId == null ? undefined : `${t('general.requestId')} ${row.trouble.requestId}`,
  ];
  const state =
    row.state === 'importing' ? t('state.importing', { percent: '' }).trim() : t(`state.${row.state}`);
  return {
    label: row.resourceName,
    value: state,
    reason: details.filter((part) => part !== undefined).join(' · '),
  };
}
