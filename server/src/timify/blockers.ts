import { DateTime } from 'luxon';
import { Fault, isFault } from '../core/fault.ts';
import type { Appointment, Span } from '../core/items.ts';
import type { Content } from '../core/planned.ts';
import { coveredBy, DAY, GRID, length, outward, overlaps, union } from '../core/spans.ts';
import type { Api } from './appointments.ts';
import { shapeFault } from './errors.ts';
import { oneAnswer } from './schemas.ts';
import { deniedSpans, listShifts, readShift, type Shift } from './shifts.ts';
import { localDay } from './time.ts';

/*
 * Blockers as time shifts (setting `blocker` = `timeshift`). What is documented: POST /timeshifts with
 * `denial_reason: BLOCKER` (timify §1.8). ASSUMPTIONS, to be checked against a real account: that the answer holds an
 * id, that `import_shift_denial_id` is taken outside the bulk import, and that DELETE /timeshifts/{id} exists.
 * A row has no text and no mark of ours: ours are those whose ids our links hold. The planner asks for one local day at
 * a time, so that one blocker is one row; more rows are understood all the same.
 */

/** Import ids of ours: `tms:{marker}`. */
const OURS = 'tms:';
const ID = /^shift:(.+)@(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** Rows of one blocker, and the local days (inclusive) in which they stand, for no route reads a single row. */
interface BlockerId {
  rows: string[];
  from: string;
  to: string;
}

export const isShiftId = (id: string): boolean => ID.test(id);
/** Ids of the rows that an item stands for. */
export const rowsOf = (id: string): string[] => parseId(id)?.rows ?? [];
export const isOurs = (shift: Shift): boolean => shift.importId?.startsWith(OURS) ?? false;

const idText = ({ rows, from, to }: BlockerId): string =>
  `shift:${[...rows].sort().join('+')}@${from}..${to}`;
const parseId = (id: string): BlockerId | null => {
  const [, rows, from, to] = ID.exec(id) ?? [];
  return rows === undefined || from === undefined || to === undefined
    ? null
    : { rows: rows.split('+'), from, to };
};

/** A part of a blocker: the same clock times on each of these local days. */
export interface Part {
  from: string;
  to: string;
  begin: string;
  end: string;
}

/**
 * `span`, outward on the five-minute grid, cut at local midnights, whole days joined. In the hour that autumn repeats
 * one label names two instants: there a part takes both, for nothing that is busy may stay bookable.
 */
export const midnightParts = (span: Span, zone: string): Part[] => {
  const { start, end } = outward(length(span) > 0 ? span : { start: span.start, end: span.start + GRID });
  const parts: Part[] = [];
  for (let at = start; at < end;) {
    const day = DateTime.fromMillis(at, { zone }).startOf('day');
    const midnight = day.plus({ days: 1 }).startOf('day').toMillis();
    const stop = Math.min(midnight, end);
    const on = day.toFormat('yyyy-MM-dd');
    const part = { from: on, to: on, ...labels(at, stop, zone) };
    const last = parts.at(-1);
    const joins =
      part.begin === '00:00' && part.end === '24:00' && last?.begin === '00:00' && last.end === '24:00';
    if (joins) last.to = on;
    else parts.push(part);
    at = stop;
  }
  return parts;
};

/** Earliest and latest clock label of a part of one day; all grid steps count where the clock is put in between. */
const labels = (start: number, stop: number, zone: string): { begin: string; end: string } => {
  const at = (instant: number) => DateTime.fromMillis(instant, { zone });
  const steps = [start, stop - GRID];
  if (at(start).offset !== at(stop).offset)
    for (let step = start; step < stop; step += GRID) steps.push(step);
  const told = steps.map((step) => at(step).toFormat('HH:mm')).sort();
  return { begin: told.at(0) ?? '00:00', end: afterStep(told.at(-1) ?? '23:55') };
};

/** The label five minutes on, by the clock alone. */
const afterStep = (label: string): string => {
  const [hours, minutes] = label.split(':').map(Number);
  const total = (hours ?? 0) * 60 + (minutes ?? 0) + 5;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
};

export interface Place {
  api: Api;
  resourceId: string;
  zone: string;
}

const itemOf = (place: Place, rows: readonly Shift[], id: BlockerId): Appointment => {
  const limit = { from: id.from, to: id.to };
  const spans = union(rows.flatMap((row) => deniedSpans(row, limit, place.zone)));
  const whole = { start: spans.at(0)?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
  const text = idText(id);
  return {
    side: 'timify',
    id: text,
    appointmentId: text,
    // The same clock times are other instants in another zone.
    version: `${rows.map((row) => row.version).join('|')}@${place.zone}`,
    span: whole,
    title: '',
    notes: '',
    place: '',
    marker: rows[0]?.importId?.startsWith(OURS) ? rows[0].importId.slice(OURS.length) : null,
    createdAt: null,
    kind: 'blocker',
    resourceIds: [place.resourceId],
    slices: spans.map((span) => ({ service: span, busy: span })),
    service: null,
    customers: [],
    fields: [],
    resourceNames: [],
    hasCustomers: false,
    isGroup: false,
    participants: 0,
    maxParticipants: 0,
    isSplit: spans.length > 1,
    isConnectedSeries: false,
    isHeld: false,
    clockZone: place.zone,
  };
};

const postShift = ({ api, resourceId }: Place, part: Part, importId: string | null): Promise<unknown> =>
  api.http.call(api.credentials, {
    method: 'POST',
    path: '/timeshifts',
    body: {
      resource_id: resourceId,
      from: part.from,
      to: part.to,
      denial_reason: 'BLOCKER',
      denial_times: [{ begin: part.begin, end: part.end }],
      ...(importId === null ? {} : { import_shift_denial_id: importId }),
    },
    effect: 'write',
  });

/** Where the import id is refused the row goes without: ours are known by their ids, too. */
const postMarked = async (place: Place, part: Part, marker: string | null): Promise<unknown> => {
  const { marker: mode, dialect } = place.api;
  const importId =
    mode === 'external-id' && dialect.shiftTakesImportId && marker !== null ? OURS + marker : null;
  try {
    return await postShift(place, part, importId);
  } catch (error) {
    if (importId === null || !isFault(error, 'invalid')) throw error;
    const body = await postShift(place, part, null);
    dialect.shiftTakesImportId = false;
    return body;
  }
};

const postPart = async (place: Place, part: Part, marker: string | null): Promise<Shift> => {
  const { api } = place;
  const body = await postMarked(place, part, marker);
  const one = oneAnswer.safeParse(body);
  const data = one.success
    ? Array.isArray(one.data.data)
      ? (one.data.data as unknown[])[0]
      : one.data.data
    : null;
  // The answer may hold no more than the id; what was sent stands for the rest.
  const sent = {
    from: part.from,
    to: part.to,
    denialReason: 'BLOCKER',
    denialTimes: [{ begin: part.begin, end: part.end }],
  };
  const row = typeof data === 'object' && data !== null ? readShift({ ...sent, ...data }) : null;
  if (!row || row.id === '') throw shapeFault('write');
  api.ownShifts.note(api.credentials.companyId, row.id, 'created');
  return row;
};

const deleteRow = async (api: Api, row: string): Promise<void> => {
  api.ownShifts.note(api.credentials.companyId, row, 'deleted');
  try {
    // ASSUMPTION: this route is not documented.
    await api.http.call(api.credentials, {
      method: 'DELETE',
      path: `/timeshifts/${encodeURIComponent(row)}`,
      effect: 'write',
    });
  } catch (error) {
    if (!isFault(error, 'not-found')) throw error;
  }
};

/** One row per part. If a later part fails, the earlier ones are taken back. */
export const createBlocker = async (
  place: Place,
  content: Content,
  marker: string | null,
): Promise<Appointment> => {
  const parts = midnightParts(content.span, place.zone);
  const rows: Shift[] = [];
  try {
    for (const part of parts) rows.push(await postPart(place, part, marker));
  } catch (error) {
    await Promise.allSettled(rows.map((row) => deleteRow(place.api, row.id)));
    throw error;
  }
  const id = { rows: rows.map((row) => row.id), from: parts.at(0)?.from ?? '', to: parts.at(-1)?.to ?? '' };
  const made = itemOf(place, rows, id);
  // In the hour that autumn repeats a row takes more than was asked for: it is the blocker of that time none the less.
  return coveredBy(content.span, [made.span]) ? { ...made, span: content.span } : made;
};

export const removeBlocker = async (place: Place, id: string): Promise<void> => {
  for (const row of parseId(id)?.rows ?? []) await deleteRow(place.api, row);
};

/** Null: none of its rows is there any more. */
export const readBlocker = async (place: Place, id: string): Promise<Appointment | null> => {
  const known = parseId(id);
  if (!known) return null;
  const listed = await listShifts(place.api, place.resourceId, known.from, known.to);
  const rows = listed.filter((row) => known.rows.includes(row.id));
  return rows.length === 0 ? null : itemOf(place, rows, known);
};

/** A time shift can't be changed by a documented route: the new one is made before the old one goes. The id changes. */
export const moveBlocker = async (
  place: Place,
  id: string,
  content: Partial<Content>,
): Promise<Appointment> => {
  const before = await readBlocker(place, id);
  if (!before) throw new Fault({ kind: 'not-found', service: 'timify' });
  if (!content.span) return before;
  const blank: Content = { span: content.span, title: '', notes: '', place: '', look: null };
  const after = await createBlocker(place, blank, before.marker);
  // An import id may have made the service change the old row in place.
  const kept = parseId(after.id)?.rows ?? [];
  for (const row of parseId(id)?.rows ?? []) if (!kept.includes(row)) await deleteRow(place.api, row);
  return after;
};

/** Every blocker of the shift plan inside `window`: rows with one import id of ours are one, any other row is its own. */
export const listBlockers = async (place: Place, window: Span): Promise<Appointment[]> => {
  const first = localDay(window.start - DAY, place.zone);
  const last = localDay(window.end, place.zone);
  const groups = new Map<string, Shift[]>();
  for (const row of await listShifts(place.api, place.resourceId, first, last)) {
    if (row.denial !== 'BLOCKER') continue;
    const key = row.importId !== null && isOurs(row) ? row.importId : `row ${row.id}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const items = [...groups.values()].map((rows) => {
    const froms = rows.map((row) => row.from).sort();
    const tos = rows.map((row) => row.to).sort();
    return itemOf(place, rows, {
      rows: rows.map((row) => row.id),
      from: froms.at(0) ?? '',
      to: tos.at(-1) ?? '',
    });
  });
  return items.filter((item) => overlaps(item.span, window));
};
