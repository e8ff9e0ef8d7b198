import { useMemo, type ReactNode } from 'react';
import type { Company } from '../../../../shared/company.ts';
import { useServices } from '../../app/services.tsx';
import { InZone } from '../../app/WordsRoot.tsx';
import { CompanyProvider } from './CompanyContext.tsx';

interface ForCompanyProps {
  readonly company: Company;
  readonly onChanged: (company: Company) => void;
  readonly children: ReactNode;
}

/** What is below speaks of this company, in its zone, and calls under its own address. */
export function ForCompany({ company, onChanged, children }: ForCompanyProps) {
  const { client } = useServices();
  const scoped = useMemo(() => client.forCompany(company.id), [client, company.id]);
  return (
    <InZone timeZone={company.timeZone}>
      <CompanyProvider value={{ company, client: scoped, changed: onChanged }}>{children}</CompanyProvider>
    </InZone>
  );
}
