import type { DirectoryUser, World } from '../../world.ts';
import type { Attendee, EventContent } from '../model.ts';

/** Those invited, each once, without the organizer. Addresses are the same in any letter case. */
export function guestsOf(content: EventContent): Attendee[] {
  const organizer = content.organizer?.emailAddress.address.toLowerCase();
  const found = new Map<string, Attendee>();
  for (const one of content.attendees) {
    const address = one.emailAddress.address.toLowerCase();
    if (address !== organizer && !found.has(address)) found.set(address, one);
  }
  return [...found.values()];
}

export function addressesOf(guests: readonly Attendee[]): Set<string> {
  return new Set(guests.map((one) => one.emailAddress.address.toLowerCase()));
}

/** The colleague behind an address, where Exchange would put the meeting into a calendar by itself. */
export function colleague(world: World, tenantId: string, address: string): DirectoryUser | undefined {
  const user = world.directory.find(address);
  const reachable = user?.enabled && (user.mailbox === 'exchange-online' || user.mailbox === 'room');
  return reachable && user.tenantId === tenantId ? user : undefined;
}
