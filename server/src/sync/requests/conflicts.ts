/** Conflicts as a viewer sees them, and what a person decides about one. */
import type { Conflict, ConflictAction } from '../../core/decisions.ts';
import type { Span } from '../../core/items.ts';
import { carryOut, type Outcome } from './actResult.ts';
import { audit } from '../companyRow.ts';
import { cursorAt, inOrder, placeAt, type ConflictPlace } from '../conflictPlace.ts';
import { settingInForce } from './explainItem.ts';
import { actionsFor, isLive, mayResolve, needsNotify, needsSlot } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { LogEntry } from '../documents.ts';
import type { Store } from '../ports/store.ts';
import { forbidden, invalid, notFound } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { showItems, type ShowDeps, type ShownItem, type Subject } from './shownItems.ts';
import { isUndoable, mayUndo } from '../undoable.ts';

export interface ShownConflict {
  conflict: Conflict;
  subject: Subject;
  sentence: string;
  /** The rule of it alone. */
  reason: string;
  office: ShownItem | null;
  timify: ShownItem | null;
  /** The ways out that this viewer may take. */
  actions: ConflictAction[];
  notifyRequired: boolean;
  /** The line of the log through which this viewer can take a decision back; null: they can't. */
  undoEntry: LogEntry | null;
}

type ConflictDeps = ShowDeps & Pick<RequestDeps, 'sentences' | 'store' | 'clock'>;

const wayBackOf = async (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  { role, connection }: Subject,
  { closedAt, undoEntry }: Conflict,
): Promise<LogEntry | null> => {
  if (closedAt === null || undoEntry === null || !isLive(connection)) return null;
  const entry = await deps.store.log.get(connection.id, undoEntry);
  return entry && isUndoable(entry, deps.clock.now()) && mayUndo(role, entry) ? entry : null;
};

/** Links of these conflicts that are anonymous. */
const anonymousOf = async (
  deps: Pick<RequestDeps, 'store'>,
  { connection }: Subject,
  conflicts: readonly Conflict[],
): Promise<ReadonlySet<string>> => {
  const ids = [...new Set(conflicts.map(({ linkId }) => linkId))];
  const links = await Promise.all(ids.map((id) => deps.store.links.get(connection.id, id)));
  return new Set(links.flatMap((link) => (link?.anonymous ? [link.id] : [])));
};

/** A conflict of an anonymous item tells times only, to whomever. */
const timesAlone = (item: ShownItem): ShownItem => ({ ...item, title: null, readable: 'hidden' });

/** Conflicts of one connection with what the viewer may see of their items. */
export const showConflicts = async (
  deps: ConflictDeps,
  subject: Subject,
  conflicts: readonly Conflict[],
  language: 'de' | 'en',
): Promise<ShownConflict[]> => {
  const shown = await showItems(deps, subject, {
    office: conflicts.flatMap(({ office }) => office?.id ?? []),
    timify: conflicts.flatMap(({ timify }) => timify?.id ?? []),
  });
  const hidden = await anonymousOf(deps, subject, conflicts);
  const ways = await Promise.all(conflicts.map((conflict) => wayBackOf(deps, subject, conflict)));
  return conflicts.map((conflict, index) => {
    const { office, timify } = conflict;
    const seen = timify && shown.timify(timify);
    const notifyRequired = timify?.hasCustomers === true;
    const anonymous = hidden.has(conflict.linkId);
    const event = office && (anonymous ? timesAlone(shown.office(office)) : shown.office(office));
    return {
      conflict: { ...conflict, slots: conflict.slots.filter(({ start }) => start > deps.clock.now()) },
      subject,
      sentence: deps.sentences.conflict(conflict, {
        language,
        zone: subject.connection.timeZone,
        titles: { office: event?.title ?? null, timify: seen?.title ?? null },
        setting: settingInForce(subject, conflict.setting, conflict.settingsVersion ?? null),
      }),
      reason: deps.sentences.log(conflict, language),
      office: event,
      timify: seen && { ...seen, hasCustomers: notifyRequired || seen.hasCustomers },
      actions: conflict.closedAt === null ? actionsFor(subject.role, conflict) : [],
      notifyRequired,
      undoEntry: ways[index] ?? null,
    };
  });
};

export interface PageRequest {
  after: string | null;
  limit: number;
}

const OPEN_PER_PAGE = 200;

const slice = (open: readonly Conflict[], after: ConflictPlace | null, limit: number): Conflict[] =>
  open.filter((conflict) => after === null || inOrder(conflict, after) > 0).slice(0, limit);

/** `found` is one more than a page holds, where there is a next one. */
export const pageOf = (
  found: readonly Conflict[],
  limit: number,
): { conflicts: Conflict[]; next: string | null } => {
  const conflicts = found.slice(0, limit);
  const last = found.length > limit ? conflicts.at(-1) : undefined;
  return { conflicts, next: last ? cursorAt(last) : null };
};

/** Open ones in the order in which they arose, or all of them, newest first. One more than asked tells of a next page. */
export const pageOfConflicts = async (
  store: Pick<Store, 'conflicts'>,
  of: { connectionId: string },
  state: 'open' | 'all',
  page: PageRequest,
): Promise<{ conflicts: Conflict[]; next: string | null }> => {
  const limit = Math.min(page.limit, OPEN_PER_PAGE);
  const after = placeAt(page.after);
  const found =
    state === 'open'
      ? slice(await store.conflicts.open(of.connectionId), after, limit + 1)
      : await store.conflicts.page(of, after, limit + 1);
  return pageOf(found, limit);
};

export interface Decision {
  action: ConflictAction;
  slot: Span | null;
  notify: boolean | null;
}

const check = (subject: Subject, conflict: Conflict, decision: Decision): void => {
  const { action, slot, notify } = decision;
  if (!conflict.actions.includes(action))
    throw invalid('action', `This conflict has no way out "${action}".`);
  if (!mayResolve(subject.role, action, conflict))
    throw forbidden('Acts on items of Office 365 are for the owner of the calendar alone.', 'action');
  if (needsNotify(action, conflict) && notify === null)
    throw invalid('notify', 'Say whether the customers are told: true or false.');
  if (needsSlot(action, conflict) && slot === null) throw invalid('slot', 'Say the new time: start and end.');
};

/** What the audit keeps of it: no times, no texts. A deleted copy is told by the side that it was deleted on. */
const aboutConflict = ({ id, kind, office }: Conflict) => ({
  conflictId: id,
  kind,
  ...(kind === 'mirror-deleted' ? { side: office === null ? 'office' : 'timify' } : {}),
});

/** Decides a conflict. The act is carried out by a run; one that closed meanwhile says so and nothing is done. */
export const resolveConflict = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'runner'>,
  caller: Caller,
  subject: Subject,
  conflictId: string,
  decision: Decision,
): Promise<Outcome> => {
  const { connection, company, role } = subject;
  const conflict = await deps.store.conflicts.get(connection.id, conflictId);
  if (!conflict) throw notFound();
  if (conflict.closedAt !== null) {
    const { closedBy, closedAt } = conflict;
    return { ok: false, pending: false, error: 'already-closed', facts: { closedBy, closedAt } };
  }
  check(subject, conflict, decision);
  if (role === 'admin') {
    const facts = { ...aboutConflict(conflict), action: decision.action };
    await audit(deps, caller, company.id, 'resolve-conflict', { resource: connection.resourceId, ...facts });
  }
  return carryOut(deps, connection, caller.oid, {
    kind: 'verdict',
    verdict: {
      conflictId,
      linkId: conflict.linkId,
      kind: conflict.kind,
      action: decision.action,
      slot: decision.slot,
      notify: decision.notify,
    },
  });
};
