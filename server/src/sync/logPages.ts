import { carryOut, type Outcome } from './actResult.ts';
import type { PageRequest } from './conflicts.ts';
import type { Caller, LogEntry, Store } from './ports.ts';
import { notFound, Refusal } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';
import { showItems, type ShowDeps, type Subject } from './shownItems.ts';

/** Newest first; one more than asked tells of a next page. */
export const pageOfLog = async (
  store: Pick<Store, 'log'>,
  of: { connectionId: string } | { companyId: string },
  page: PageRequest,
  item: string | null,
): Promise<{ entries: LogEntry[]; next: string | null }> => {
  const found = await store.log.page(of, page.after, page.limit + 1, item ?? undefined);
  const entries = found.slice(0, page.limit);
  return { entries, next: found.length > entries.length ? (entries.at(-1)?.id ?? null) : null };
};

/** Titles for a page of the log, by the id of the entry; null where the viewer can't read one. */
export const titlesOf = async (
  deps: ShowDeps,
  subject: Subject,
  entries: readonly LogEntry[],
): Promise<Map<string, string | null>> => {
  const of = (side: 'office' | 'timify') =>
    entries.filter((entry) => entry.side === side).map(({ item }) => item);
  const shown = await showItems(deps, subject, { office: of('office'), timify: of('timify') });
  return new Map(entries.map(({ id, side, item, span }) => [id, shown[side]({ id: item, span }).title]));
};

/** Takes one act of the log back. */
export const undoEntry = async (
  deps: Pick<RequestDeps, 'store' | 'runner'>,
  caller: Caller,
  subject: Subject,
  entryId: string,
): Promise<Outcome> => {
  const entry = await deps.store.log.get(subject.connection.id, entryId);
  if (!entry) throw notFound();
  if (!entry.undoable) throw new Refusal('undo_impossible', 'This can not be taken back.');
  return carryOut(deps, subject.connection, caller.oid, { kind: 'undo-log', entryId });
};
