import { createContext, use } from 'react';
import type { PublicConfig } from '../../../shared/me.ts';
import type { Client } from '../api/client.ts';
import type { Host } from '../host/host.ts';

/** What the screens are given from outside: made once at the start, replaced by fakes in tests. */
export interface Services {
  readonly host: Host;
  readonly client: Client;
  readonly config: PublicConfig;
  readonly now: () => Date;
  /** The tab has room for the admin's pages; the task pane shows the person's own calendar only. */
  readonly canAdminister: boolean;
}

const ServicesContext = createContext<Services | undefined>(undefined);
export const ServicesProvider = ServicesContext;

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === undefined) throw new Error('useServices needs a ServicesProvider');
  return services;
}
