/** The shapes in which moments are written in one locale and zone: costly to make, so each is made once. */
export function clocksAndDays(locale: string, timeZone: string) {
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = make({ hour: 'numeric', minute: '2-digit' });
  const twelveHours = clock.resolvedOptions().hour12 === true;
  return {
    clock,
    twelveHours,
    time24: make({ hour: '2-digit', minute: '2-digit' }),
    seconds: make({ hour: twelveHours ? 'numeric' : '2-digit', minute: '2-digit', second: '2-digit' }),
    day: make({ weekday: 'short', day: 'numeric', month: 'short' }),
    dayYear: make({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    date: make({ day: 'numeric', month: 'short', year: 'numeric' }),
    longDay: make({ weekday: 'long', day: 'numeric' }),
    weekday: make({ weekday: 'short' }),
    dayNumber: make({ day: 'numeric' }),
    month: make({ month: 'long', year: 'numeric' }),
    exact: make({ dateStyle: 'medium', timeStyle: 'long' }),
    /** `2026-11-24`, for comparing. */
    key: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
  };
}
