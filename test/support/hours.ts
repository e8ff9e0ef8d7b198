import type { Person } from './person.ts';
import { tomorrow } from './answers.ts';

/** Monday to Sunday from `begin` to `end` o'clock of the company, as TIMIFY's shift plan tells it, for the coming weeks. */
export const workingHours = async (person: Person, begin: string, end: string, days = 40): Promise<void> => {
  await person.timify('POST', '/timeshifts', {
    resource_id: person.resourceId,
    from: tomorrow(0, 0, -2).slice(0, 10),
    to: tomorrow(0, 0, days).slice(0, 10),
    working_times: [{ begin, end }],
    booking_times: [{ begin, end }],
  });
};
