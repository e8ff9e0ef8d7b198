import { createContext, use } from 'react';
import type { Company } from '../../../../shared/company.ts';
import type { Client } from '../../api/client.ts';

/** The company that the admin is looking at, and calls that mean it. */
export interface Administered {
  readonly company: Company;
  readonly client: Client;
  /** A newer state of it. */
  readonly changed: (company: Company) => void;
}

const CompanyContext = createContext<Administered | undefined>(undefined);
export const CompanyProvider = CompanyContext;

export function useCompany(): Administered {
  const administered = use(CompanyContext);
  if (administered === undefined) throw new Error('useCompany needs a CompanyProvider');
  return administered;
}
