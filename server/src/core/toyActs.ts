/** What people do in the toy world, and what befalls the services and us. */
import { accepts, freezes } from './conflicts.ts';
import type { Conflict } from './decisions.ts';
import type { Appointment, OfficeEvent, SideName, Span } from './items.ts';
import type { Write } from './planned.ts';
import { DAY, MINUTE } from './spans.ts';
import type { Day } from './toyDay.ts';
import type { RunOptions } from './toyRun.ts';
import { at, booking, edit, event, openConflicts, verdict, type Toy } from './toyWorld.ts';

export interface Act {
  kind: Kind;
  pick: number;
  /** Quarters of an hour after the world's start. */
  slot: number;
  /** Quarters of an hour. */
  length: number;
  /** Somebody puts a guest on in the very moment, or Office is away: what is written to an event there fails. */
  fails: boolean;
  /** All is quiet before the next act. */
  quiet: boolean;
  full: boolean;
}

/** What an act may look at: whom it is about, and when. */
class Scene {
  readonly day: Day;
  readonly one: Act;
  readonly world: Toy;
  readonly met: OfficeEvent | undefined;
  readonly appointment: Appointment | undefined;
  readonly span: Span;
  readonly id: string;

  constructor(day: Day, one: Act) {
    this.day = day;
    this.one = one;
    this.world = day.world;
    this.met = this.pick(this.world.office.values());
    this.appointment = this.pick(this.world.timify.values());
    this.span = at(one.slot * 15, (one.slot + one.length) * 15);
    this.id = `p${String((this.world.counter += 1))}`;
  }

  pick<T>(items: Iterable<T>): T | undefined {
    const all = [...items];
    return all[this.one.pick % Math.max(all.length, 1)];
  }

  book(rest: Partial<Appointment> = {}, span = this.span): void {
    booking(this.world, this.id, span, rest);
  }

  /** Whatever was picked in Outlook changes. */
  change(values: Pick<Partial<OfficeEvent>, keyof OfficeEvent & ChangedInOffice>): void {
    if (this.met) edit(this.world, 'office', this.met.id, values);
  }

  alter(values: Pick<Partial<Appointment>, keyof Appointment & ChangedInTimify>): void {
    if (this.appointment) edit(this.world, 'timify', this.appointment.id, values);
  }

  /** As long as what was picked in TIMIFY is. */
  get moved(): Span {
    const { start, end } = this.appointment?.span ?? this.span;
    return { start: this.span.start, end: this.span.start + end - start };
  }

  look(more: RunOptions = {}): void {
    this.day.look(more, this.one.full);
  }
}

type ChangedInOffice = 'span' | 'allDay' | 'title' | 'hasGuests' | 'showAs' | 'sensitivity' | 'calendarId';
type ChangedInTimify = 'span' | 'title' | 'customers' | 'hasCustomers' | 'isHeld';

const among = <T>(values: readonly [T, ...T[]], by: number): T => values[by % values.length] ?? values[0];

const NOBODYS: Partial<Appointment> = { service: null, customers: [], hasCustomers: false, kind: 'blocker' };
const plain = (span: Span): Appointment['slices'][number] => ({ service: span, busy: span });
const isWritten =
  (side: SideName) =>
  (write: Write): boolean =>
    write.side === side;
const isAltered =
  (side: SideName) =>
  (write: Write): boolean =>
    write.side === side && write.op !== 'create';

const answer = ({ day, world, one }: Scene, conflict: Conflict): void => {
  const action = conflict.actions[one.pick % Math.max(conflict.actions.length, 1)];
  const link = world.links.get(conflict.linkId);
  if (!action || !link) return;
  const moves = action === 'move-booking' || action === 'move-event';
  const slot = moves ? (conflict.slots[0] ?? null) : null;
  if (moves && !slot) return;
  if (accepts(action) && action !== 'ignore-series') {
    const decision = freezes(conflict) ? link.decision : null;
    const back = { kind: 'ask-again', conflictId: conflict.id, decision } as const;
    day.answers.push({ linkId: link.id, back, notify: false, by: 'owner' });
  }
  const failing = isAltered('office');
  day.look({ verdicts: [verdict(conflict, action, { slot })], ...(one.fails ? { failing } : {}) }, one.full);
};

/** What people do, and what befalls the services and us. The name is what a failing law prints. */
const ACTS = {
  event: ({ world, id, span }: Scene) => event(world, id, span),
  'all-day event': ({ world, id, one }: Scene) => {
    const day = Date.UTC(2026, 10, 26 + (one.slot % 3));
    const date = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
    const berlin = { start: day - 60 * MINUTE, end: day + DAY - 60 * MINUTE };
    event(world, id, berlin, { allDay: { start: date(day), end: date(day + DAY) } });
  },
  series: ({ world, id, span, one }: Scene) => {
    for (let n = 0; n <= one.length; n += 1) {
      const start = span.start + n * DAY;
      event(world, `${id}-${String(n)}`, { start, end: start + 45 * MINUTE }, { seriesId: `series-${id}` });
    }
  },
  booking: (scene: Scene) => scene.book(),
  blocker: (scene: Scene) => scene.book(NOBODYS),
  'group booking': (scene: Scene) => scene.book({ isGroup: true, maxParticipants: 10 }),
  'split booking': (scene: Scene) => {
    const { start, end } = scene.span;
    const parts = [
      { start, end: start + 5 * MINUTE },
      { start: end - 5 * MINUTE, end },
    ];
    scene.book({ isSplit: true, slices: parts.map(plain) });
  },
  'booking with buffers': (scene: Scene) => {
    const { span } = scene;
    const busy = { start: span.start - 15 * MINUTE, end: span.end + 10 * MINUTE };
    scene.book({ slices: [{ service: span, busy }] });
  },
  'move event': (scene: Scene) => scene.change({ span: scene.span, allDay: null }),
  'move appointment': (scene: Scene) => scene.alter({ span: scene.moved }),
  'rename event': (scene: Scene) => scene.change({ title: `Renamed ${String(scene.one.slot)}` }),
  'rename appointment': (scene: Scene) => scene.alter({ title: `Renamed ${String(scene.one.slot)}` }),
  'delete event': ({ world, met }: Scene) => world.office.delete(met?.id ?? ''),
  'delete appointment': ({ world, appointment }: Scene) => world.timify.delete(appointment?.id ?? ''),
  'delete series': ({ world, met }: Scene) => {
    if (met?.seriesId)
      for (const { id, seriesId } of world.office.values())
        if (seriesId === met.seriesId) world.office.delete(id);
  },
  'copy event': ({ world, met, id, span }: Scene) => {
    if (met) event(world, id, span, { title: met.title, notes: met.notes, marker: met.marker });
  },
  'copy appointment': (scene: Scene) => {
    const { appointment: from } = scene;
    if (!from) return;
    const { title, notes, service, customers, hasCustomers, kind } = from;
    scene.book({ title, notes, service, customers, hasCustomers, kind }, scene.moved);
  },
  guest: (scene: Scene) => scene.change({ hasGuests: !scene.met?.hasGuests }),
  free: (scene: Scene) => scene.change({ showAs: scene.met?.showAs === 'free' ? 'busy' : 'free' }),
  private: (scene: Scene) =>
    scene.change({ sensitivity: scene.met?.sensitivity === 'private' ? 'normal' : 'private' }),
  'other calendar': (scene: Scene) =>
    scene.change({ calendarId: scene.met?.calendarId === 'calendar-1' ? 'calendar-2' : 'calendar-1' }),
  'erase customer': (scene: Scene) => scene.alter({ customers: [], hasCustomers: false }),
  held: (scene: Scene) => {
    if (scene.appointment?.kind === 'booking') scene.alter({ isHeld: !scene.appointment.isHeld });
  },
  hours: ({ day, world, one }: Scene) => {
    const from = one.slot * 15;
    world.availability = one.full ? { bookable: 'always' } : { bookable: [at(from, from + 300)] };
    day.look({}, true);
  },
  settings: ({ day, world, one }: Scene) => {
    const policy = ['ask', 'restore', 'follow'] as const;
    world.settings = {
      ...world.settings,
      onMirrorDeleted: { office: among(policy, one.pick), timify: among(policy, one.slot) },
      onBothChanged: among(['origin', 'ask', 'office', 'timify'], one.length),
      anonymous: { toTimify: one.fails, toOffice: one.full },
    };
    if (one.fails) day.look({ reapply: true }, true);
  },
  direction: ({ day, world, one }: Scene) => {
    const direction = among(['both', 'office-to-timify', 'timify-to-office'] as const, one.slot);
    world.settings = { ...world.settings, direction };
    // What it left out before comes in with that alone (design §4, rule 9).
    day.look({ reapply: true }, true);
  },
  apply: ({ day }: Scene) => day.look({ reapply: true }, true),
  answer: (scene: Scene) => {
    const conflict = scene.pick(openConflicts(scene.world));
    if (conflict) answer(scene, conflict);
  },
  'take back': (scene: Scene) => {
    const { answers } = scene.day;
    const [undo] = answers.splice(scene.one.pick % Math.max(answers.length, 1), 1);
    if (undo && scene.world.links.has(undo.linkId)) scene.look({ undos: [undo] });
  },
  'confirm hold': ({ day, world }: Scene) => {
    if (world.hold) day.look({ released: world.hold.linkIds }, true);
  },
  'we die': (scene: Scene) => scene.look({ dieAfter: scene.one.length - 1 }),
  'office is away': (scene: Scene) => scene.look({ failing: isWritten('office') }),
  'timify is away': (scene: Scene) => scene.look({ failing: isWritten('timify') }),
  'office refuses': (scene: Scene) => scene.look({ refusing: isAltered('office') }),
  'timify refuses': (scene: Scene) => scene.look({ refusing: isAltered('timify') }),
  'gone meanwhile': (scene: Scene) => {
    const { world, appointment } = scene;
    if (!appointment) return;
    const isIt = (write: Write): boolean => write.op !== 'create' && write.id === appointment.id;
    scene.look({ refusing: isIt, refusedAs: 'not-found' });
    world.timify.delete(appointment.id);
  },
  unreadable: (scene: Scene) => {
    if (scene.met) scene.look({ unreadable: [scene.met.id] });
  },
  'nobody hears': ({ day }: Scene) => {
    day.deafen();
    day.look({}, true);
  },
  'window slides': ({ day, world, one }: Scene) => {
    const by = one.slot * 60 * MINUTE;
    day.window = { start: day.window.start + by, end: day.window.end + by };
    world.now += by;
    day.look({}, true);
  },
  backup: ({ day, world: { links, conflicts } }: Scene) =>
    (day.backup = { links: new Map(links), conflicts: new Map(conflicts) }),
  /** Without marks what is found again counts as a person's own. */
  restore: ({ day, world }: Scene) => {
    if (!day.backup || !world.keepsMarker) return;
    const { links, conflicts } = day.backup;
    Object.assign(world, { links: new Map(links), conflicts: new Map(conflicts), retry: [] });
    day.isRestored = true;
    day.look({ adopt: true }, true);
  },
} satisfies Record<string, (scene: Scene) => unknown>;

export type Kind = keyof typeof ACTS;

/** What people do often stands here more than once. */
export const KINDS: readonly Kind[] = [
  ...(Object.keys(ACTS) as Kind[]),
  ...(['event', 'event', 'booking', 'move event', 'move appointment', 'delete appointment'] as const),
  ...(['guest', 'answer', 'answer', 'answer'] as const),
];

export const perform = (day: Day, one: Act): void => {
  ACTS[one.kind](new Scene(day, one));
  if (one.quiet) day.rest();
};
