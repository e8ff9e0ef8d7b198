import { useCallback } from 'react';
import { useWords } from '../../app/words.tsx';
import { byDay } from '../../ui/byDay.ts';
import { Facts } from '../../ui/Facts.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { useCompany } from './CompanyContext.tsx';

export function AuditPage() {
  const { t, f } = useWords();
  const { client } = useCompany();
  const { value, fault, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => (await client.call('audit', { query: { limit: 200 }, signal })).items,
      [client],
    ),
  );
  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} />;
  return (
    <Page>
      <PageHead title={t('admin.audit.title')} lead={t('admin.audit.lead')} />
      {value.length === 0 && <SmallText>{t('admin.audit.none')}</SmallText>}
      {byDay(value, ({ at }) => at, f).map(([day, ofDay]) => (
        <Section key={day} title={f.dayHead(ofDay[0].at)}>
          <Facts
            facts={ofDay.map(({ id, at, act, by }) => ({
              key: id,
              label: act,
              value: f.time(at),
              reason: by,
            }))}
          />
        </Section>
      ))}
    </Page>
  );
}
