/** The smallest shell around the planner: reads the toy world, plans, asks, writes. Enough to try the laws without a network. */
import type { FaultKind } from './fault.ts';
import { aftermath } from './aftermath.ts';
import type { Outcome } from './outcomes.ts';
import { totalsOf } from './brake.ts';
import type { Appointment, DayRange, OfficeEvent, SideName, Snapshot, Span } from './items.ts';
import type { Undo, Verdict } from './decisions.ts';
import type { Content, Plan, Write } from './planned.ts';
import { inSteps, seatsOf, withholding } from './order.ts';
import { plan } from './plan.ts';
import type { PlanInput } from './planInput.ts';
import { overlaps } from './spans.ts';
import { NOW, WINDOW, RESOURCE, event, booking, edit, type Toy } from './toyWorld.ts';

export const hash = (text: string): string => {
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
  /** What vanished in former parts of the same look. */
  earlier?: PlanInput['earlier'];
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
  /** How it says so; `refused`. */
  refusedAs?: FaultKind;
  /** Ids that are there, and in no form that could be understood. */
  unreadable?: string[];
  shuffle?: <T>(items: T[]) => T[];
}

const same = <T>(items: T[]): T[] => items;

const isSeries = (map: Map<string, OfficeEvent | Appointment>, id: string): boolean =>
  [...map.values()].some((item) => item.side === 'office' && item.seriesId === id);

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
  removed: (ids ?? []).filter((id) => !map.has(id) && !isSeries(map, id)),
  series: (ids ?? []).filter((id) => isSeries(map, id)),
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
      spans.some((span) => item.slices.some(({ busy }) => overlaps(busy, span))),
    );
    const readable = <T>(map: Map<string, T>): Map<string, T> =>
      new Map([...map].filter(([id]) => !options.unreadable?.includes(id)));
    const without = (side: string[]): string[] => side.filter((id) => !options.unreadable?.includes(id));
    const office = snapshotOf(readable(world.office), without(ids.office), full ? window : null, shuffle);
    const timify = snapshotOf(readable(world.timify), without(ids.timify), full ? window : null, shuffle);
    office.removed.push(
      ...(full ? ids.office.filter((id) => !world.office.has(id) && !isSeries(world.office, id)) : []).filter(
        (id) => !office.removed.includes(id),
      ),
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
        createdAt: NOW,
        importedAt: NOW,
      },
      settings: world.settings,
      settingsVersion: world.settingsVersion,
      window,
      office,
      timify,
      links: shuffle([...world.links.values()]),
      linked,
      known: { appointments: shuffle(known), spans },
      availability: world.availability,
      seen: new Set([...ids.office, ...ids.timify]),
      othersCopies: new Set(),
      conflicts: [...world.conflicts.values()].filter((conflict) => conflict.closedAt === null),
      verdicts: options.verdicts ?? [],
      undos: options.undos ?? [],
      hold: world.hold,
      released: new Set(options.released),
      totals,
      earlier: options.earlier ?? {},
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

/** A day event that goes elsewhere stays one; the toy's mailbox is in Berlin, in winter. */
const daysOf = (
  item: OfficeEvent | Appointment | undefined,
  span: Span | undefined,
): { allDay?: DayRange } => {
  if (!span || item?.side !== 'office' || !item.allDay) return {};
  const day = (at: number): string => new Date(at + 3_600_000).toISOString().slice(0, 10);
  return { allDay: { start: day(span.start), end: day(span.end) } };
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
    (item) => item.id !== id && span !== undefined && item.slices.some(({ busy }) => overlaps(busy, span)),
  );
  if (write.side === 'timify' && world.refusesOverlap && blocked) return { state: 'failed', kind: 'refused' };
  if (write.op === 'update') {
    if (!map.has(write.id)) return { state: 'failed', kind: 'not-found' };
    edit(world, write.side, write.id, { ...withoutLook(write.content), ...daysOf(map.get(write.id), span) });
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
    const existing = [...world.office.values()].find(
      (item) => item.marker === marker && item.id.startsWith('new-'),
    );
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
  const seatOf = seatsOf(input.links);
  const isWithheld = withholding(answer.writes, seatOf);
  let done = 0;
  for (const index of inSteps(answer.writes, seatOf).flat()) {
    const write = answer.writes[index];
    if (!write) continue;
    if (isWithheld(index, outcomes)) {
      outcomes[index] = { state: 'withheld' };
      continue;
    }
    if (done === options.dieAfter) return answer;
    outcomes[index] = options.failing?.(write)
      ? { state: 'failed', kind: 'unavailable' }
      : options.refusing?.(write)
        ? { state: 'failed', kind: options.refusedAs ?? 'refused' }
        : carryOut(world, write);
    world.sent.push(write);
    done += 1;
  }
  world.failed = outcomes.some(({ state }) => state === 'failed');
  const kept = aftermath(input, answer, outcomes);
  for (const link of kept.links) world.links.set(link.id, link);
  for (const id of kept.unlink) world.links.delete(id);
  for (const conflict of [...kept.conflicts, ...kept.refreshed]) world.conflicts.set(conflict.id, conflict);
  world.hold = answer.hold;
  world.retry = kept.retry;
  return answer;
};
