/** The entry that a self-test makes in Outlook, and how it is taken away again. */
import { isFault } from '../../../core/fault.ts';
import type { Instant, OfficeEvent, Span } from '../../../core/items.ts';
import type { Content } from '../../../core/planned.ts';
import { HOUR, MINUTE } from '../../../core/spans.ts';
import type { OfficeSide } from '../../ports/sides.ts';
import { newId } from '../../secrets.ts';

/**
 * Long before any window that is kept in step (`windowPastDays` is 60 at most): whatever is chosen for free or private
 * events, no run of any connection of the mailbox reads it, so that it becomes no copy, no link and no line of the log. A
 * notification about it rings all the same.
 */
const DAY_OF_PROBES = Date.UTC(2001, 0, 2);
export const PROBE_WINDOW: Span = { start: DAY_OF_PROBES, end: DAY_OF_PROBES + 24 * HOUR };

const MARK = 'self-test.';
const TITLE = 'TIMIFY Sync: self-test';
/** No test takes as long: what it made then was left by a process that crashed. */
const LEFT_AFTER = 10 * MINUTE;
const MOST_TRIES = 3;

/** Free, private and without guests or reminder: nobody's time is blocked, nobody is told. */
const CONTENT: Content = {
  span: { start: DAY_OF_PROBES + 12 * HOUR, end: DAY_OF_PROBES + 12 * HOUR + 5 * MINUTE },
  title: TITLE,
  notes: '',
  place: '',
  look: { category: null, reminderMinutes: null, showAs: 'free', isPrivate: true },
};

export const createProbe = (office: OfficeSide, containerId: string): Promise<OfficeEvent> => {
  const marker = `${MARK}${newId()}`;
  return office.create({ containerId, marker, transactionId: marker, content: CONTENT });
};

/** As it is now: Outlook gives an event that it has just taken in another version. One that is gone counts as removed. */
export const removeProbe = async (office: OfficeSide, id: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    const [event] = (await office.read([id])).items;
    if (!event) return;
    try {
      return await office.remove({
        id,
        containerId: event.calendarId,
        version: event.version,
        notify: false,
      });
    } catch (error) {
      if (!isFault(error, 'version-changed') || tries === MOST_TRIES) throw error;
    }
  }
};

const isLeft = (event: OfficeEvent, now: Instant): boolean =>
  event.title === TITLE && event.createdAt !== null && event.createdAt < now - LEFT_AFTER;

/** What tests left behind that were cut off. The title finds it; that it is ours is told by its marker alone. */
export const removeLeftBehind = async (
  office: OfficeSide,
  found: readonly OfficeEvent[],
  now: Instant,
): Promise<void> => {
  const ids = found.filter((event) => isLeft(event, now)).map(({ id }) => id);
  if (ids.length === 0) return;
  const { items } = await office.read(ids);
  for (const { id, marker } of items) if (marker?.startsWith(MARK)) await removeProbe(office, id);
};
