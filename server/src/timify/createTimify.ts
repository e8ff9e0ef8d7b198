import type { Instant } from '../core/items.ts';
import type { Log } from '../sync/ports/process.ts';
import type { TimifyCredentials } from '../sync/ports/sides.ts';
import type { AvailabilityCache } from './availability.ts';
import { createCompany, type CompanyAdapter } from './company.ts';
import { createDialect } from './dialect.ts';
import { createHandover } from './handover.ts';
import { Http, type HttpConfig } from './http.ts';
import { createOwnDeletions } from './ownDeletions.ts';
import { createOwnShifts } from './ownShifts.ts';

export interface TimifyConfig extends HttpConfig {
  /** Whether an external id can be set on an appointment is unsure (inferred). */
  marker: 'external-id' | 'none';
  /** Longest interval of a list call in days: 30 suits both figures that the docs give. */
  listDays: number;
  /** Zone in which TIMIFY reads `datetime`. Only UTC has a source. */
  createZone?: 'UTC';
}

export interface Timify {
  company(credentials: TimifyCredentials, blocker: 'appointment' | 'timeshift'): CompanyAdapter;
}

/**
 * TIMIFY's DevAPI behind the ports of the sync. What lives here is lost without harm: tokens, the shift plans of the
 * last ten minutes, what this service has shown of its dialect, and copies that a company's run hands over.
 */
export const createTimify = (
  config: TimifyConfig,
  clock: { now(): Instant },
  log: Pick<Log, 'warn'> = { warn: () => undefined },
): Timify => {
  const http = new Http(config, clock);
  const handover = createHandover(clock);
  const cache: AvailabilityCache = new Map();
  const ownShifts = createOwnShifts(clock);
  const ownDeletions = createOwnDeletions(clock);
  const dialect = createDialect();
  return {
    company: (credentials, blocker) =>
      createCompany({
        api: {
          ...{ http, credentials, ownShifts, ownDeletions, dialect, log, now: () => clock.now() },
          ...{ listDays: config.listDays, marker: config.marker },
        },
        blocker,
        handover,
        cache,
      }),
  };
};
