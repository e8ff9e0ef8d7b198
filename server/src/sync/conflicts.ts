/** Conflicts as a viewer sees them, and what a person decides about one. */
import type { Conflict, ConflictAction, Span } from '../core/model.ts';
import { carryOut, type Outcome } from './actResult.ts';
import { audit } from './companyRow.ts';
import { actionsFor, mayResolve, needsNotify, needsSlot } from './policy.ts';
import type { Caller, Store } from './ports.ts';
import { forbidden, invalid, notFound } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';
import { showItems, type ShowDeps, type ShownItem, type Subject } from './shownItems.ts';

export interface ShownConflict {
  conflict: Conflict;
  subject: Subject;
  sentence: string;
  office: ShownItem | null;
  timify: ShownItem | null;
  /** The ways out that this viewer may take. */
  actions: ConflictAction[];
  notifyRequired: boolean;
}

type ConflictDeps = ShowDeps & Pick<RequestDeps, 'sentences'>;

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
  return conflicts.map((conflict) => {
    const { office, timify } = conflict;
    const seen = timify && shown.timify(timify);
    const notifyRequired = timify?.hasCustomers === true;
    return {
      conflict,
      subject,
      sentence: deps.sentences.conflict(conflict, language),
      office: office && shown.office(office),
      timify: seen && { ...seen, hasCustomers: notifyRequired || seen.hasCustomers },
      actions: conflict.closedAt === null ? actionsFor(subject.role, conflict) : [],
      notifyRequired,
    };
  });
};

export interface PageRequest {
  after: string | null;
  limit: number;
}

const OPEN_PER_PAGE = 200;

const slice = (open: readonly Conflict[], page: PageRequest): Conflict[] => {
  const from = page.after === null ? 0 : open.findIndex(({ id }) => id === page.after) + 1;
  return open.slice(from, from + page.limit);
};

/** Open ones in the order in which they arose, or all of them, newest first. One more than asked tells of a next page. */
export const pageOfConflicts = async (
  store: Pick<Store, 'conflicts'>,
  of: { connectionId: string },
  state: 'open' | 'all',
  page: PageRequest,
): Promise<{ conflicts: Conflict[]; next: string | null }> => {
  const more = { ...page, limit: Math.min(page.limit, OPEN_PER_PAGE) + 1 };
  const found =
    state === 'open'
      ? slice(await store.conflicts.open(of.connectionId), more)
      : await store.conflicts.page(of, page.after, more.limit);
  const conflicts = found.slice(0, more.limit - 1);
  return { conflicts, next: found.length > conflicts.length ? (conflicts.at(-1)?.id ?? null) : null };
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
    const { kind } = conflict;
    await audit(deps, caller, company.id, 'resolve-conflict', { conflictId, kind, action: decision.action });
  }
  return carryOut(deps, connection, caller.oid, {
    kind: 'verdict',
    verdict: {
      conflictId,
      linkId: conflict.linkId,
      kind: conflict.kind,
      action: decision.action,
      slot: decision.slot,
      notify: decision.notify ?? false,
    },
  });
};
