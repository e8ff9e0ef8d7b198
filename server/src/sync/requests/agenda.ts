/** Both calendars side by side: live items, joined by what the sync knows about them. */
import type { Conflict } from '../../core/decisions.ts';
import type { Link } from '../../core/links.ts';
import type { OfficeEvent, SideName, Span } from '../../core/items.ts';
import { isApproved } from '../policy.ts';
import { forbidden } from '../refusal.ts';
import {
  officeOf,
  orNothing,
  showAppointment,
  showEvent,
  showItems,
  timifySideOf,
  type ShowDeps,
  type ShownItem,
  type Subject,
} from './shownItems.ts';

export interface AgendaRow {
  link: Link | null;
  origin: SideName;
  office: ShownItem | null;
  timify: ShownItem | null;
  conflictId: string | null;
}

type Column = Map<string, ShownItem>;

const byId = (items: readonly ShownItem[]): Column => new Map(items.map((item) => [item.id, item]));

const touches = (span: Span, window: Span): boolean => span.start < window.end && span.end > window.start;

/** The owner sees the calendars themselves; others see the events that the sync knows, by what stands in TIMIFY. */
const officeColumn = async (
  deps: ShowDeps,
  subject: Subject,
  window: Span,
  links: readonly Link[],
): Promise<Column> => {
  const { connection, role } = subject;
  if (role === 'owner') {
    const ids = [...connection.calendars.map(({ id }) => id), connection.writeCalendarId ?? ''];
    const containers = [...new Set(ids)].filter((id) => id !== '');
    const read = await orNothing(deps, officeOf(deps, subject).window(window, containers));
    const copied = new Set(links.filter(({ mirrors }) => mirrors.length > 0).map(({ origin }) => origin.id));
    // What was cancelled or never sent is shown where it holds time all the same.
    const isShown = ({ id, isCancelled, isDraft }: OfficeEvent): boolean =>
      (!isCancelled && !isDraft) || copied.has(id);
    if (read) return byId(read.items.filter(isShown).map(showEvent));
  }
  const known = links.flatMap(endsIn('office')).filter(({ span }) => touches(span, window));
  const shown = await showItems(deps, subject, { office: known.map(({ id }) => id), timify: [] });
  return byId(known.map((end) => shown.office(end)));
};

const timifyColumn = async (deps: ShowDeps, subject: Subject, window: Span): Promise<Column> => {
  const read = await orNothing(deps, timifySideOf(deps, subject).window(window, []));
  return byId((read?.items ?? []).map((item) => showAppointment(item, subject)));
};

const endsIn =
  (side: SideName) =>
  (link: Link): { id: string; span: Span }[] =>
    link.origin.side === side
      ? [{ id: link.origin.id, span: link.origin.base.span }]
      : link.mirrors.flatMap(({ id, base }) => (id === null ? [] : [{ id, span: base.span }]));

const take = (column: Column, link: Link, side: SideName): ShownItem | null => {
  for (const { id } of endsIn(side)(link)) {
    const found = column.get(id);
    if (found) return found;
  }
  return null;
};

const conflictOf = (conflicts: readonly Conflict[], row: { link: Link | null; timify: ShownItem | null }) =>
  conflicts.find(
    ({ linkId, timify }) => linkId === row.link?.id || (timify !== null && timify.id === row.timify?.id),
  )?.id ?? null;

const startOf = (row: AgendaRow): number => (row.office ?? row.timify)?.start ?? 0;

/** Rows inside `window` in the order of time. A connection that nobody approved yet shows nothing. */
export const agenda = async (deps: ShowDeps, subject: Subject, window: Span): Promise<AgendaRow[]> => {
  const { connection } = subject;
  if (!isApproved(connection)) throw forbidden('An admin has to approve this connection first.');
  const links = await deps.store.links.about(connection.id, { spans: [window] });
  const [conflicts, office, timify] = await Promise.all([
    deps.store.conflicts.open(connection.id),
    officeColumn(deps, subject, window, links),
    timifyColumn(deps, subject, window),
  ]);
  const linked = links.flatMap((link) => {
    const row = { link, office: take(office, link, 'office'), timify: take(timify, link, 'timify') };
    return row.office || row.timify ? [{ ...row, origin: link.origin.side }] : [];
  });
  for (const link of links) {
    for (const { id } of endsIn('office')(link)) office.delete(id);
    for (const { id } of endsIn('timify')(link)) timify.delete(id);
  }
  const alone = [
    ...[...office.values()].map((item) => ({
      link: null,
      origin: 'office' as const,
      office: item,
      timify: null,
    })),
    ...[...timify.values()].map((item) => ({
      link: null,
      origin: 'timify' as const,
      office: null,
      timify: item,
    })),
  ];
  return [...linked, ...alone]
    .map((row) => ({ ...row, conflictId: conflictOf(conflicts, row) }))
    .sort((a, b) => startOf(a) - startOf(b));
};
