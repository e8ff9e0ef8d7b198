import { writesTo, type ChosenCalendar, type Direction } from '../core/model.ts';

/**
 * Least privilege (design §7): delegated rights grow with need. Short names; the adapter qualifies them for its cloud.
 */
export const PROFILE_SCOPES = ['User.Read'];
export const READ_SCOPES = ['Calendars.Read'];
export const WRITE_SCOPES = ['Calendars.ReadWrite'];
export const SHARED_SCOPES = ['Calendars.Read.Shared'];

/** What a connection of this direction with these calendars needs. */
export const scopesFor = (
  direction: Direction,
  calendars: readonly Pick<ChosenCalendar, 'isOwn'>[],
): string[] => [
  ...(writesTo(direction, 'office') ? WRITE_SCOPES : READ_SCOPES),
  ...(calendars.some(({ isOwn }) => !isOwn) ? SHARED_SCOPES : []),
];
