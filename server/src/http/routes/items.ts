import { agenda } from '../../sync/requests/agenda.ts';
import { pageOfConflicts, resolveConflict, showConflicts } from '../../sync/requests/conflicts.ts';
import { explainItem } from '../../sync/requests/explainItem.ts';
import { heldRows } from '../../sync/requests/held.ts';
import { offersUndo, pageOfLog, titlesOf, undoEntry } from '../../sync/requests/logPages.ts';
import { isApproved } from '../../sync/policy.ts';
import { forbidden, invalid } from '../../sync/refusal.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import type { Subject } from '../../sync/requests/shownItems.ts';
import * as present from '../present/items.ts';
import { page, spanFrom } from '../present/times.ts';
import { reply, type Handlers } from '../route.ts';
import { actReply } from './connection.ts';

type Names = 'conflicts' | 'resolve' | 'log' | 'undoLog' | 'explain' | 'held' | 'agenda';

const LONGEST_AGENDA = 31 * 86_400_000;

const requireApproved = ({ connection }: Subject): void => {
  if (!isApproved(connection)) throw forbidden('An admin has to approve this connection first.');
};

const decisions = (deps: RequestDeps): Handlers<'resolve' | 'undoLog'> => ({
  resolve: async (ask) => {
    const { caller, subject, params, body } = ask;
    requireApproved(subject);
    const decision = {
      action: body.action,
      slot: body.slot ? spanFrom(body.slot) : null,
      notify: body.notify ?? null,
    };
    const outcome = await resolveConflict(deps, caller, subject, params.conflictId, decision);
    return actReply(deps, ask, outcome);
  },

  undoLog: async (ask) => {
    requireApproved(ask.subject);
    const request = { entryId: ask.params.entry, notify: ask.body.notify ?? null };
    return actReply(deps, ask, await undoEntry(deps, ask.caller, ask.subject, request));
  },
});

export const itemHandlers = (deps: RequestDeps): Handlers<Names> => ({
  ...decisions(deps),

  conflicts: async ({ subject, query, language }) => {
    requireApproved(subject);
    const request = { after: query.after ?? null, limit: query.limit };
    const of = { connectionId: subject.connection.id };
    const { conflicts, next } = await pageOfConflicts(deps.store, of, query.state, request);
    const shown = await showConflicts(deps, subject, conflicts, language(query.language));
    return reply(page(shown.map(present.conflict), next));
  },

  log: async ({ subject, query, language }) => {
    requireApproved(subject);
    const request = { after: query.after ?? null, limit: query.limit };
    const of = { connectionId: subject.connection.id };
    const { entries, next } = await pageOfLog(deps.store, of, request, {
      item: query.item,
      until: query.until === undefined ? undefined : Date.parse(query.until),
      inWindow: query.inWindow,
    });
    const titles = query.titles ? await titlesOf(deps, subject, entries) : new Map<string, string | null>();
    const spoken = language(query.language);
    const items = entries.map((entry) =>
      present.logEntry(
        entry,
        deps.sentences.log(entry, spoken),
        titles.get(entry.id) ?? null,
        offersUndo(deps, subject, entry),
      ),
    );
    return reply(page(items, next));
  },

  explain: async ({ subject, query, language }) => {
    requireApproved(subject);
    const about = { side: query.side, item: query.item, language: language(query.language) };
    return reply(present.explanation(await explainItem(deps, subject, about)));
  },

  held: async ({ subject }) => {
    requireApproved(subject);
    return reply(page((await heldRows(deps, subject)).map(present.heldRow)));
  },

  agenda: async ({ subject, query }) => {
    const window = spanFrom({ start: query.from, end: query.to });
    if (window.end <= window.start) throw invalid('to', 'must lie after from');
    if (window.end - window.start > LONGEST_AGENDA) throw invalid('to', 'lies more than 31 days after from');
    return reply(page((await agenda(deps, subject, window)).map(present.agendaRow)));
  },
});
