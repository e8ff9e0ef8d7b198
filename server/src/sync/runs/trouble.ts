import type { Fault, FaultKind } from '../../core/fault.ts';
import { backoff, spreadOf } from '../../core/schedule.ts';
import { HOUR, MINUTE } from '../../core/spans.ts';
import type { ConnectionState } from '../documents.ts';

export interface Trouble {
  /** Null: the state stays as it is, the run is only tried again. */
  state: ConnectionState | null;
  /** Milliseconds until the next try. */
  wait: number;
}

/** Faults that a person must mend; we look again from time to time, in case somebody did so elsewhere. */
const STANDING: Partial<Record<FaultKind, ConnectionState>> = {
  'sign-in-required': 'needs-sign-in',
  // The trouble's kind tells the admin that waiting for a sign-in is in vain.
  'owner-gone': 'needs-sign-in',
  'consent-required': 'needs-sign-in',
  'permission-missing': 'permission-missing',
  'mailbox-unsupported': 'mailbox-unsupported',
  'calendar-gone': 'calendar-gone',
  'resource-gone': 'resource-gone',
  credentials: 'timify-refused',
};

/** Failures in a row after which a passing fault is shown as a state. */
const SHOWN_AFTER = 4;

/** What a fault of a whole run means for its connection. Nothing is ever deleted for it. */
export const troubleOf = (fault: Fault, failures: number, id: string): Trouble => {
  const standing = STANDING[fault.kind];
  if (standing) return { state: standing, wait: HOUR };
  const wait = fault.retryAfter ?? backoff(failures, spreadOf(id));
  return { state: failures >= SHOWN_AFTER ? 'failing' : null, wait: Math.max(wait, 250) };
};

/** A bug in our own code: the connection waits, others go on, the operator sees the line. */
export const bugWait = (failures: number): number => Math.min(2 ** failures * 5_000, 15 * MINUTE);
