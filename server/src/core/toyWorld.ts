/**
 * Two calendars in memory and the smallest shell around the planner: enough to try its laws without a network. It
 * shares no code with the planner but the types.
 */
import { aftermath, type Outcome } from './aftermath.ts';
import { totalsOf } from './brake.ts';
import type { Appointment, Availability, OfficeEvent, SideName, Snapshot, Span } from './items.ts';
import type { Conflict, Hold, Undo, Verdict } from './decisions.ts';
import type { Content, Plan, Write } from './planned.ts';
import type { Link } from './links.ts';
import { inSteps } from './order.ts';
import { plan, seatOf } from './plan.ts';
import type { PlanInput } from './planInput.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { DAY, MINUTE, overlaps } from './spans.ts';

export const NOW = Date.UTC(2026, 10, 25, 8, 0);
export const WINDOW: Span = { start: NOW - 10 * DAY, end: NOW + 60 * DAY };
const RESOURCE = 'resource-1';

export interface Toy {
  office: Map<string, OfficeEvent>;
  timify: Map<string, Appointment>;
  links: Map<string, Link>;
  conflicts: Map<string, Conflict>;
  hold: Hold | null;
  ignoredSeries: string[];
  settings: Settings;
  availability: Availability;
  /** TIMIFY refuses overlapping appointments. */
  refusesOverlap: boolean;
  /** TIMIFY keeps our external id. */
  keepsMarker: boolean;
  now: number;
  counter: number;
  /** Every write that reached a calendar, in order. */
  sent: Write[];
}

export const toy = (settings: Partial<Settings> = {}): Toy => ({
  office: new Map(),
  timify: new Map(),
  links: new Map(),
  conflicts: new Map(),
  hold: null,
  ignoredSeries: [],
  settings: { ...DEFAULT_SETTINGS, ...settings },
  availability: { bookable: 'always' },
  refusesOverlap: false,
  keepsMarker: true,
  now: NOW,
  counter: 0,
  sent: [],
});

const version = (world: Toy): string => `v${(world.counter += 1)}`;

/** Minutes after the world's start. */
export const at = (from: number, to: number): Span => ({
  start: NOW + from * MINUTE,
  end: NOW + to * MINUTE,
});

export const event = (world: Toy, id: string, span: Span, rest: Partial<OfficeEvent> = {}): OfficeEvent => {
  const made: OfficeEvent = {
    side: 'office',
    id,
    version: version(world),
    span,
    title: `Event ${id}`,
    notes: '',
    place: '',
    marker: null,
    createdAt: world.now,
    calendarId: 'calendar-1',
    allDay: null,
    showAs: 'busy',
    sensitivity: 'normal',
    response: 'organizer',
    isOrganizer: true,
    isCancelled: false,
    isDraft: false,
    hasGuests: false,
    isOnlineMeeting: false,
    seriesId: null,
    webLink: null,
    ...rest,
  };
  world.office.set(id, made);
  return made;
};

export const booking = (world: Toy, id: string, span: Span, rest: Partial<Appointment> = {}): Appointment => {
  const made: Appointment = {
    side: 'timify',
    id,
    appointmentId: id,
    kind: 'booking',
    version: version(world),
    span,
    title: `Booking ${id}`,
    notes: '',
    place: '',
    marker: null,
    createdAt: world.now,
    resourceIds: [RESOURCE],
    slices: [{ service: span, busy: span }],
    service: 'Consultation',
    customers: ['Nina Wolf'],
    fields: [],
    resourceNames: ['Lena'],
    hasCustomers: true,
    isGroup: false,
    participants: 1,
    maxParticipants: 1,
    isSplit: false,
    isConnectedSeries: false,
    isHeld: false,
    ...rest,
  };
  world.timify.set(id, made);
  return made;
};

export const edit = (
  world: Toy,
  side: SideName,
  id: string,
  values: Partial<OfficeEvent> & Partial<Appointment>,
): void => {
  const map = world[side] as Map<string, OfficeEvent | Appointment>;
  const item = map.get(id);
  if (!item) throw new Error(`no ${side} item ${id}`);
  const span = values.span ?? item.span;
  const slices = item.side === 'timify' ? { slices: [{ service: span, busy: span }] } : {};
  map.set(id, { ...item, ...slices, ...values, version: version(world) });
};

const hash = (text: string): string => {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    a = Math.imul(a ^ code, 0x01000193) >>> 0;
    b = Math.imul(b ^ code, 0x85ebca6b) >>> 0;
  }
  return `${a.toString(36)}${b.toString(36)}${text.length.toString(36)}`;
};

export interface RunOptions {
  /** Ids to look at; without it everything is read in full. */
  changes?: { office?: string[]; timify?: string[] };
  /** Where the window is; it slides in the real world. */
  window?: Span;
  verdicts?: Verdict[];
  undos?: Undo[];
  released?: string[];
  reapply?: boolean;
  adopt?: boolean;
  /** The process dies after this many writes, before anything more is stored. */
  dieAfter?: number;
  /** Writes to these items fail. */
  failing?: (write: Write) => boolean;
  /** The service does not want these: another try would end the same. */
  refusing?: (write: Write) => boolean;
  shuffle?: <T>(items: T[]) => T[];
}

const same = <T>(items: T[]): T[] => items;

const snapshotOf = <T extends OfficeEvent | Appointment>(
  map: Map<string, T>,
  ids: string[] | undefined,
  full: Span | null,
  shuffle: <U>(items: U[]) => U[],
): Snapshot<T> => ({
  scope: full ? 'full' : 'changes',
  window: full ?? WINDOW,
  items: shuffle(
    [...map.values()].filter((item) => (full ? overlaps(item.span, full) : ids?.includes(item.id))),
  ),
  removed: (ids ?? []).filter((id) => !map.has(id)),
  broken: [],
  containers: null,
});

/** Reads, plans, asks and plans again until the plan is an answer. */
export const ask = (world: Toy, options: RunOptions = {}): { plan: Plan; input: PlanInput } => {
  const full = options.changes === undefined;
  const window = options.window ?? WINDOW;
  const shuffle = options.shuffle ?? same;
  const ids = { office: [...(options.changes?.office ?? [])], timify: [...(options.changes?.timify ?? [])] };
  const spans: Span[] = full ? [window] : [];
  const linked: Span[] = full ? [window] : [];
  let totals: PlanInput['totals'] = null;
  for (let round = 0; round < 8; round += 1) {
    const known = [...world.timify.values()].filter((item) =>
      spans.some((span) => overlaps(item.span, span)),
    );
    const office = snapshotOf(world.office, ids.office, full ? window : null, shuffle);
    const timify = snapshotOf(world.timify, ids.timify, full ? window : null, shuffle);
    office.removed.push(
      ...(full ? ids.office.filter((id) => !world.office.has(id) && !office.removed.includes(id)) : []),
    );
    const input: PlanInput = {
      now: world.now,
      hash,
      connection: {
        id: 'connection-1',
        resourceId: RESOURCE,
        language: 'en',
        timeZone: 'Europe/Berlin',
        calendars: [{ id: 'calendar-1', canEdit: true, isOwn: true }],
        writeCalendarId: 'calendar-1',
        ignoredSeries: world.ignoredSeries,
      },
      settings: world.settings,
      settingsVersion: 1,
      window,
      office,
      timify,
      links: shuffle([...world.links.values()]),
      linked,
      known: { appointments: shuffle(known), spans },
      availability: world.availability,
      seen: new Set(ids.office),
      conflicts: [...world.conflicts.values()].filter((conflict) => conflict.closedAt === null),
      verdicts: options.verdicts ?? [],
      undos: options.undos ?? [],
      hold: world.hold,
      released: new Set(options.released),
      totals,
      adopt: options.adopt ?? full,
      reapply: options.reapply ?? false,
    };
    const answer = plan(input);
    const { wants } = answer;
    if (
      !wants.office.length &&
      !wants.timify.length &&
      !wants.spans.length &&
      !wants.links.length &&
      !wants.totals
    )
      return { plan: answer, input };
    ids.office.push(...wants.office);
    ids.timify.push(...wants.timify);
    spans.push(...wants.spans);
    linked.push(...wants.links, ...wants.spans);
    if (wants.totals) totals = totalsOf([...world.links.values()]);
  }
  throw new Error('the planner keeps asking');
};

const carryOut = (world: Toy, write: Write): Outcome => {
  const map = world[write.side] as Map<string, OfficeEvent | Appointment>;
  if (write.op === 'delete') {
    map.delete(write.id);
    return { state: 'done', item: null };
  }
  const span = write.content.span;
  const id = write.op === 'create' ? `new-${(world.counter += 1)}` : write.id;
  const blocked = [...world.timify.values()].some(
    (item) => item.id !== id && span !== undefined && overlaps(item.span, span),
  );
  if (write.side === 'timify' && world.refusesOverlap && blocked) return { state: 'failed', kind: 'refused' };
  if (write.op === 'update') {
    if (!map.has(write.id)) return { state: 'failed', kind: 'not-found' };
    edit(world, write.side, write.id, withoutLook(write.content));
    return { state: 'done', item: map.get(write.id) ?? null };
  }
  return { state: 'done', item: create(world, write.side, id, write.content, write.marker) };
};

const withoutLook = (content: Partial<Content>): Partial<OfficeEvent> & Partial<Appointment> => {
  const rest = { ...content };
  delete rest.look;
  return rest;
};

const create = (
  world: Toy,
  side: SideName,
  id: string,
  content: Content,
  marker: string,
): OfficeEvent | Appointment => {
  const { span, title, notes } = content;
  if (side === 'office') {
    const existing = [...world.office.values()].find((item) => item.marker === marker);
    return existing ?? event(world, id, span, { title, notes, marker });
  }
  const kept = world.keepsMarker ? marker : null;
  return booking(world, id, span, {
    title,
    notes,
    marker: kept,
    service: null,
    customers: [],
    hasCustomers: false,
  });
};

/** One run. With `dieAfter` the process dies in the middle: what was stored before the writes stays, nothing else. */
export const run = (world: Toy, options: RunOptions = {}): Plan => {
  const { plan: answer, input } = ask(world, options);
  for (const pair of answer.pairs) if (pair.before) world.links.set(pair.linkId, pair.before);
  const outcomes: Outcome[] = answer.writes.map(() => ({ state: 'untried' }));
  let done = 0;
  for (const index of inSteps(answer.writes, seatOf(input.links)).flat()) {
    const write = answer.writes[index];
    if (!write) continue;
    if (done === options.dieAfter) return answer;
    outcomes[index] = options.failing?.(write)
      ? { state: 'failed', kind: 'unavailable' }
      : options.refusing?.(write)
        ? { state: 'failed', kind: 'refused' }
        : carryOut(world, write);
    world.sent.push(write);
    done += 1;
  }
  const kept = aftermath(input, answer, outcomes);
  for (const link of kept.links) world.links.set(link.id, link);
  for (const id of kept.unlink) world.links.delete(id);
  for (const conflict of [...kept.conflicts, ...kept.refreshed]) world.conflicts.set(conflict.id, conflict);
  world.hold = answer.hold;
  return answer;
};

export const openConflicts = (world: Toy): Conflict[] =>
  [...world.conflicts.values()].filter((conflict) => conflict.closedAt === null);

/** Minutes of `span` in which nothing holds the resource in TIMIFY. Independent of the planner's arithmetic. */
export const bookableMinutes = (world: Toy, span: Span): number => {
  let free = 0;
  for (let minute = span.start; minute < span.end; minute += MINUTE) {
    const open =
      world.availability.bookable === 'always' ||
      world.availability.bookable.some((one) => one.start <= minute && minute < one.end);
    const held = [...world.timify.values()].some((item) =>
      item.slices.some((slice) => slice.busy.start <= minute && minute < slice.busy.end),
    );
    if (open && !held) free += 1;
  }
  return free;
};

export const verdict = (
  conflict: Conflict,
  action: Verdict['action'],
  rest: Partial<Verdict> = {},
): Verdict => ({
  conflictId: conflict.id,
  linkId: conflict.linkId,
  kind: conflict.kind,
  action,
  slot: null,
  notify: false,
  ...rest,
});
