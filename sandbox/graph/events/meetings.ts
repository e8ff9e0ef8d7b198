import type { Core } from '../core.ts';
import type { Attendee, EventContent, StoredEvent } from '../model.ts';
import type { Instance } from '../series/instances.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { cancelCopy, copyFor } from './copies.ts';
import { addressesOf, guestsOf } from './guests.ts';
import { answerOfRoom } from './rooms.ts';

/**
 * What Exchange does for the guests of a meeting when its organizer writes to it: mail to each, and the copy in the
 * calendar of each colleague (facts: graph §3.1, §3.4, §3.5).
 */

type Reason = 'invitation' | 'update' | 'cancellation';

const PREFIX: Record<Reason, string> = { invitation: '', update: 'Updated: ', cancellation: 'Canceled: ' };

function mail(core: Core, guest: Attendee, content: EventContent, reason: Reason, comment?: string): void {
  const { world } = core;
  const organizer = content.organizer?.emailAddress.name ?? '';
  const when = `${new Date(content.start.at).toISOString()} – ${new Date(content.end.at).toISOString()}`;
  world.mails.add({
    at: new Date(world.clock.now()).toISOString(),
    from: 'exchange',
    to: guest.emailAddress.address,
    subject: `${PREFIX[reason]}${content.subject ?? ''}`,
    text: [comment, content.subject ?? '', when, `Organizer: ${organizer}`]
      .filter((line) => line !== undefined)
      .join('\n'),
    reason,
  });
}

export function announceCreated(core: Core, mailbox: Mailbox, event: StoredEvent): void {
  for (const guest of guestsOf(event.content)) {
    mail(core, guest, event.content, 'invitation');
    copyFor(core, mailbox, guest, event);
    answerOfRoom(core, mailbox, guest, event);
  }
}

/** Guests care about these; the rest is the organizer's own business. */
function matters(before: EventContent, after: EventContent): boolean {
  const part = ({ subject, body, start, end, isAllDay, locations, isOnlineMeeting }: EventContent) =>
    JSON.stringify([subject, body, start.at, end.at, isAllDay, locations, isOnlineMeeting]);
  return part(before) !== part(after);
}

/** New guests are invited, removed ones get a cancellation, the others an update where something they see changed. */
export function announceUpdated(core: Core, mailbox: Mailbox, before: Instance, after: Instance): void {
  if (!before.content.isOrganizer) return;
  const [then, now] = [guestsOf(before.content), guestsOf(after.content)];
  const [known, kept] = [addressesOf(then), addressesOf(now)];
  const patternChanged = JSON.stringify(before.event.recurrence) !== JSON.stringify(after.event.recurrence);
  const changed = patternChanged || matters(before.content, after.content);
  for (const guest of now) {
    const fresh = !known.has(guest.emailAddress.address.toLowerCase());
    if (fresh) mail(core, guest, after.content, 'invitation');
    else if (changed) mail(core, guest, after.content, 'update');
    if (!fresh && !changed) continue;
    copyFor(core, mailbox, guest, after.event);
    answerOfRoom(core, mailbox, guest, after.event);
  }
  for (const guest of then) {
    if (!kept.has(guest.emailAddress.address.toLowerCase())) dismiss(core, mailbox, guest, after, undefined);
  }
}

/** A meeting, or one date of it, is off: by DELETE or `cancel` on the organizer's copy. A guest's own DELETE is silent. */
export function announceGone(
  core: Core,
  mailbox: Mailbox,
  gone: Instance,
  comment: string | undefined,
): void {
  if (!gone.content.isOrganizer) return;
  for (const guest of guestsOf(gone.content)) dismiss(core, mailbox, guest, gone, comment);
}

function dismiss(
  core: Core,
  mailbox: Mailbox,
  guest: Attendee,
  from: Instance,
  comment: string | undefined,
): void {
  mail(core, guest, from.content, 'cancellation', comment);
  cancelCopy(core, mailbox, guest, { uid: from.event.uid, date: from.date });
}
