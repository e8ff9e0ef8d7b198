import { Fragment } from 'react';
import { Button, mergeClasses } from '@fluentui/react-components';
import type { Item } from '../model/items.ts';
import { allDayOf } from '../model/layout.ts';
import { dayText } from '../model/time.ts';
import type { Words } from '../words.ts';
import { LANE_ROW_PX, useGridStyles } from './gridStyles.ts';
import { tileTitle } from './Tile.tsx';

interface LaneProps {
  items: readonly Item[];
  days: readonly string[];
  words: Words;
  /** How many all-day items one above the other need room. */
  laneRows: number;
  onOpen: (item: Item) => void;
  onDelete: (item: Item) => void;
}

interface HeadProps extends LaneProps {
  today: string;
  locale: string;
  /** The same columns as the hours below have. */
  columns: { gridTemplateColumns: string };
}

/** The days by name, and below them what lasts all day. */
export function GridHead({ today, locale, columns, ...lane }: HeadProps) {
  const styles = useGridStyles();
  return (
    <div className={styles.head} style={columns}>
      <span />
      {lane.days.map((date) => (
        <div
          key={date}
          className={mergeClasses(styles.day, date === today && styles.today)}
          aria-current={date === today ? 'date' : undefined}
          data-date={date}
        >
          {dayText(date, locale)}
        </div>
      ))}
      {lane.laneRows > 0 && <AllDayLane {...lane} />}
    </div>
  );
}

/** All-day items have no times, so they stand above the hours. */
function AllDayLane({ items, days, words, laneRows, onOpen, onDelete }: LaneProps) {
  const styles = useGridStyles();
  return (
    <Fragment>
      <span className={styles.laneLabel}>{words.allDayLane}</span>
      {days.map((date) => (
        <div key={date} className={styles.lane} style={{ minHeight: laneRows * LANE_ROW_PX }}>
          {allDayOf(items, date).map((item) => (
            <Button
              key={item.key}
              size="small"
              appearance="outline"
              className={mergeClasses(styles.chip, item.copy && styles.copyChip)}
              data-testid="tile"
              data-side={item.side}
              data-id={item.id}
              data-title={tileTitle(item, words)}
              data-copy={item.copy}
              onClick={() => onOpen(item)}
              onKeyDown={(event) => {
                if (event.key === 'Delete' && item.editable) onDelete(item);
              }}
            >
              {tileTitle(item, words)}
            </Button>
          ))}
        </div>
      ))}
    </Fragment>
  );
}
