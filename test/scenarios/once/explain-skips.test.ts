import { afterAll, beforeAll, describe } from 'vitest';
import { actsIn, answered, bringAcross, tellWhy, type Act } from '../../support/explain.ts';
import { workingHours } from '../../support/hours.ts';
import { tomorrow } from '../../support/answers.ts';
import { Town } from '../../support/town.ts';
import { dayAt, on } from '../../support/ways.ts';

/** Every reason for leaving an item out, shown by a real act. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const { event, raw } = actsIn(() => town);
const allDay = { isAllDay: true, start: dayAt(0), end: dayAt(1) };

const ACTS: Act[] = [
  { rule: 'skip.direction', setting: 'direction', act: event({}, { direction: 'timify-to-office' }) },
  { rule: 'skip.show-as', setting: 'showAs.free', act: event({ showAs: 'free' }) },
  { rule: 'skip.all-day', setting: 'allDay', act: event(allDay, { allDay: 'ignore' }) },
  { rule: 'skip.declined', setting: 'response.declined', act: raw(answered('declined')) },
  {
    rule: 'skip.outside-window',
    setting: 'windowFutureMonths',
    act: event({}, {}, tomorrow(9, 0, 900), tomorrow(10, 0, 900)),
  },
  {
    rule: 'skip.outside-bookable-times',
    act: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      const { id } = await lena.event('Dinner', on(19), on(21));
      await town.settled();
      return { lena, item: ['office', id] };
    },
  },
  { rule: 'skip.cancelled', setting: 'cancelled', act: raw({ isCancelled: true }) },
  { rule: 'skip.draft', setting: 'drafts', act: raw({ isDraft: true }, { drafts: 'ignore' }) },
  { rule: 'skip.empty-span', act: raw({ end: { dateTime: on(9).replace('Z', ''), timeZone: 'UTC' } }) },
  { rule: 'skip.end-before-start', act: raw({ end: { dateTime: on(8).replace('Z', ''), timeZone: 'UTC' } }) },
  {
    rule: 'skip.not-responded',
    setting: 'response.notResponded',
    act: raw(answered('notResponded'), { response: { notResponded: 'ignore' } }),
  },
  {
    rule: 'skip.tentatively-accepted',
    setting: 'response.tentative',
    act: raw(answered('tentativelyAccepted'), { response: { tentative: 'ignore' } }),
  },
  {
    rule: 'skip.no-answer',
    setting: 'response.none',
    act: raw(answered('none'), { response: { none: 'ignore' } }),
  },
  {
    rule: 'skip.others-meeting',
    setting: 'othersMeetings',
    act: raw(answered('accepted'), { othersMeetings: 'ignore' }),
  },
];

describe('why an item is left out', { timeout: 60_000 }, () => {
  tellWhy(ACTS);
});

describe('the call that is named brings across what a setting leaves out', { timeout: 90_000 }, () => {
  bringAcross(ACTS);
});
