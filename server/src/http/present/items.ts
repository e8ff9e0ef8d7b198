/** What leaves the server about items. Who may see a text was decided before, in sync/requests/shownItems.ts. */
import type {
  AgendaRow as ShownRow,
  Conflict,
  Explanation,
  HeldRow as ShownHeldRow,
  LogEntry as ShownEntry,
  ShownItem,
} from '../../../../shared/items.ts';
import type { Preview } from '../../../../shared/preview.ts';
import type { AgendaRow } from '../../sync/requests/agenda.ts';
import type { ShownConflict } from '../../sync/requests/conflicts.ts';
import type { ItemExplanation } from '../../sync/requests/explainItem.ts';
import type { HeldRow } from '../../sync/requests/held.ts';
import type { LogEntry } from '../../sync/documents.ts';
import type { ShownPreview } from '../../sync/requests/previews.ts';
import type { ShownItem as Item } from '../../sync/requests/shownItems.ts';
import { asksNotify } from '../../sync/undoable.ts';
import { span, time } from './times.ts';

const item = (shown: Item): ShownItem => ({ ...shown, start: time(shown.start), end: time(shown.end) });

export const conflict = (shown: ShownConflict): Conflict => {
  const { conflict: row, subject, office, timify } = shown;
  return {
    id: row.id,
    connectionId: row.connectionId,
    resourceId: subject.connection.resourceId,
    resourceName: subject.connection.resourceName,
    kind: row.kind,
    openedAt: time(row.openedAt),
    ...(row.closedAt === null ? {} : { closedAt: time(row.closedAt) }),
    ...(row.closedBy === null ? {} : { closedBy: row.closedBy }),
    cause: { sentence: shown.sentence, reason: shown.reason, rule: row.rule, setting: row.setting },
    span: span(row.span),
    ...(office ? { office: item(office) } : {}),
    ...(timify ? { timify: item(timify) } : {}),
    lost: row.lost && span(row.lost),
    actions: shown.actions,
    slots: row.slots.map(span),
    notifyRequired: shown.notifyRequired,
    undoable: shown.undoEntry !== null,
    undoEntry: shown.undoEntry?.id ?? null,
    undoAsksNotify: shown.undoEntry !== null && asksNotify(shown.undoEntry),
  };
};

export const logEntry = (
  entry: LogEntry,
  sentence: string,
  title: string | null,
  isUndoable: boolean,
): ShownEntry => ({
  id: entry.id,
  connectionId: entry.connectionId,
  at: time(entry.at),
  event: entry.event,
  sentence,
  item: entry.item,
  side: entry.side,
  span: span(entry.span),
  was: entry.was && span(entry.was),
  title,
  outcome: entry.outcome,
  rule: entry.rule,
  setting: entry.setting,
  undoable: isUndoable,
  undoAsksNotify: isUndoable && asksNotify(entry),
});

export const explanation = (why: ItemExplanation): Explanation => ({
  sentence: why.sentence,
  inFull: why.inFull,
  rule: why.rule,
  setting: why.setting,
  value: why.value,
  earlier: why.earlier,
  source: why.source,
  locked: why.locked,
  change: why.change,
  decision: why.kind,
  reason: why.reason,
  at: time(why.at),
});

export const agendaRow = (row: AgendaRow): ShownRow => ({
  linkId: row.link?.id ?? null,
  origin: row.origin,
  office: row.office && item(row.office),
  timify: row.timify && item(row.timify),
  decision: row.link?.decision.kind ?? null,
  reason: row.link?.decision.reason ?? null,
  anonymous: row.link?.anonymous ?? false,
  conflictId: row.conflictId,
});

export const heldRow = (row: HeldRow): ShownHeldRow => ({
  linkId: row.linkId,
  side: row.side,
  item: row.item,
  start: time(row.span.start),
  end: time(row.span.end),
  title: row.title,
});

export const preview = ({ preview: plan, window, titles }: ShownPreview): Preview => {
  const { counts, samples, mails, ...more } = plan;
  return {
    ...more,
    counts: {
      create: counts.create,
      update: counts.update,
      delete: counts.delete,
      skip: counts.skip,
      conflict: counts.conflict,
    },
    window: span(window),
    samples: samples.map(({ what, side, item: id, target, span: when, rule, setting, copy }, index) => ({
      what,
      side,
      item: id,
      target,
      start: time(when.start),
      end: time(when.end),
      title: titles[index] ?? null,
      rule,
      setting,
      copy,
    })),
    mails,
  };
};
