import type { Json } from './testJson.ts';
import { cast, pages, WINDOW, type TestWorld } from './testWorld.ts';

export const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;
export const FIRST = `/me/calendarView/delta?${WINDOW}`;

export const weekly = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
  range: { type: 'numbered', startDate: '2026-12-01', numberOfOccurrences: 4 },
};

export const short = (one: Json) => (one['@removed'] ? `-${one.id}` : `${one.type} ${one.id}`);

/** What Anna does in her calendar, and what its delta tells her. */
export const annasIn = (world: () => TestWorld) => {
  const anna = () => cast(world()).anna;
  return {
    anna,
    post: async (body: Record<string, unknown>): Promise<Json> =>
      (await world().call(anna(), 'POST', '/me/events', { body })).body,
    write: (method: string, id: string, body?: unknown) =>
      world().call(anna(), method, path(id), body === undefined ? {} : { body }),
    round: (link = FIRST, headers = {}) => pages(world(), anna(), link, headers),
  };
};
