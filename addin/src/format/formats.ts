import { clocksAndDays } from './clocksAndDays.ts';
import { durations, NO_BREAK } from './durations.ts';
import { firstKnown } from './zones.ts';

/** Dates, times and numbers in the reader's locale and the mailbox's time zone. Pure: `now` is handed in. */
export type Formats = ReturnType<typeof createFormats>;
export type Instant = string | Date;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface RelativeWords {
  readonly today: string;
  readonly tomorrow: string;
  readonly yesterday: string;
  readonly justNow: string;
}

const RELATIVE: Readonly<Record<'de' | 'en', RelativeWords>> = {
  de: { today: 'heute', tomorrow: 'morgen', yesterday: 'gestern', justNow: 'gerade eben' },
  en: { today: 'today', tomorrow: 'tomorrow', yesterday: 'yesterday', justNow: 'just now' },
};

const asDate = (value: Instant): Date => (typeof value === 'string' ? new Date(value) : value);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In UTC where there is no zone, or one that this browser does not know; `timeZone` of the result says which it is. */
export function createFormats(locale: string, wanted: string | undefined, now: () => Date) {
  const timeZone = firstKnown(wanted);
  const shapes = clocksAndDays(locale, timeZone);
  const { clock, twelveHours, time24, seconds, day, dayYear, date, longDay } = shapes;
  const { weekday, dayNumber, month, exact, key } = shapes;
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const words = RELATIVE[locale.toLowerCase().startsWith('de') ? 'de' : 'en'];

  const plain = (text: string): string => text.replace(/[\u202f\u2009]/g, ' ');
  const timeOf = (value: Instant): string => plain((twelveHours ? clock : time24).format(asDate(value)));
  const dayKey = (value: Instant): string => key.format(asDate(value));
  const yearOf = (value: Instant): string => dayKey(value).slice(0, 4);

  /** Day and month must not part at a line's end. */
  const glued = (format: Intl.DateTimeFormat, value: Instant): string => {
    const parts = format.formatToParts(asDate(value));
    return parts
      .map((part, index) => {
        const around = [parts[index - 1]?.type, parts[index + 1]?.type];
        const between = around.includes('day') && around.includes('month');
        return part.type === 'literal' && between ? part.value.replace(/ /g, NO_BREAK) : part.value;
      })
      .join('');
  };
  const dayOf = (value: Instant): string => glued(yearOf(value) === yearOf(now()) ? day : dayYear, value);

  const distanceInDays = (value: Instant): number =>
    Math.round((Date.parse(dayKey(value)) - Date.parse(dayKey(now()))) / (24 * HOUR));
  const nearWord = (value: Instant): string | undefined =>
    ({ '-1': words.yesterday, '0': words.today, '1': words.tomorrow })[String(distanceInDays(value))];

  const rangeOf = (start: Instant, end: Instant): string => {
    if (dayKey(start) !== dayKey(end))
      return `${dayOf(start)}, ${timeOf(start)} – ${dayOf(end)}, ${timeOf(end)}`;
    if (twelveHours) return plain(clock.formatRange(asDate(start), asDate(end)));
    return `${timeOf(start)}–${timeOf(end)}`;
  };

  return {
    locale,
    timeZone,
    now,
    dayKey,
    number: (value: number): string => number.format(value),
    percent: (share: number): string => percent.format(share),
    time: timeOf,
    timeWithSeconds: (value: Instant): string => plain(seconds.format(asDate(value))),
    /** "14:00–15:30", "2:00 – 3:30 PM"; names both days where it runs over midnight. */
    range: rangeOf,
    day: dayOf,
    date: (value: Instant): string => glued(date, value),
    /** "heute", "morgen", "gestern", or the day itself. */
    nearDay: (value: Instant): string => nearWord(value) ?? dayOf(value),
    /** "Heute, Di., 24. Nov." */
    dayHead: (value: Instant): string => {
      const near = nearWord(value);
      return near === undefined ? dayOf(value) : `${capital(near)}, ${dayOf(value)}`;
    },
    longDay: (value: Instant): string => longDay.format(asDate(value)),
    weekday: (value: Instant): string => weekday.format(asDate(value)).replace('.', ''),
    dayNumber: (value: Instant): string => dayNumber.format(asDate(value)).replace('.', ''),
    month: (value: Instant): string => month.format(asDate(value)),
    /** With seconds and zone, for tooltips. */
    exact: (value: Instant): string => plain(exact.format(asDate(value))),
    /** The time today, else day and time. */
    moment: (value: Instant): string =>
      distanceInDays(value) === 0 ? timeOf(value) : `${dayOf(value)}, ${timeOf(value)}`,
    isToday: (value: Instant): boolean => distanceInDays(value) === 0,
    /** "just now", relative within the last hour, else the time, else day and time. */
    since: (value: Instant): string => {
      const age = now().getTime() - asDate(value).getTime();
      if (age >= 0 && age < MINUTE) return words.justNow;
      if (age >= 0 && age < HOUR) return relative.format(-Math.round(age / MINUTE), 'minute');
      return distanceInDays(value) === 0 ? timeOf(value) : `${dayOf(value)}, ${timeOf(value)}`;
    },
    ...durations(locale),
  };
}
