import type { Content } from '../core/planned.ts';
import type { Span } from '../core/items.ts';
import { GRID, MINUTE, outward } from '../core/spans.ts';
import { minuteText } from './time.ts';

/** `datetime` in UTC (third party; our open question 2) and `duration` in minutes, both on the grid of five minutes. */
const timeMembers = (span: Span): { datetime: string; duration: number } => {
  // The planner gives times on the grid; this is the last net, for TIMIFY answers 400 to any other.
  const { start, end } = outward(span);
  return { datetime: minuteText(start), duration: Math.max(GRID, end - start) / MINUTE };
};

/** The planner has put a word where there was no title; an empty one is never sent (TIMIFY docs, create). */
const titleOf = (title: string): string => (title.trim() === '' ? '–' : title);

/** Body of `POST /appointments`, without our mark. */
export const createBody = (content: Content, resourceId: string): Record<string, unknown> => ({
  title: titleOf(content.title),
  notes: content.notes,
  resource_ids: [resourceId],
  ...timeMembers(content.span),
  has_notify_customers: false,
  has_notify_resources: false,
});

/** Body of the `PATCH` of our mark alone; that an empty `external_id` takes it away is inferred (timify §1.4). */
export const markBody = (marker: string): Record<string, unknown> => ({
  external_id: marker,
  has_notify_customers: false,
  has_notify_resources: false,
});

/**
 * Body of `PATCH /appointments/{id}`: the changed members alone, both flags always. Null where nothing of it exists
 * in TIMIFY (a place, a look).
 */
export const patchBody = (content: Partial<Content>, notify: boolean): Record<string, unknown> | null => {
  const members = {
    ...(content.title === undefined ? {} : { title: titleOf(content.title) }),
    ...(content.notes === undefined ? {} : { notes: content.notes }),
    ...(content.span === undefined ? {} : timeMembers(content.span)),
  };
  if (Object.keys(members).length === 0) return null;
  return { ...members, has_notify_customers: notify, has_notify_resources: false };
};
