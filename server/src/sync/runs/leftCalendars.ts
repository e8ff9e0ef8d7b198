/** Events that left the calendars which are kept in step. A tombstone tells of it once; who missed that has to ask. */
import { keptBy } from '../../core/departure.ts';
import type { OfficeEvent, Snapshot } from '../../core/items.ts';
import type { Link } from '../../core/links.ts';
import { trueSpan } from '../../core/normalise.ts';
import { overlaps } from '../../core/spans.ts';
import type { Desk } from '../desk.ts';

interface ReadEvents {
  items: OfficeEvent[];
  gone: string[];
  series?: string[];
}

/**
 * What was read by id, where all chosen calendars had been read in full: an original that is still there and stood in none
 * of them was left out by mistake, or lies elsewhere by now. Then it is gone, as its tombstone would have said.
 */
export const withoutStrayed = async <T extends ReadEvents>(
  { office, connection }: Pick<Desk, 'office' | 'connection'>,
  { scope, window }: Pick<Snapshot<OfficeEvent>, 'scope' | 'window'>,
  links: Iterable<Link>,
  read: T,
): Promise<T> => {
  if (scope !== 'full') return read;
  const chosen = connection.calendars.map(({ id }) => id);
  const origins = new Set(
    [...links].flatMap(({ origin }) =>
      origin.side === 'office' && chosen.includes(origin.containerId) ? origin.id : [],
    ),
  );
  const missed = read.items.filter(
    (item) =>
      item.calendarId === '' && origins.has(item.id) && overlaps(trueSpan(item, connection.timeZone), window),
  );
  if (missed.length === 0) return read;
  const left = new Set(
    await office.elsewhere(
      missed.map(({ id }) => id),
      chosen,
    ),
  );
  return { ...read, items: read.items.filter(({ id }) => !left.has(id)), gone: [...read.gone, ...left] };
};

/**
 * An original that a person moved into the calendar which only receives copies: what people keep there is nobody's business.
 * Copies that were kept for a calendar given up stay nobody's, wherever their event is.
 */
export const withoutUnchosen = (
  snapshot: Snapshot<OfficeEvent>,
  { calendars }: Pick<Desk['connection'], 'calendars'>,
  links: Iterable<Link>,
): Snapshot<OfficeEvent> => {
  const origins = new Set(
    [...links].flatMap((link) =>
      link.origin.side === 'office' && keptBy(link) === null ? link.origin.id : [],
    ),
  );
  const isElsewhere = ({ id, calendarId }: OfficeEvent): boolean =>
    calendarId !== '' && origins.has(id) && calendars.every((chosen) => chosen.id !== calendarId);
  const left = snapshot.items.filter(isElsewhere).map(({ id }) => id);
  if (left.length === 0) return snapshot;
  return {
    ...snapshot,
    items: snapshot.items.filter((item) => !isElsewhere(item)),
    removed: [...snapshot.removed, ...left],
  };
};
