import type { Appointment } from './model.ts';
import type { Slice } from './slices.ts';
import { slicesOf } from './slices.ts';
import { DAY } from './time.ts';

export interface Placed {
  appointment: Appointment;
  slices: Slice[];
}

/** Appointments by id and by the UTC days they touch: a one-day list of a large company looks at that day alone. */
export interface AppointmentIndex {
  put(appointment: Appointment): Placed;
  remove(id: string): void;
  get(id: string): Placed | undefined;
  all(): Placed[];
  /** The members of an independent series. */
  chain(chainId: string): Appointment[];
  /** Those that end by themselves: held slots and delayed deletions. */
  timed(): Appointment[];
  /** Those with a slice, buffers included, that meets [begin, end). */
  meeting(begin: number, end: number): Placed[];
  size(): number;
}

function daysOf(slices: readonly Slice[]): Set<number> {
  const days = new Set<number>();
  for (const slice of slices) {
    const last = Math.floor((slice.blockedEnd - 1) / DAY);
    for (let day = Math.floor(slice.blockedBegin / DAY); day <= last; day += 1) days.add(day);
  }
  return days;
}

export function createAppointmentIndex(): AppointmentIndex {
  const byId = new Map<string, Placed>();
  const byDay = new Map<number, Set<string>>();
  const byChain = new Map<string, Set<string>>();

  const timed = new Set<string>();
  const file = <Key>(shelf: Map<Key, Set<string>>, key: Key, id: string): void => {
    const there = shelf.get(key) ?? new Set<string>();
    there.add(id);
    shelf.set(key, there);
  };
  const unfile = <Key>(shelf: Map<Key, Set<string>>, key: Key, id: string): void => {
    const there = shelf.get(key);
    there?.delete(id);
    if (there?.size === 0) shelf.delete(key);
  };
  const remove = (id: string): void => {
    const placed = byId.get(id);
    if (!placed) return;
    for (const day of daysOf(placed.slices)) unfile(byDay, day, id);
    if (placed.appointment.chainId !== null) unfile(byChain, placed.appointment.chainId, id);
    byId.delete(id);
    timed.delete(id);
  };
  return {
    remove,
    put: (appointment) => {
      remove(appointment.id);
      const placed: Placed = { appointment, slices: slicesOf(appointment) };
      byId.set(appointment.id, placed);
      if (appointment.reservedUntil !== null || appointment.scheduledForDeletionAt !== null)
        timed.add(appointment.id);
      for (const day of daysOf(placed.slices)) file(byDay, day, appointment.id);
      if (appointment.chainId !== null) file(byChain, appointment.chainId, appointment.id);
      return placed;
    },
    get: (id) => byId.get(id),
    all: () => [...byId.values()],
    timed: () =>
      [...timed].map((id) => byId.get(id)?.appointment).filter((appointment) => appointment !== undefined),
    chain: (chainId) =>
      [...(byChain.get(chainId) ?? [])]
        .map((id) => byId.get(id)?.appointment)
        .filter((appointment) => appointment !== undefined),
    size: () => byId.size,
    meeting: (begin, end) => {
      const ids = new Set<string>();
      const last = Math.floor((end - 1) / DAY);
      for (let day = Math.floor(begin / DAY); day <= last; day += 1) {
        for (const id of byDay.get(day) ?? []) ids.add(id);
      }
      return [...ids]
        .map((id) => byId.get(id))
        .filter((placed) => placed !== undefined)
        .filter((placed) =>
          placed.slices.some((slice) => slice.blockedBegin < end && slice.blockedEnd > begin),
        );
    },
  };
}
