import { useCallback } from 'react';
import type { AuditEntry } from '../../../../shared/company.ts';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { byDay } from '../../ui/byDay.ts';
import { Facts } from '../../ui/Facts.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { ListEnd } from '../../ui/ListEnd.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { usePages } from '../../ui/usePages.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { actDetails } from './auditDetails.ts';
import { actWords } from './auditWords.ts';
import { useCompany } from './CompanyContext.tsx';

const PAGE = 100;

export function AuditPage() {
  const { t, f, language } = useWords();
  const { client } = useCompany();
  const { session } = useSession();
  const me = session.phase === 'ready' ? session.me.user.oid : '';
  const { items, fault, reload, more } = usePages<AuditEntry>(
    useCallback(
      (after?: string, signal?: AbortSignal) =>
        client.call('audit', {
          query: { limit: PAGE, language, ...(after === undefined ? {} : { after }) },
          ...(signal === undefined ? {} : { signal }),
        }),
      [client, language],
    ),
  );
  if (items === undefined) return <Unanswered fault={fault} onRetry={reload} />;
  return (
    <Page>
      <PageHead title={t('admin.audit.title')} lead={t('admin.audit.lead')} />
      <ZoneNote />
      {items.length === 0 && more === undefined && <SmallText>{t('admin.audit.none')}</SmallText>}
      {byDay(items, ({ at }) => at, f).map(([day, ofDay]) => (
        <Section key={day} title={f.dayHead(ofDay[0].at)}>
          <Facts
            long={items.length > PAGE}
            facts={ofDay.map((entry) => ({
              key: entry.id,
              label: actWords(t, entry),
              value: f.time(entry.at),
              reason: actDetails(t, entry, me),
            }))}
          />
        </Section>
      ))}
      {(more !== undefined || items.length > PAGE) && <ListEnd shown={items.length} more={more} />}
    </Page>
  );
}
