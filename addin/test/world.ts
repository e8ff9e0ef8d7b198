import type { Connection } from '../../shared/connection.ts';
import type { Me } from '../../shared/me.ts';
import type { CallName } from '../../shared/api.ts';
import * as fixtures from './fixtures.ts';

/** What a call is answered with, by its name in the contract. A function sees the request's body. */
export type Answers = Partial<Record<CallName, unknown>>;

/** Answers of a server that has just what the pictures show; a case overrides what it is about. */
export function worldOf({ me = fixtures.me, answers = {} }: { readonly me?: Me; readonly answers?: Answers } = {}): Answers {
  const [connection] = me.connections;
  return {
    config: fixtures.config,
    me,
    calendars: { items: fixtures.calendars },
    preview: fixtures.preview,
    connect: { ...fixtures.connection, ...IMPORTING },
    connection,
    agenda: { items: fixtures.agenda },
    conflicts: { items: fixtures.conflicts },
    log: { items: fixtures.log },
    explain: fixtures.explanation,
    held: { items: fixtures.held },
    connectionSettings: fixtures.settings,
    changeSettings: fixtures.settings,
    act: { ok: true, pending: false, error: null, facts: {}, connection: connection ?? null },
    resolve: { ok: true, pending: false, error: null, facts: { writes: 1, mails: 0 }, connection: connection ?? null },
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
  ...fixtures.me,
  connections: [{ ...fixtures.connection, ...change }],
});

export const INVITED: Me = { ...fixtures.me, invitations: [fixtures.openInvitation], connections: [] };

export const ADMIN: Me = { ...fixtures.me, user: { ...fixtures.me.user, roles: ['Sync.Admin'] }, connections: [] };
