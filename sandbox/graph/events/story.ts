import type { EventContent, StoredEvent } from '../model.ts';
import { occurrence } from '../series/instances.ts';
import type { Commit } from '../store/mailbox.ts';
import { wallAt } from '../time/zones.ts';

/** One change in plain words, for the page that people watch: `Event “Dentist” moved to 18:00`. */
export function storyOf({ mailbox, changeType, before, after }: Commit): string {
  const zone = mailbox.user.timeZone;
  const event = after ?? before;
  if (!event) return '';
  const name = event.recurrence ? 'Series' : 'Event';
  const title = `${name} ${quoted(event.content)}`;
  if (changeType === 'created') return `${title} added for ${when(event.content, zone)}`;
  if (changeType === 'deleted' || !before || !after) return `${title} deleted`;
  return oneDate(before, after, zone) ?? changeOf(title, before.content, after.content, zone);
}

function quoted(content: EventContent): string {
  return `“${content.subject ?? 'without a title'}”`;
}

function when(content: EventContent, zone: string): string {
  return content.isAllDay
    ? dayOf(content.start.wall)
    : `${dayOf(wallAt(content.start.at, zone))}, ${clock(content, zone)}`;
}

function dayOf(wall: number): string {
  return new Date(wall).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

function clock(content: EventContent, zone: string): string {
  return new Date(wallAt(content.start.at, zone)).toISOString().slice(11, 16);
}

function changeOf(title: string, before: EventContent, after: EventContent, zone: string): string {
  if (!before.isCancelled && after.isCancelled) return `${title} cancelled by its organizer`;
  if (before.subject !== after.subject) return `${quoted(before)} renamed to ${quoted(after)}`;
  if (before.isAllDay !== after.isAllDay)
    return `${title} is now ${after.isAllDay ? 'all day' : 'at ' + when(after, zone)}`;
  if (before.start.at !== after.start.at) {
    const sameDay = dayOf(wallAt(before.start.at, zone)) === dayOf(wallAt(after.start.at, zone));
    return `${title} moved to ${sameDay ? clock(after, zone) : when(after, zone)}`;
  }
  if (before.end.at !== after.end.at)
    return `${title} is now ${Math.round((after.end.at - after.start.at) / 60_000)} minutes long`;
  if (before.showAs !== after.showAs) return `${title} is now shown as ${after.showAs}`;
  if (before.responseStatus.response !== after.responseStatus.response)
    return `${title}: ${after.responseStatus.response}`;
  return `${title} changed`;
}

/** A change of one date of a series. */
function oneDate(before: StoredEvent, after: StoredEvent, zone: string): string | undefined {
  const deleted = after.deletedDates.find((date) => !before.deletedDates.includes(date));
  if (deleted !== undefined) return `${quoted(after.content)} on ${dayOf(Date.parse(deleted))} deleted`;
  const changed = Object.keys(after.exceptions).find(
    (date) => after.exceptions[date] !== before.exceptions[date],
  );
  const [then, now] = [changed && occurrence(before, changed), changed && occurrence(after, changed)];
  if (!changed || !then || !now) return undefined;
  return changeOf(
    `${quoted(then.content)} on ${dayOf(Date.parse(changed))}`,
    then.content,
    now.content,
    zone,
  );
}
