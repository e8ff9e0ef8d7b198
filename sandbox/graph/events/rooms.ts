import type { Core } from '../core.ts';
import type { Attendee, StoredEvent } from '../model.ts';
import { instancesIn, overlaps, whole, type Instance } from '../series/instances.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { DAY } from '../time/dates.ts';
import { colleague } from './guests.ts';
import { respond } from './responses.ts';

/** How far ahead a room looks before it says yes to a series. */
const LOOK_AHEAD = 180 * DAY;

function takes({ content }: Instance): boolean {
  return content.showAs !== 'free' && !content.isCancelled && content.responseStatus.response !== 'declined';
}

/** Whether something else takes the room at the time of the meeting, or of one of its occurrences. */
function isTaken(room: Mailbox, meeting: StoredEvent): boolean {
  const from = meeting.content.start.at;
  const span = { start: from, end: Math.max(from, meeting.content.end.at) + LOOK_AHEAD };
  const wanted = instancesIn(meeting, span);
  return room
    .defaultCalendar()
    .keys()
    .filter((key) => key !== meeting.key)
    .flatMap((key) => {
      const other = room.event(key);
      return other ? instancesIn(other, span).filter(takes) : [];
    })
    .some(({ content: { start, end } }) =>
      wanted.some(({ content }) => overlaps(content, { start: start.at, end: end.at })),
    );
}

/** A room says yes where it is free, else no, and then keeps nothing of it. Believed, hence by switch. */
export function answerOfRoom(core: Core, organizer: Mailbox, guest: Attendee, event: StoredEvent): void {
  if (core.world.switches.roomAnswers === 'none') return;
  const user = colleague(core.world, organizer.user.tenantId, guest.emailAddress.address);
  if (user?.mailbox !== 'room' || user.oid === organizer.user.oid) return;
  const room = core.mailboxes.of(user);
  const copy = room.byUid(event.uid);
  if (!copy || copy.content.responseStatus.response !== 'notResponded') return;
  const verb = isTaken(room, copy) ? 'decline' : 'accept';
  respond(core, room, whole(copy), verb, true);
  const after = room.byUid(event.uid);
  if (verb === 'decline' && after) room.remove(after);
}
