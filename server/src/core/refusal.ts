/** Writes that a service did not want. */
import { noWants } from './docket.ts';
import { openConflict, seriesToken, type ConflictDraft } from './conflicts.ts';
import type { Conflict } from './decisions.ts';
import { otherSide, type Span } from './items.ts';
import type { Link } from './links.ts';
import { offer } from './offers.ts';
import { movesOrigin, type Entry, type Room } from './outcomes.ts';
import type { Write } from './planned.ts';
import { sameSpan } from './spans.ts';
import { bookingOf } from './ways.ts';

/** The copies that a person moved, as the run saw them: the other end of a move that failed. */
const movedCopies = ({ input }: Room, link: Link): { id: string; span: Span }[] => {
  const seen = link.origin.side === 'office' ? input.timify.items : input.office.items;
  return link.mirrors.flatMap((mirror) => {
    const item = seen.find((one) => one.id === mirror.id);
    return item && !sameSpan(item.span, mirror.base.span) ? { id: item.id, span: item.span } : [];
  });
};

/** The service said no: to a moved origin, or to a blocker whose time looked free. */
export const refusal = (room: Room, link: Link, write: Write): Conflict => {
  const moves = movesOrigin(write);
  const copy = moves ? (movedCopies(room, link)[0] ?? null) : null;
  const wanted = write.op === 'delete' ? undefined : write.content.span;
  const { side, id, base } = link.origin;
  const { hasCustomers } = bookingOf(room.input, id) ?? link.origin;
  const span = copy?.span ?? wanted ?? base.span;
  const draft: ConflictDraft = {
    kind: moves ? 'move-refused' : 'overlap',
    link,
    span,
    office: side === 'office' ? { id, span: base.span } : copy,
    timify:
      side === 'timify' ? { id, span: base.span, hasCustomers } : copy && { ...copy, hasCustomers: false },
    rule: `refused-by-${write.side}`,
    setting: null,
    lost: null,
  };
  const { input } = room;
  // What must be read for free times is not read now: the next look at the pair asks for it.
  return openConflict(draft, {
    connectionId: input.connection.id,
    now: input.now,
    hash: input.hash,
    ...offer({ input, cases: [] }, draft, noWants()),
  });
};

/** Somebody has said "ignore" to this, or to all of this kind in the series. */
export const isAnswered = ({ input }: Room, { id, kind }: Conflict, { origin, ignored }: Link): boolean =>
  ignored.includes(id) ||
  (origin.seriesId !== null &&
    input.connection.ignoredSeries.includes(seriesToken(kind, origin.seriesId, input.hash)));

/** A copy that the service takes in no form: its time stays bookable, so somebody is to know. */
const isRefused = ({ write, outcome }: Entry): boolean =>
  outcome.state === 'failed' &&
  (outcome.kind === 'refused' || (outcome.kind === 'invalid' && write.op === 'create'));

/** The copies that a person moved or took away, as the run saw them. */
const touchedCopies = (room: Room, link: Link): string[] => {
  const { office, timify } = room.input;
  const gone = new Set([...office.removed, ...timify.removed]);
  const missing = link.mirrors.flatMap(({ id }) => (id !== null && gone.has(id) ? id : []));
  return [...movedCopies(room, link).map(({ id }) => id), ...missing];
};

/** Failed writes: what is tried again, and what a person is asked about. */
export const noteFailures = (room: Room, link: Link, entries: readonly Entry[]): void => {
  for (const entry of entries) {
    const { write, outcome } = entry;
    if (outcome.state !== 'failed') continue;
    // What the service does not want there it will not want a moment later either: a person has the word.
    const isFinal = outcome.kind === 'refused' && movesOrigin(write);
    if (!isFinal) room.result.retry.push({ side: link.origin.side, id: link.origin.id });
    if (!isFinal && write.op !== 'create') room.result.retry.push({ side: write.side, id: write.id });
    // What a person did to a copy is seen at the copy alone.
    if (!isFinal && write.op !== 'create' && write.target === 'origin')
      for (const id of touchedCopies(room, link))
        room.result.retry.push({ side: otherSide(link.origin.side), id });
    // Nobody is asked about what a person wanted or tried to take back: they are told at once.
    const isAsked =
      room.input.verdicts.length > 0 || room.input.undos.some((undo) => undo.linkId === link.id);
    if (!isRefused(entry) || isAsked) continue;
    const conflict = refusal(room, link, write);
    if (!isAnswered(room, conflict, link)) room.result.conflicts.push(conflict);
  }
};
