import { mergeClasses } from '@fluentui/react-components';
import { hourText } from '../model/time.ts';
import { HOUR_PX, useGridStyles } from './gridStyles.ts';

/** Midnight needs neither a line nor a name. */
const HOURS = Array.from({ length: 23 }, (_, index) => index + 1);

/** The hours by name, left of the days. */
export function HourNames({ locale }: { locale: string }) {
  const styles = useGridStyles();
  return (
    <div aria-hidden className={styles.gutter}>
      {HOURS.map((hour) => (
        <span key={hour} className={styles.hour} style={{ top: hour * HOUR_PX }}>
          {hourText(hour, locale)}
        </span>
      ))}
    </div>
  );
}

/** A line for each hour, and one between two days. */
export function GridLines({ days }: { days: readonly string[] }) {
  const styles = useGridStyles();
  return (
    <>
      {HOURS.map((hour) => (
        <div
          key={hour}
          aria-hidden
          className={mergeClasses(styles.line, styles.hourLine)}
          style={{ top: hour * HOUR_PX }}
        />
      ))}
      {days.map((date, column) => (
        <div
          key={date}
          aria-hidden
          className={mergeClasses(styles.line, styles.dayLine)}
          style={{ left: `${(column * 100) / days.length}%` }}
        />
      ))}
    </>
  );
}
