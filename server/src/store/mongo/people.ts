/** Invitations and sealed tokens. */
import type { Invitation } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { openKey } from '../unique.ts';
import type { Collections, InvitationRow } from './collections.ts';
import { unlessTaken } from './faults.ts';
import { decode, encode } from './keys.ts';
import type { InTurn } from './turns.ts';

const rowOf = (invitation: Invitation): InvitationRow => ({
  _id: invitation.id,
  companyId: invitation.companyId,
  tenantId: invitation.tenantId,
  email: invitation.email,
  tokenHash: invitation.tokenHash,
  open: openKey(invitation),
  createdAt: invitation.createdAt,
  doc: encode(invitation),
});

const replaceOpen = async ({ invitations }: Collections, open: string, by: string): Promise<void> => {
  const present = await invitations.findOne({ open, _id: { $ne: by } });
  if (present === null) return;
  const state = 'replaced';
  await invitations.updateOne(
    { _id: present._id, open },
    { $set: { open: openKey({ ...present.doc, state }), 'doc.state': state } },
  );
};

/** The unique key lets one through at a time; who was not first makes the first one "replaced" and tries again. */
const put = async (all: Collections, invitation: Invitation): Promise<void> => {
  const row = rowOf(invitation);
  const write = (): Promise<unknown> =>
    all.invitations.replaceOne({ _id: row._id, tenantId: row.tenantId }, row, { upsert: true });
  do await replaceOpen(all, row.open, row._id);
  while (!(await unlessTaken(write)));
};

export const invitationsIn = (all: Collections, inTurn: InTurn): Store['invitations'] => {
  const { invitations } = all;
  return {
    put: (invitation) =>
      inTurn(`invitation/${invitation.companyId}/${invitation.resourceId}`, () => put(all, invitation)),
    byTokenHash: async (hash) => {
      const row = await invitations.findOne({ tokenHash: hash });
      return row && decode(row.doc);
    },
    get: async (id) => {
      const row = await invitations.findOne({ _id: id });
      return row && decode(row.doc);
    },
    ofCompany: async (companyId) => {
      const rows = await invitations.find({ companyId }).sort({ createdAt: -1, _id: -1 }).toArray();
      return rows.map(({ doc }) => decode(doc));
    },
    openFor: async (tenantId, emails) => {
      const open = { tenantId, email: { $in: [...emails] }, 'doc.state': 'open' as const };
      const rows = await invitations.find(open).sort({ createdAt: -1, _id: -1 }).toArray();
      return rows.map(({ doc }) => decode(doc));
    },
    remove: async (id) => {
      await invitations.deleteOne({ _id: id });
    },
    prune: async (before) => {
      const waits = { 'doc.state': 'open' as const, 'doc.awaiting': { $ne: null } };
      const { deletedCount } = await invitations.deleteMany({ createdAt: { $lt: before }, $nor: [waits] });
      return deletedCount;
    },
  };
};

export const tokensIn = ({ tokens }: Collections, inTurn: InTurn): Store['tokens'] => {
  const save = async (key: string, sealed: string, revision: number): Promise<boolean> => {
    if (revision === 0) return unlessTaken(() => tokens.insertOne({ _id: key, sealed, revision: 1 }));
    const saved = await tokens.updateOne(
      { _id: key, revision },
      { $set: { sealed, revision: revision + 1 } },
    );
    return saved.matchedCount === 1;
  };
  return {
    load: async (key) => {
      const row = await tokens.findOne({ _id: key });
      return row && { sealed: row.sealed, revision: row.revision };
    },
    save: (key, sealed, revision) => inTurn(`token/${key}`, () => save(key, sealed, revision)),
    remove: async (key) => {
      await tokens.deleteOne({ _id: key });
    },
  };
};
