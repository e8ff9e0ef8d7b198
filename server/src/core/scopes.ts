import { writesTo, type ChosenCalendar, type Direction } from './items.ts';

/**
 * Least privilege (design §7): delegated rights grow with need. Short names; the adapter qualifies them for its cloud.
 */
/** The caller's own addresses, with their own token. */
export const PROFILE_SCOPES = ['User.Read'];
/** Reading the owner's own calendars; enough to subscribe ("Create subscription", least privileged: Calendars.Read). */
export const READ_SCOPES = ['Calendars.Read'];
/** Any direction that writes to Office 365. Covers reading. */
export const WRITE_SCOPES = ['Calendars.ReadWrite'];
/** Only when a calendar was chosen that others share with the owner; no subscriptions there. */
export const SHARED_SCOPES = ['Calendars.Read.Shared'];

/** What a connection of this direction with these calendars needs. */
export const scopesFor = (
  direction: Direction,
  calendars: readonly Pick<ChosenCalendar, 'isOwn'>[],
): string[] => [
  ...(writesTo(direction, 'office') ? WRITE_SCOPES : READ_SCOPES),
  ...(calendars.some(({ isOwn }) => !isOwn) ? SHARED_SCOPES : []),
];
