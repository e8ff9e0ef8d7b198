/** Rows of the sandbox's books: its journal of calls, its mails, its subscriptions. */
export interface JournalRow {
  service: 'entra' | 'graph' | 'timify';
  method: string;
  path: string;
  status: number;
  time: string;
  inFlight: number;
}

export interface MailRow {
  at: string;
  from: 'ours' | 'exchange' | 'timify';
  to: string;
  subject: string;
  text: string;
  reason?: string;
}

export interface SubscriptionRow {
  id: string;
  oid: string;
  clientState: string;
  resource: string;
}

export type CallName = Pick<JournalRow, 'service' | 'method' | 'path'>;

/** Ids may be written with or without escapes; both name the same call. */
export const nameOf = ({ service, method, path }: CallName): string =>
  `${service} ${method} ${decodeURIComponent(path)}`;
