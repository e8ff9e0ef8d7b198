/** A delta round made whole: no masters, no bare occurrences, and nothing silently gone. */
import { isFault } from '../core/fault.ts';
import type { Fault } from '../core/fault.ts';
import type { OfficeEvent, Snapshot } from '../core/items.ts';
import type { OfficeSide } from '../sync/ports/sides.ts';
import { readRound } from './delta.ts';
import type { Round } from './delta.ts';
import type { Mailbox } from './mailbox.ts';
import type { GraphEvent } from './schemas.ts';
import { readMasters, readSeries, touchedSeries } from './series.ts';
import type { Master, SeriesReading } from './series.ts';
import { hydrate, isBare, isMaster, toItem } from './toItem.ts';

type Request = Parameters<OfficeSide['changes']>[0];

export interface Changes {
  snapshot: Snapshot<OfficeEvent>;
  /** The new delta link; after an incomplete round the old one, so that the next round brings the same again. */
  cursor: string;
  deltaCalls: number;
  /**
   * Set when a touched series could not be read although the rest could: everything else may be applied, and the round
   * must be repeated soon. The series is in `snapshot.broken`.
   */
  incomplete: Fault | null;
}

interface Draft {
  events: GraphEvent[];
  removed: Set<string>;
  broken: Snapshot<OfficeEvent>['broken'];
}

/** The masters that bare occurrences need: from the round, else one read each. */
const mastersFor = async (
  mailbox: Mailbox,
  round: Round,
  calendarId: string,
): Promise<Map<string, Master>> => {
  const masters = new Map<string, Master>();
  const wanted = new Set<string>();
  for (const event of round.events.values()) {
    if (isMaster(event)) masters.set(event.id, event);
    else if (isBare(event) && event.seriesMasterId) wanted.add(event.seriesMasterId);
  }
  const missing = [...wanted].filter((id) => !masters.has(id));
  for (const [id, master] of await readMasters(mailbox, calendarId, missing)) masters.set(id, master);
  return masters;
};

/** Full round: everything is new, so masters only serve to complete their occurrences. */
const draftFull = async (mailbox: Mailbox, round: Round, calendarId: string): Promise<Draft> => {
  const draft: Draft = { events: [], removed: round.removed, broken: round.broken };
  const masters = await mastersFor(mailbox, round, calendarId);
  for (const event of round.events.values()) {
    if (isMaster(event)) continue;
    const master = isBare(event) ? masters.get(event.seriesMasterId ?? '') : event;
    if (master === 'gone') draft.removed.add(event.id);
    else if (master === 'unreadable' || master === undefined) {
      draft.broken.push({ id: event.id, why: 'unreadable-series' });
    } else draft.events.push(isBare(event) ? hydrate(event, master) : event);
  }
  return draft;
};

/** What one re-read of a series says: its occurrences as they are, and which of ours are not among them. */
const applySeries = (draft: Draft, reading: SeriesReading, known: readonly string[]): void => {
  const { events, broken } = reading.instances ?? { events: [], broken: [] };
  draft.events.push(...events);
  draft.broken.push(...broken);
  const present = new Set([...events.map((event) => event.id), ...broken.map((entry) => entry.id)]);
  for (const id of known) if (!present.has(id)) draft.removed.add(id);
  if (reading.instances === null) draft.removed.add(reading.seriesId);
  for (const id of present) if (id !== null) draft.removed.delete(id);
};

/** Members of a series that came complete, as exceptions do. */
const completeOf = (members: readonly GraphEvent[], seriesId: string): GraphEvent[] =>
  members.filter((event) => event.seriesMasterId === seriesId && !isBare(event));

/**
 * Who was invited to one date of a series alone has that date and no master: its members stand for themselves, and silence
 * about the others says nothing.
 */
const orphansOf = (round: Round, { seriesId, instances }: SeriesReading): GraphEvent[] =>
  instances !== null || round.events.has(seriesId) || round.removed.has(seriesId)
    ? []
    : completeOf([...round.events.values()], seriesId);

/**
 * A series that can't be read is named, with those of its members that came complete, and holds up nothing else. Gone
 * for a moment, the round is to be repeated (`true`); refused for good, it is not. Being throttled concerns all.
 */
const applyTrouble = (
  draft: Draft,
  members: readonly GraphEvent[],
  seriesId: string,
  fault: unknown,
): boolean => {
  const ofGraph = isFault(fault, 'unavailable', 'unanswered', 'invalid') && fault.service === 'graph';
  if (!ofGraph) throw fault;
  draft.broken.push({ id: seriesId, why: 'unreadable-series' });
  draft.events.push(...completeOf(members, seriesId));
  return fault.kind !== 'invalid';
};

/** Incremental round: each touched series is read once, which replaces its members of the round. */
const draftIncremental = async (
  mailbox: Mailbox,
  round: Round,
  request: Request,
): Promise<{ draft: Draft; incomplete: Fault | null }> => {
  const events = [...round.events.values()];
  const draft: Draft = {
    events: events.filter((event) => !isMaster(event) && !event.seriesMasterId),
    removed: new Set(round.removed),
    broken: [...round.broken],
  };
  let incomplete: Fault | null = null;
  const readOne = async (seriesId: string): Promise<void> => {
    try {
      const { calendarId, window } = request;
      const reading = await readSeries(mailbox, { calendarId, seriesId, window });
      const orphans = orphansOf(round, reading);
      draft.events.push(...orphans);
      if (orphans.length === 0) applySeries(draft, reading, await request.knownOfSeries(seriesId));
    } catch (error) {
      if (applyTrouble(draft, events, seriesId, error)) incomplete = error as Fault;
    }
  };
  await Promise.all([...touchedSeries(events)].map(readOne));
  return { draft, incomplete };
};

/**
 * A deleted series is announced by its master's tombstone alone, one that became a single event again by that event; its
 * occurrences have ids of their own.
 */
const addEndedSeries = async (
  draft: Draft,
  ended: Iterable<string>,
  knownOfSeries: (seriesId: string) => Promise<string[]>,
): Promise<void> => {
  const members = await Promise.all([...ended].map((id) => knownOfSeries(id)));
  for (const id of members.flat()) draft.removed.add(id);
};

export const readChanges = async (mailbox: Mailbox, request: Request): Promise<Changes> => {
  const { cursor, window, calendarId } = request;
  const round = await readRound(mailbox, request);
  const tombstones = [...round.removed];
  const { draft, incomplete } =
    cursor === null
      ? { draft: await draftFull(mailbox, round, calendarId), incomplete: null }
      : await draftIncremental(mailbox, round, request);
  const singles = draft.events.filter(({ seriesMasterId }) => !seriesMasterId).map(({ id }) => id);
  const ended = cursor === null ? tombstones : [...tombstones, ...singles];
  await addEndedSeries(draft, ended, (id) => request.knownOfSeries(id));
  const items = draft.events.map((event) => toItem(event, calendarId));
  for (const item of items) draft.removed.delete(item.id);
  return {
    snapshot: {
      scope: cursor === null ? 'full' : 'changes',
      window,
      items,
      removed: [...draft.removed],
      broken: draft.broken,
      containers: cursor === null ? [calendarId] : null,
    },
    cursor: incomplete === null ? round.cursor : (cursor ?? round.cursor),
    deltaCalls: round.calls,
    incomplete,
  };
};
