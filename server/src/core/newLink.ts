/** How the link of an item begins: whether it is mirrored, under whose name, in which shape. */
import { eligibleBooking, eligibleEvent, type Ineligible } from './eligible.ts';
import { baseOf } from './fingerprint.ts';
import type { Item } from './items.ts';
import type { Decision, Link, Mirror, Shape } from './links.ts';
import { isPrivate } from './normalise.ts';
import type { PlanInput } from './planInput.ts';
import { anonymousEvent } from './project.ts';
import { linkIdOf } from './recover.ts';

export const skipped = (input: PlanInput, why: Ineligible): Decision => ({
  kind: 'skipped',
  reason: why.reason,
  rule: `skip.${why.reason}`,
  setting: why.setting,
  at: input.now,
});

export const ineligible = (input: PlanInput, item: Item): Ineligible | null =>
  item.side === 'office'
    ? eligibleEvent(item, input.settings, input.window, input.connection.timeZone)
    : (eligibleBooking(item, input.settings, input.window) ?? unchosen(input));

/** Nothing is written to a calendar that nobody has chosen, as when the company's direction begins to write there. */
const unchosen = ({ connection }: PlanInput): Ineligible | null =>
  connection.writeCalendarId === null ? { reason: 'no-calendar', setting: null } : null;

export const anonymity = (input: PlanInput, item: Item): Pick<Link, 'anonymous' | 'anonymousBy'> => {
  if (item.side === 'timify') {
    const { toOffice } = input.settings.anonymous;
    return { anonymous: toOffice, anonymousBy: toOffice ? 'setting' : null };
  }
  if (!anonymousEvent(item, input.settings)) return { anonymous: false, anonymousBy: null };
  return { anonymous: true, anonymousBy: isPrivate(item, input.settings.personal) ? 'private' : 'setting' };
};

/** How a booking is cut into events, by the settings of now. */
export const shapeFor = (input: PlanInput, item: Item): Shape | null => {
  if (item.side === 'office') return null;
  const { splitBookings, buffers } = input.settings;
  return { splitBookings, buffers };
};

/** A link for an item that nobody has seen before; its mirrors are planned afterwards like any other's. */
export const linkFor = (input: PlanInput, item: Item): Link => {
  const privacy = anonymity(input, item);
  const why = ineligible(input, item);
  return {
    id: linkIdOf(input, item.side, item.id),
    connectionId: input.connection.id,
    origin: {
      side: item.side,
      id: item.id,
      containerId: item.side === 'office' ? item.calendarId : item.appointmentId,
      seriesId: item.side === 'office' ? item.seriesId : item.isConnectedSeries ? item.appointmentId : null,
      base: baseOf(item, { anonymous: privacy.anonymous, role: 'origin', hash: input.hash }),
      hasCustomers: item.side === 'timify' && item.hasCustomers,
      isGroup: item.side === 'timify' && item.isGroup,
    },
    mirrors: [],
    shape: shapeFor(input, item),
    ...privacy,
    madeByUs: true,
    decision: why
      ? skipped(input, why)
      : { kind: 'mirrored', reason: null, rule: 'new-item', setting: null, at: input.now },
    settingsVersion: input.settingsVersion,
    ignored: [],
  };
};

export const asMirror = (input: PlanInput, item: Item, marker: string, anonymous: boolean): Mirror => ({
  marker,
  id: item.id,
  containerId: item.side === 'office' ? item.calendarId : null,
  intentAt: input.now,
  base: baseOf(item, { anonymous, role: 'mirror', hash: input.hash }),
  putBacks: [],
});
