import type { Filter } from 'mongodb';
import type { Link } from '../../core/links.ts';
import type { Connection } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import {
  appointmentReference,
  bucketsIn,
  bucketsOf,
  asking,
  referencesIn,
  referencesOf,
  type About,
} from '../about.ts';
import { countsFrom } from '../counts.ts';
import type { Collections, LinkRow } from './collections.ts';
import { decode, encode } from './keys.ts';

export const linkKey = (connectionId: string, id: string): string => `${connectionId}/${id}`;

export const linkRow = (link: Link, fence: number): LinkRow => ({
  _id: linkKey(link.connectionId, link.id),
  connectionId: link.connectionId,
  id: link.id,
  fence,
  decision: link.decision.kind,
  seriesId: link.origin.seriesId,
  references: referencesOf(link),
  buckets: bucketsOf(link),
  doc: encode(link),
});

/** Both halves name the connection, so that each finds its own index. */
const candidates = (connectionId: string, what: About): Filter<LinkRow> => {
  const buckets = bucketsIn(what.spans ?? []);
  if (buckets === null) return { connectionId, gone: { $exists: false } };
  return {
    $or: [
      { connectionId, references: { $in: referencesIn(what) } },
      { connectionId, buckets: { $in: buckets } },
    ],
  };
};

const countsIn = async (all: Collections, connectionId: string): Promise<Connection['counts']> => {
  const kinds = await all.links
    .aggregate<{ _id: string | null; number: number }>([
      { $match: { connectionId } },
      { $group: { _id: '$decision', number: { $sum: 1 } } },
    ])
    .toArray();
  const open = await all.conflicts.countDocuments({ connectionId, isOpen: true });
  const connection = await all.connections.findOne({ _id: connectionId });
  const byKind = new Map(kinds.map(({ _id, number }) => [String(_id), number]));
  return countsFrom(byKind, open, connection?.doc.hold ?? null);
};

export const idsOfCompany = async ({ connections }: Collections, companyId: string): Promise<string[]> => {
  const rows = await connections.find({ companyId }).project<{ _id: string }>({ _id: 1 }).toArray();
  return rows.map(({ _id }) => _id);
};

export const linksIn = (all: Collections): Store['links'] => {
  const { links } = all;
  const read = async (filter: Filter<LinkRow>, limit = 0): Promise<Link[]> => {
    const rows = await links.find(filter).sort({ id: 1 }).limit(limit).toArray();
    return rows.flatMap(({ doc }) => (doc ? [decode(doc)] : []));
  };
  return {
    get: async (connectionId, id) => {
      const row = await links.findOne({ _id: linkKey(connectionId, id), connectionId });
      return row?.doc ? decode(row.doc) : null;
    },
    about: async (connectionId, what) => (await read(candidates(connectionId, what))).filter(asking(what)),
    ofSeries: (connectionId, seriesId) => read({ connectionId, seriesId }),
    page: (connectionId, after, limit) =>
      read({ connectionId, gone: { $exists: false }, id: { $gt: after ?? '' } }, limit),
    counts: (connectionId) => countsIn(all, connectionId),
    connectionsOfAppointment: async (companyId, appointmentId) => {
      const connectionIds = await idsOfCompany(all, companyId);
      const references = appointmentReference(appointmentId);
      const holders = await links.distinct('connectionId', {
        connectionId: { $in: connectionIds },
        references,
      });
      return holders.sort();
    },
  };
};
