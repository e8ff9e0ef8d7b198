import { Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { startTransition, useCallback, useState, type ReactNode } from 'react';
import type { Company } from '../../../../shared/company.ts';
import { Banners } from '../../app/Banners.tsx';
import { useNavigation, type AdminPlace, type AdminSection } from '../../app/navigation.tsx';
import { PageBoundary } from '../../app/PageBoundary.tsx';
import { useServices } from '../../app/services.tsx';
import type { Ready } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { AdminConflicts } from './AdminConflicts.tsx';
import { AdminSettings } from './AdminSettings.tsx';
import { AdminTabs } from './AdminTabs.tsx';
import { AuditPage } from './AuditPage.tsx';
import { CompanyBanners } from './CompanyBanners.tsx';
import { ForCompany } from './ForCompany.tsx';
import { HealthPage } from './HealthPage.tsx';
import { OpenedCalendar } from './OpenedCalendar.tsx';
import { OverviewPage } from './OverviewPage.tsx';
import { SetupPage } from './SetupPage.tsx';

const useStyles = makeStyles({
  chooser: {
    maxWidth: '320px',
    paddingInline: tokens.spacingHorizontalL,
    paddingTop: tokens.spacingVerticalM,
  },
});

interface AdminAreaProps {
  readonly place: AdminPlace;
  readonly session: Ready;
}

/** The company admin's pages. Without a company there is one thing to do: connect it. */
export function AdminArea({ place, session }: AdminAreaProps) {
  const { section, opened } = place;
  const { client } = useServices();
  const { goRoot } = useNavigation();
  const companies = useLoaded(
    useCallback(async (signal: AbortSignal) => (await client.call('companies', { signal })).items, [client]),
  );
  const [changed, setChanged] = useState<readonly Company[]>([]);
  const [chosen, setChosen] = useState<string>();
  if (companies.value === undefined) return <Unanswered fault={companies.fault} onRetry={companies.reload} />;
  const all = [...new Map([...companies.value, ...changed].map((one) => [one.id, one])).values()];
  const company = all.find(({ id }) => id === chosen) ?? all[0];
  const change = (one: Company) => setChanged((before) => [...before.filter(({ id }) => id !== one.id), one]);
  if (company === undefined || section === 'connect') {
    return (
      <SetupPage
        company={company}
        session={session}
        onChanged={(one) => {
          // Together with the way there: without a place of its own, a company that is known shows its overview.
          startTransition(() => change(one));
          // Connecting is only the first step: the page stays for the privacy policy.
          if (section !== 'connect') goRoot({ page: 'admin', section: 'connect' });
        }}
      />
    );
  }
  return (
    <ForCompany company={company} onChanged={change}>
      <AdminTabs section={section} session={session} />
      {all.length > 1 && <Chooser companies={all} company={company} onChoose={setChosen} />}
      <Banners />
      <CompanyBanners />
      <PageBoundary>
        {opened === undefined ? pageOf(section) : <OpenedCalendar opened={opened} />}
      </PageBoundary>
    </ForCompany>
  );
}

function pageOf(section: AdminSection): ReactNode {
  switch (section) {
    case 'conflicts':
      return <AdminConflicts />;
    case 'health':
      return <HealthPage />;
    case 'audit':
      return <AuditPage />;
    case 'settings':
      return <AdminSettings />;
    default:
      return <OverviewPage />;
  }
}

interface ChooserProps {
  readonly companies: readonly Company[];
  readonly company: Company;
  readonly onChoose: (id: string | undefined) => void;
}

function Chooser({ companies, company, onChoose }: ChooserProps) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <section className={styles.chooser} aria-label={t('admin.company')}>
      <Field label={t('admin.company')}>
        <Dropdown
          value={company.name}
          selectedOptions={[company.id]}
          onOptionSelect={(_, { optionValue }) => onChoose(optionValue)}
        >
          {companies.map(({ id, name }) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
    </section>
  );
}
