import type { Instant } from '../../core/items.ts';
import { carryOut, type Outcome } from './actResult.ts';
import { audit } from '../companyRow.ts';
import { isLive, roleOn } from '../policy.ts';
import type { PageRequest } from './conflicts.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, LogEntry } from '../documents.ts';
import type { Store } from '../ports/store.ts';
import { forbidden, invalid, notFound, Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { asksNotify, isUndoable, mayUndo } from '../undoable.ts';
import { showItems, type ShowDeps, type Subject } from './shownItems.ts';

type Owner = { connectionId: string } | { companyId: string };

interface Only {
  item?: string | undefined;
  until?: Instant | undefined;
  /** Without what was left out since it lies outside the window. */
  inWindow?: boolean;
}

/** As many as are read at once where some are left out. */
const STEP = 500;

const isBeyond = ({ rule }: LogEntry): boolean => rule === 'skip.outside-window';

/** Reads on until enough are left, or there is nothing more. */
const withoutBeyond = async (read: (after: string | null) => Promise<LogEntry[]>, page: PageRequest) => {
  const found: LogEntry[] = [];
  for (let after = page.after; ;) {
    const step = await read(after);
    found.push(...step.filter((entry) => !isBeyond(entry)));
    after = step.at(-1)?.id ?? null;
    if (found.length > page.limit || step.length < STEP) return found;
  }
};

/** Newest first; one more than asked tells of a next page. */
export const pageOfLog = async (
  store: Pick<Store, 'log'>,
  of: Owner,
  page: PageRequest,
  { item, until, inWindow = false }: Only,
): Promise<{ entries: LogEntry[]; next: string | null }> => {
  const only = { ...(item === undefined ? {} : { item }), ...(until === undefined ? {} : { until }) };
  const found = inWindow
    ? await withoutBeyond((after) => store.log.page(of, after, STEP, only), page)
    : await store.log.page(of, page.after, page.limit + 1, only);
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

/** Whether this viewer is offered to take it back. */
export const offersUndo = (
  deps: Pick<RequestDeps, 'clock'>,
  { role, connection }: Pick<Subject, 'role' | 'connection'>,
  entry: LogEntry,
): boolean => isLive(connection) && isUndoable(entry, deps.clock.now()) && mayUndo(role, entry);

/** Ids of the lines of a company's log that this admin is offered to take back. */
export const offeredUndos = async (
  deps: Pick<RequestDeps, 'clock' | 'store'>,
  caller: Caller,
  company: Company,
  entries: readonly LogEntry[],
): Promise<ReadonlySet<string>> => {
  const connections = await deps.store.connections.ofCompany(company.id);
  const byId = new Map(connections.map((connection) => [connection.id, connection]));
  const offered = entries.filter((entry) => {
    const connection = byId.get(entry.connectionId);
    const role = connection && roleOn(caller, connection);
    return connection && role && offersUndo(deps, { role, connection }, entry);
  });
  return new Set(offered.map(({ id }) => id));
};

/** Takes one line of the log back. `notify`: null where the person said nothing. */
export const undoEntry = async (
  deps: Pick<RequestDeps, 'store' | 'runner' | 'clock'>,
  caller: Caller,
  subject: Subject,
  request: { entryId: string; notify: boolean | null },
): Promise<Outcome> => {
  const { connection, company, role } = subject;
  const { entryId, notify } = request;
  const entry = await deps.store.log.get(connection.id, entryId);
  if (!entry) throw notFound();
  if (!isLive(connection) || !isUndoable(entry, deps.clock.now()))
    throw new Refusal('undo_impossible', 'This can not be taken back.');
  if (!mayUndo(role, entry))
    throw forbidden('Acts on items of Office 365 are for the owner of the calendar alone.');
  if (asksNotify(entry) && notify === null)
    throw invalid('notify', 'Say whether the customers are told: true or false.');
  if (role === 'admin') {
    const facts = { resource: connection.resourceId, entry: entryId, rule: entry.rule };
    await audit(deps, caller, company.id, 'undo', facts);
  }
  return carryOut(deps, connection, caller.oid, { kind: 'undo-log', entryId, notify, role });
};
