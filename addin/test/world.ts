import type { Connection } from '../../shared/connection.ts';
import type { Me } from '../../shared/me.ts';
import type { CallName } from '../../shared/api.ts';
import * as account from './fixtures/account.ts';
import * as items from './fixtures/items.ts';
import { log } from './fixtures/log.ts';
import { preview } from './fixtures/previews.ts';

/** What a call is answered with, by its name in the contract. A function sees the request's body. */
export type Answers = Partial<Record<CallName, unknown>>;

/** Answers of a server that has just what the pictures show; a case overrides what it is about. */
export function worldOf({
  me = account.me,
  answers = {},
}: { readonly me?: Me; readonly answers?: Answers } = {}): Answers {
  const [connection] = me.connections;
  return {
    config: account.config,
    me,
    calendars: { items: account.calendars },
    preview,
    connect: { ...account.connection, ...IMPORTING },
    connection,
    agenda: { items: items.agenda },
    conflicts: { items: items.conflicts },
    log: { items: log },
    explain: items.explanation,
    held: { items: items.held },
    connectionSettings: account.settings,
    changeSettings: account.settings,
    act: { ok: true, pending: false, error: null, facts: {}, connection: connection ?? null },
    resolve: {
      ok: true,
      pending: false,
      error: null,
      facts: { writes: 1, mails: 0 },
      connection: connection ?? null,
    },
    undoLog: { ok: true, pending: false, error: null, facts: {}, connection: connection ?? null },
    ...answers,
  };
}

export const IMPORTING: Partial<Connection> = {
  state: 'importing',
  progress: { phase: 'rest', done: 198, total: 300, doneUntil: '2027-02-10T00:00:00.000Z' },
  counts: { linked: 198, covered: 0, conflicts: 0, skipped: 12, held: 0 },
  provenEqualAt: null,
};

export const withConnection = (change: Partial<Connection>): Me => ({
  ...account.me,
  connections: [{ ...account.connection, ...change }],
});

export const INVITED: Me = { ...account.me, invitations: [account.openInvitation], connections: [] };

export const ADMIN: Me = {
  ...account.me,
  user: { ...account.me.user, roles: ['Sync.Admin'] },
  connections: [],
};
