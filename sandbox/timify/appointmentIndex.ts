import type { Appointment } from './model.ts';
import type { Slice } from './slices.ts';
import { slicesOf } from './slices.ts';
import { DAY } from './time.ts';

export interface Placed {
  appointment: Appointment;
  slices: Slice[];
}

/** Ids by a key, without empty shelves. */
class Shelves<Key> {
  readonly #ids = new Map<Key, Set<string>>();

  file(key: Key, id: string): void {
    const there = this.#ids.get(key) ?? new Set<string>();
    there.add(id);
    this.#ids.set(key, there);
  }

  remove(key: Key, id: string): void {
    const there = this.#ids.get(key);
    there?.delete(id);
    if (there?.size === 0) this.#ids.delete(key);
  }

  at(key: Key): Iterable<string> {
    return this.#ids.get(key) ?? [];
  }
}

function daysOf(slices: readonly Slice[]): Set<number> {
  const days = new Set<number>();
  for (const slice of slices) {
    const last = Math.floor((slice.blockedEnd - 1) / DAY);
    for (let day = Math.floor(slice.blockedBegin / DAY); day <= last; day += 1) days.add(day);
  }
  return days;
}

/** Appointments by id and by the UTC days they touch: a one-day list of a large company looks at that day alone. */
export class AppointmentIndex {
  readonly #byId = new Map<string, Placed>();
  readonly #byDay = new Shelves<number>();
  readonly #byChain = new Shelves<string>();
  readonly #timed = new Set<string>();

  put(appointment: Appointment): Placed {
    this.remove(appointment.id);
    const placed: Placed = { appointment, slices: slicesOf(appointment) };
    const { id, chainId, reservedUntil, scheduledForDeletionAt } = appointment;
    this.#byId.set(id, placed);
    if (reservedUntil !== null || scheduledForDeletionAt !== null) this.#timed.add(id);
    for (const day of daysOf(placed.slices)) this.#byDay.file(day, id);
    if (chainId !== null) this.#byChain.file(chainId, id);
    return placed;
  }

  remove(id: string): void {
    const placed = this.#byId.get(id);
    if (!placed) return;
    for (const day of daysOf(placed.slices)) this.#byDay.remove(day, id);
    if (placed.appointment.chainId !== null) this.#byChain.remove(placed.appointment.chainId, id);
    this.#byId.delete(id);
    this.#timed.delete(id);
  }

  get(id: string): Placed | undefined {
    return this.#byId.get(id);
  }

  all(): Placed[] {
    return [...this.#byId.values()];
  }

  /** The members of an independent series. */
  chain(chainId: string): Appointment[] {
    return this.#named(this.#byChain.at(chainId)).map(({ appointment }) => appointment);
  }

  /** Those that end by themselves: held slots and delayed deletions. */
  timed(): Appointment[] {
    return this.#named(this.#timed).map(({ appointment }) => appointment);
  }

  /** Those with a slice, buffers included, that meets [begin, end). */
  meeting(begin: number, end: number): Placed[] {
    const ids = new Set<string>();
    const last = Math.floor((end - 1) / DAY);
    for (let day = Math.floor(begin / DAY); day <= last; day += 1) {
      for (const id of this.#byDay.at(day)) ids.add(id);
    }
    return this.#named(ids).filter((placed) =>
      placed.slices.some((slice) => slice.blockedBegin < end && slice.blockedEnd > begin),
    );
  }

  size(): number {
    return this.#byId.size;
  }

  #named(ids: Iterable<string>): Placed[] {
    return [...ids].map((id) => this.#byId.get(id)).filter((placed) => placed !== undefined);
  }
}
