import type { Switches } from '../world.ts';
import { refuse } from './errors.ts';
import { isOpen } from './hours.ts';
import type { Appointment } from './model.ts';
import type { Slice } from './slices.ts';
import { slicesOf } from './slices.ts';
import type { CompanyState } from './state.ts';
import { isGone } from './state.ts';

function blocks(other: Appointment, wanted: Appointment, now: number): boolean {
  if (other.id === wanted.id || isGone(other)) return false;
  return other.reservedUntil === null || other.reservedUntil > now;
}

/** The first appointment that holds one of the resources during the slice. */
export function collision(
  state: CompanyState,
  wanted: Appointment,
  slice: Slice,
  now: number,
): Appointment | undefined {
  const there = state.appointments.meeting(slice.blockedBegin, slice.blockedEnd);
  return there
    .map(({ appointment }) => appointment)
    .find(
      (other) =>
        blocks(other, wanted, now) && other.resourceIds.some((id) => wanted.resourceIds.includes(id)),
    );
}

/**
 * What TIMIFY says to an appointment that overlaps another or lies outside working times. Not documented, hence two
 * switches. Facts: timify §1.7 [I].
 */
export function checkFit(state: CompanyState, wanted: Appointment, switches: Switches, now: number): void {
  for (const slice of slicesOf(wanted)) {
    if (switches.timifyOverlap === 'refused' && collision(state, wanted, slice, now)) {
      throw refuse.conflict('The resource is not available at this time', 'overlap');
    }
    if (switches.timifyOutsideHours === 'accepted') continue;
    const closed = wanted.resourceIds.some((id) => !isOpen(state, id, slice, 'working'));
    if (closed) throw refuse.conflict('The resource does not work at this time', 'outside_working_times');
  }
}

/** The public booking flow never books over anything, nor outside online booking times. Facts: timify §1.9. */
export function isFreeForBooking(state: CompanyState, wanted: Appointment, now: number): boolean {
  return slicesOf(wanted).every((slice) => {
    const blocked = { begin: slice.blockedBegin, end: slice.blockedEnd };
    const open = wanted.resourceIds.every(
      (id) => isOpen(state, id, slice, 'booking') && isOpen(state, id, blocked, 'working'),
    );
    return open && !collision(state, wanted, slice, now);
  });
}
