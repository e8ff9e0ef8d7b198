/** Rows of what a run or a person leaves behind: conflicts, log, acts, cursors, the audit. */
import type { Conflict } from '../../core/decisions.ts';
import type { Act, CalendarCursor, LogEntry } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import type { ActRow, Collections, ConflictRow, CursorRow, LogRow } from './collections.ts';
import { decode, encode } from './keys.ts';
import { idsOfCompany } from './links.ts';
import { newestFirst, newestFrom } from './pages.ts';

export const conflictRow = (conflict: Conflict, fence: number): ConflictRow => ({
  _id: `${conflict.connectionId}/${conflict.id}`,
  connectionId: conflict.connectionId,
  id: conflict.id,
  isOpen: conflict.closedAt === null,
  at: conflict.openedAt,
  closedAt: conflict.closedAt,
  spanEnd: conflict.span.end,
  fence,
  doc: encode(conflict),
});

export const logRow = (entry: LogEntry): LogRow => ({
  _id: `${entry.connectionId}/${entry.id}`,
  connectionId: entry.connectionId,
  companyId: entry.companyId,
  id: entry.id,
  at: entry.at,
  item: entry.item,
  doc: encode(entry),
});

export const actRow = (act: Act): ActRow => ({
  _id: act.id,
  connectionId: act.connectionId,
  isWaiting: act.result === null,
  at: act.at,
  doc: encode(act),
});

export const cursorKey = (connectionId: string, calendarId: string): string =>
  `${connectionId}/${calendarId}`;

export const cursorRow = (cursor: CalendarCursor, fence: number): CursorRow => ({
  _id: cursorKey(cursor.connectionId, cursor.calendarId),
  connectionId: cursor.connectionId,
  calendarId: cursor.calendarId,
  subscriptionId: cursor.subscription?.id ?? null,
  fence,
  doc: encode(cursor),
});

export const conflictsIn = (all: Collections): Store['conflicts'] => {
  const { conflicts } = all;
  return {
    open: async (connectionId) => {
      const rows = await conflicts.find({ connectionId, isOpen: true }).sort({ at: 1, id: 1 }).toArray();
      return rows.map(({ doc }) => decode(doc));
    },
    get: async (connectionId, id) => {
      const row = await conflicts.findOne({ _id: `${connectionId}/${id}`, connectionId });
      return row && decode(row.doc);
    },
    page: async (of, after, limit, openOnly = false) => {
      const owner =
        'connectionId' in of
          ? { connectionId: of.connectionId }
          : { connectionId: { $in: await idsOfCompany(all, of.companyId) } };
      const which = openOnly ? { ...owner, isOpen: true } : owner;
      const place = after && { at: after.openedAt, id: after.id };
      const rows = await newestFrom(conflicts, which, place, limit);
      return rows.map(({ doc }) => decode(doc));
    },
  };
};

export const cursorsIn = ({ cursors }: Collections): Store['cursors'] => ({
  ofConnection: async (connectionId) => {
    const rows = await cursors.find({ connectionId }).sort({ calendarId: 1 }).toArray();
    return rows.map(({ doc }) => decode(doc));
  },
  bySubscription: async (subscriptionId) => {
    const row = await cursors.findOne({ subscriptionId });
    return row && decode(row.doc);
  },
  put: async (cursor) => {
    const { _id, connectionId, fence, ...rest } = cursorRow(cursor, 0);
    await cursors.updateOne({ _id, connectionId }, { $set: rest, $setOnInsert: { fence } }, { upsert: true });
  },
});

export const actsIn = ({ acts }: Collections): Store['acts'] => ({
  put: async (act) => {
    const row = actRow(act);
    await acts.replaceOne({ _id: row._id, connectionId: row.connectionId }, row, { upsert: true });
  },
  get: async (id) => {
    const row = await acts.findOne({ _id: id });
    return row && decode(row.doc);
  },
  waiting: async (connectionId) => {
    const rows = await acts.find({ connectionId, isWaiting: true }).sort({ at: 1, _id: 1 }).toArray();
    return rows.map(({ doc }) => decode(doc));
  },
});

export const auditIn = ({ audit }: Collections): Store['audit'] => ({
  add: async (entry) => {
    const { id, companyId, at } = entry;
    const row = { _id: `${companyId}/${id}`, companyId, id, at, doc: encode(entry) };
    await audit.replaceOne({ _id: row._id, companyId }, row, { upsert: true });
  },
  page: async (companyId, before, limit) => {
    const rows = await newestFirst(audit, { companyId }, { before, limit });
    return rows.map(({ doc }) => decode(doc));
  },
});
