import { isFault } from '../core/fault.ts';
import type { Instant, Span } from '../core/items.ts';
import { DAY } from '../core/spans.ts';
import { timifyCompanyOf } from './desk.ts';
import type { Company, Connection, ConnectionState } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

/** Only the mailbox owner can mend these; one who has left never will. */
const OWNERS_ALONE: readonly ConnectionState[] = [
  'needs-sign-in',
  'permission-missing',
  'mailbox-unsupported',
  'calendar-gone',
];

export const needsOwner = ({ state }: Pick<Connection, 'state'>): boolean => OWNERS_ALONE.includes(state);

export interface OpenBookings {
  count: number;
  /** The first of them, in order of time. */
  first: Span[];
}

const AHEAD = 90 * DAY;
const SHOWN = 20;

/**
 * The bookings of customers that still wait for this resource in the next 90 days, read from TIMIFY with the company's
 * own right: counts and times, no texts. Null while TIMIFY does not answer.
 */
export const openBookings = async (
  deps: Pick<RunDeps, 'sides' | 'vault'>,
  company: Company,
  connection: Connection,
  now: Instant,
): Promise<OpenBookings | null> => {
  try {
    const side = timifyCompanyOf(deps, company).side(connection.resourceId, connection.timeZone);
    const { items } = await side.window({ start: now, end: now + AHEAD }, []);
    const spans = items
      .filter(({ hasCustomers, span }) => hasCustomers && span.end > now)
      .map(({ span }) => span)
      .sort((a, b) => a.start - b.start);
    return { count: spans.length, first: spans.slice(0, SHOWN) };
  } catch (error) {
    if (!isFault(error)) throw error;
    return null;
  }
};
