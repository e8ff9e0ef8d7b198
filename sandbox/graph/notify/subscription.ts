/** A subscription as the sandbox keeps it (facts: graph §1.2). Times are world milliseconds. */
export interface Subscription {
  id: string;
  tenantId: string;
  clientId: string;
  creatorId: string;
  /** As the client wrote it. */
  resource: string;
  /** Whose mailbox; `calendarId` undefined: the default calendar only (facts: graph §1.1). */
  oid: string;
  calendarId: string | undefined;
  changeTypes: ChangeType[];
  changeType: string;
  clientState: string | null;
  notificationUrl: string;
  lifecycleUrl: string | null;
  expiresAt: number;
  createdAt: number;
  /** When the next `reauthorizationRequired` is due. */
  reauthorizeAt: number;
  /** `Prefer: IdType="ImmutableId"` at creation decides the id form of all its notifications (facts: graph §1.2). */
  immutable: boolean;
  tls: string;
}

export type ChangeType = 'created' | 'updated' | 'deleted';
export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

export const MINUTE = 60_000;
/** Shorter lives are raised to this without a word, longer ones than the other are refused (facts: graph §1.2). */
export const SHORTEST_LIFE = 45 * MINUTE;
export const LONGEST_LIFE = 10_080 * MINUTE;
export const MOST_PER_MAILBOX = 1_000;

/** First three hours before the end, then more often (facts: graph §1.7: the cadence is only illustrated). */
export function firstReauthorization(createdAt: number, expiresAt: number): number {
  return Math.max(expiresAt - 180 * MINUTE, createdAt + 15 * MINUTE);
}

export function nextReauthorization(now: number, expiresAt: number): number {
  const left = expiresAt - now;
  return now + (left > 60 * MINUTE ? Math.max(left / 4, 15 * MINUTE) : 15 * MINUTE);
}
