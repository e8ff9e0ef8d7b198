/** Series drawn by chance: every pattern, range and zone that Outlook offers. */
import { DateTime } from 'luxon';
import { nextDay, type Pattern, type Series, type Weekday } from './series.ts';

type Chance = (below: number) => number;

/** A name as a client writes it, and the zone that it stands for. */
export const ZONES: readonly (readonly [name: string, iana: string])[] = [
  ['UTC', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['America/New_York', 'America/New_York'],
  ['Pacific Standard Time', 'America/Los_Angeles'],
  ['New Zealand Standard Time', 'Pacific/Auckland'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Lord Howe Standard Time', 'Australia/Lord_Howe'],
];

const WEEKDAYS: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];
const INDEXES = ['first', 'second', 'third', 'fourth', 'last'] as const;

const someDays = (chance: Chance): Weekday[] => {
  const picked = WEEKDAYS.filter(() => chance(3) === 0);
  return picked.length > 0 ? picked : [WEEKDAYS[chance(7)] ?? 'monday'];
};

const randomPattern = (chance: Chance): Pattern => {
  const daysOfWeek = someDays(chance);
  const dayOfMonth = chance(3) === 0 ? 28 + chance(4) : 1 + chance(31);
  const index = INDEXES[chance(5)] ?? 'last';
  const month = 1 + chance(12);
  const patterns: Pattern[] = [
    { type: 'daily', interval: 1 + chance(20) },
    {
      ...{ type: 'weekly', interval: 1 + chance(6), daysOfWeek },
      firstDayOfWeek: WEEKDAYS[chance(7)] ?? 'sunday',
    },
    { type: 'absoluteMonthly', interval: 1 + chance(13), dayOfMonth },
    { type: 'relativeMonthly', interval: 1 + chance(13), daysOfWeek, index },
    { type: 'absoluteYearly', interval: 1 + chance(3), dayOfMonth, month },
    { type: 'relativeYearly', interval: 1 + chance(3), daysOfWeek, index, month },
  ];
  return patterns[chance(patterns.length)] ?? { type: 'daily', interval: 1 };
};

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Begins in `from` days after `origin` or up to `spread` later; about one of twelve has no end. */
export const randomSeries = (
  chance: Chance,
  origin: string,
  bounds: { from: number; spread: number; most: number },
): Series & { iana: string } => {
  const [timeZone, iana] = ZONES[chance(ZONES.length)] ?? (['UTC', 'UTC'] as const);
  const start = chance(23 * 60);
  const day = nextDay(origin, bounds.from + chance(bounds.spread));
  const kind = chance(12);
  const range =
    kind === 0
      ? {}
      : kind < 6
        ? { until: nextDay(day, chance(bounds.most * 8)) }
        : { times: 1 + chance(bounds.most) };
  const to = clock(start + 5 + chance(24 * 60 - start - 5));
  return { day, from: clock(start), to, timeZone, iana, pattern: randomPattern(chance), ...range };
};

/** The first of two where a clock time comes twice, the time as much later where it never comes. */
export const instantAt = (day: string, time: string, iana: string): number =>
  Math.min(
    ...DateTime.fromISO(`${day}T${time}`, { zone: iana })
      .getPossibleOffsets()
      .map((one) => one.toMillis()),
  );
