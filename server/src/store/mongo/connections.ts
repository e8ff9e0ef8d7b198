import type { Filter } from 'mongodb';
import type { Connection } from '../../sync/documents.ts';
import { needOf } from '../../sync/ports/need.ts';
import type { Store } from '../../sync/ports/store.ts';
import { liveKey } from '../unique.ts';
import type { Collections, ConnectionRow } from './collections.ts';
import { unlessTaken } from './faults.ts';
import { decode, encode } from './keys.ts';
import { byNeed, tally } from './need.ts';
import type { InTurn } from './turns.ts';

const rowOf = (connection: Connection): ConnectionRow => ({
  _id: connection.id,
  tenantId: connection.tenantId,
  oid: connection.oid,
  companyId: connection.companyId,
  resourceId: connection.resourceId,
  live: liveKey(connection),
  createdAt: connection.createdAt,
  need: needOf(connection),
  linked: connection.counts.linked,
  fence: 0,
  doc: encode(connection),
});

const INDEXED = ['tenantId', 'oid', 'companyId', 'resourceId'] as const;

/** The members to set in the row, with what the indexes hold of them. `present` gives what does not change. */
const assignments = (present: Connection, values: Partial<Connection>): Record<string, unknown> => {
  const next: Connection = { ...present, ...values, id: present.id };
  const members = Object.entries(encode(values)).filter(([name]) => name !== 'id');
  return {
    ...Object.fromEntries(members.map(([name, value]) => [`doc.${name}`, value])),
    ...Object.fromEntries(INDEXED.filter((name) => name in values).map((name) => [name, next[name]])),
    ...('state' in values ? { live: liveKey(next) } : {}),
    ...('state' in values || 'trouble' in values ? { need: needOf(next) } : {}),
    ...('counts' in values ? { linked: next.counts.linked } : {}),
  };
};

export type Merge = 'merged' | 'no such row' | 'not allowed' | 'taken';

/** Sets members of one connection in one update, where `allowed` holds. */
export const mergeConnection = async (
  { connections }: Collections,
  id: string,
  values: Partial<Connection>,
  allowed: Filter<ConnectionRow> = {},
  besides: Record<string, unknown> = {},
): Promise<Merge> => {
  const present = await connections.findOne({ _id: id });
  if (present === null) return 'no such row';
  const set: Record<string, unknown> = { ...assignments(present.doc, values), ...besides };
  // The unique index is what counts; but not every server names its refusal of an update so that it is understood.
  if (typeof set['live'] === 'string' && (await connections.findOne({ live: set['live'], _id: { $ne: id } })))
    return 'taken';
  let matched = 0;
  const free = await unlessTaken(async () => {
    matched = (await connections.updateOne({ ...allowed, _id: id }, { $set: set })).matchedCount;
  });
  if (!free) return 'taken';
  return matched === 1 ? 'merged' : 'not allowed';
};

export const connectionsIn = (all: Collections, inTurn: InTurn): Store['connections'] => {
  const { connections } = all;
  const newest = async (filter: Filter<ConnectionRow>): Promise<Connection[]> => {
    const rows = await connections.find(filter).sort({ createdAt: -1, _id: -1 }).toArray();
    return rows.map(({ doc }) => decode(doc));
  };
  const merge = (id: string, values: Partial<Connection>, allowed: Filter<ConnectionRow>): Promise<boolean> =>
    inTurn(`connection/${id}`, async () => (await mergeConnection(all, id, values, allowed)) === 'merged');
  return {
    get: async (id) => {
      const row = await connections.findOne({ _id: id });
      return row && decode(row.doc);
    },
    ofUser: (tenantId, oid) => newest({ tenantId, oid }),
    ofCompany: (companyId) => newest({ companyId }),
    byNeed: (companyId, after, limit) => byNeed(all, companyId, after, limit),
    tally: (companyId) => tally(all, companyId),
    ofResource: (companyId, resourceId) => newest({ companyId, resourceId }),
    create: (connection) => unlessTaken(() => connections.insertOne(rowOf(connection))),
    set: (id, values, ifState) => merge(id, values, ifState ? { 'doc.state': { $in: ifState } } : {}),
    change: (id, values, settingsVersion) => merge(id, values, { 'doc.settingsVersion': settingsVersion }),
    remove: async (id) => {
      await connections.deleteOne({ _id: id });
    },
    endedBefore: async (before, limit) => {
      const ended: Filter<ConnectionRow> = { live: /^ended:/, 'doc.deactivated.at': { $lt: before } };
      const rows = await connections.find(ended).sort({ _id: 1 }).limit(limit).toArray();
      return rows.map(({ doc }) => decode(doc));
    },
  };
};
