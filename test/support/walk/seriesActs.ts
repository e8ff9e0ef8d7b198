/** What people do with series in Outlook. */
import type { GraphEvent } from '../answers.ts';
import { weekdayOf, type Pattern } from '../series.ts';
import { patch, post, told, utc, type Act } from './officeActs.ts';
import type { Walker } from './walker.ts';

const DAY = 24 * 60;

const recurring = (walker: Walker, day: string) => {
  const numberOfOccurrences = 3 + walker.draw(3);
  const pattern: Pattern = walker.rarely(70)
    ? { type: 'daily', interval: 1 + walker.draw(2) }
    : { type: 'weekly', interval: 1, daysOfWeek: [weekdayOf(day)] };
  return { pattern, range: { type: 'numbered', startDate: day, numberOfOccurrences } };
};

const shifted = (walker: Walker, { start, end }: GraphEvent, by: number): Record<string, unknown> => ({
  start: utc(walker.after(start.dateTime.slice(0, 19), by)),
  end: utc(walker.after(end.dateTime.slice(0, 19), by)),
});

const series: Act = {
  name: 'series',
  weight: 2,
  run: async (walker) => {
    const { start, end } = walker.span(15);
    const recurrence = recurring(walker, start.slice(0, 10));
    const subject = walker.text('series');
    const { status } = await post(walker, { subject, start: utc(start), end: utc(end), recurrence });
    return `series of ${recurrence.range.numberOfOccurrences} “${subject}” ${start} ${recurrence.pattern.type} → ${status}`;
  },
};

/** An act on one of the events that stand alone, or on one of the occurrences. */
const onOne = (
  name: string,
  weight: number,
  isOccurrence: boolean,
  act: (walker: Walker, event: GraphEvent) => Promise<{ status: number }>,
): Act => ({
  name,
  weight,
  run: async (walker) => {
    const all = await walker.events();
    const event = walker.pick(all.filter(({ seriesMasterId }) => (seriesMasterId !== null) === isOccurrence));
    if (!event) return `${name}: none there`;
    return told(event, name, (await act(walker, event)).status);
  },
});

/** What is done to the series is done to all that is left of it. */
const onSeries: Act = onOne('change series', 3, true, async (walker, { seriesMasterId }) => {
  const id = encodeURIComponent(seriesMasterId ?? '');
  const { body: master } = await walker.person.graphCall<GraphEvent>('GET', `/events/${id}`);
  const what = walker.pick(['rename', 'move', 'delete', 'hide']) ?? 'rename';
  walker.story.push(`to the series: ${what}`);
  if (what === 'delete') return walker.graph('DELETE', `/events/${id}`);
  if (what === 'move') return patch(walker, master, shifted(walker, master, 30 * (walker.draw(9) - 4)));
  if (what === 'rename') return patch(walker, master, { subject: walker.text('series') });
  return patch(walker, master, { sensitivity: master.sensitivity === 'private' ? 'normal' : 'private' });
});

const becomesSeries = onOne('becomes a series', 2, false, (walker, event) =>
  patch(walker, event, { recurrence: recurring(walker, event.start.dateTime.slice(0, 10)) }),
);

const singleAgain = onOne('single again', 1, true, (walker, { seriesMasterId }) =>
  patch(walker, { id: seriesMasterId ?? '' }, { recurrence: null }),
);

const thisAndFollowing = onOne('this and following', 1, true, (walker, event) => {
  const changes = walker.rarely(50)
    ? { subject: walker.text('series') }
    : shifted(walker, event, 30 * (walker.draw(9) - 4));
  return walker.outlook('split', { event: event.id, changes });
});

/** Graph itself refuses it; an organizer elsewhere does not ask Graph. */
const overNeighbour = onOne('over its neighbour', 1, true, (walker, event) =>
  walker.outlook('occurrence', {
    event: event.id,
    changes: shifted(walker, event, DAY * (walker.draw(5) - 2)),
  }),
);

export const SERIES_ACTS: readonly Act[] = [
  series,
  onSeries,
  becomesSeries,
  singleAgain,
  thisAndFollowing,
  overNeighbour,
];
