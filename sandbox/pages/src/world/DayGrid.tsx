import { Fragment, useMemo, useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { Button, mergeClasses } from '@fluentui/react-components';
import type { Item, Span } from '../model/items.ts';
import { allDayOf, place, segmentsOf } from '../model/layout.ts';
import type { Placed } from '../model/layout.ts';
import { dayText, hourText, minuteOfDay } from '../model/time.ts';
import type { Words } from '../words.ts';
import { GUTTER_PX, HOUR_PX, LANE_ROW_PX, useGridStyles } from './gridStyles.ts';
import { Tile, tileTitle } from './Tile.tsx';
import { dragSpan, useDrag } from './useDrag.ts';

export interface DayGridProps {
  items: readonly Item[];
  days: readonly string[];
  today: string;
  now: number;
  zone: string;
  locale: string;
  words: Words;
  label: string;
  /** How many all-day items one above the other need room. */
  laneRows: number;
  scrollWith: (element: HTMLElement | null) => (() => void) | undefined;
  onOpen: (item: Item) => void;
  onFree: (date: string, minute: number) => void;
  onMove: (item: Item, span: Span) => void;
  onDelete: (item: Item) => void;
}

/** A click on free space proposes the half hour it falls into. */
const CLICK_MINUTES = 30;
/** Alt with an arrow key moves by a quarter of an hour, or by a day. */
const KEY_STEPS: Record<string, { days: number; minutes: number }> = {
  ArrowUp: { days: 0, minutes: -15 },
  ArrowDown: { days: 0, minutes: 15 },
  ArrowLeft: { days: -1, minutes: 0 },
  ArrowRight: { days: 1, minutes: 0 },
};

/** Midnight needs neither a line nor a name. */
const HOURS = Array.from({ length: 23 }, (_, index) => index + 1);

/** Days beside each other, hours below each other, items where they lie. */
export function DayGrid(props: DayGridProps) {
  const { items, days, today, now, zone, locale, words, label, scrollWith } = props;
  const { onOpen, onFree, onMove, onDelete } = props;
  const styles = useGridStyles();
  const layer = useRef<HTMLDivElement>(null);
  const { dragged, press } = useDrag({
    zone,
    hourHeight: HOUR_PX,
    columnWidth: () => (layer.current?.clientWidth ?? 1) / days.length,
    onDrop: onMove,
    onClick: onOpen,
  });

  const placed = useMemo(() => {
    const moved = items.map((item) => (item.key === dragged?.key ? { ...item, ...dragged.span } : item));
    return days.map((date) => place(segmentsOf(moved, date, zone)));
  }, [items, days, zone, dragged]);

  const onKey = (event: KeyboardEvent<HTMLElement>, { item }: Placed): void => {
    const step = event.altKey ? KEY_STEPS[event.key] : undefined;
    if (event.key === 'Enter' || event.key === ' ') onOpen(item);
    else if (event.key === 'Delete' && item.editable) onDelete(item);
    else if (step !== undefined && item.editable)
      onMove(item, dragSpan(item, zone, event.shiftKey ? 'resize' : 'move', step));
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    if (event.target !== layer.current) return;
    const box = layer.current.getBoundingClientRect();
    const date = days[Math.floor(((event.clientX - box.left) / box.width) * days.length)];
    const minute = ((event.clientY - box.top) / HOUR_PX) * 60;
    if (date !== undefined) onFree(date, Math.floor(minute / CLICK_MINUTES) * CLICK_MINUTES);
  };

  const columns = { gridTemplateColumns: `${GUTTER_PX}px repeat(${days.length}, minmax(0, 1fr))` };
  const share = 100 / days.length;
  const todayIndex = days.indexOf(today);
  return (
    <div
      className={styles.scroller}
      ref={scrollWith}
      role="group"
      aria-label={label}
      data-testid="grid-scroller"
    >
      <div className={styles.head} style={columns}>
        <span />
        {days.map((date) => (
          <div
            key={date}
            className={mergeClasses(styles.day, date === today && styles.today)}
            aria-current={date === today ? 'date' : undefined}
            data-date={date}
          >
            {dayText(date, locale)}
          </div>
        ))}
        <AllDayLane
          items={items}
          days={days}
          words={words}
          laneRows={props.laneRows}
          onOpen={onOpen}
          onDelete={onDelete}
        />
      </div>
      <div className={styles.body} style={{ height: 24 * HOUR_PX }}>
        <div aria-hidden className={styles.gutter}>
          {HOURS.map((hour) => (
            <span key={hour} className={styles.hour} style={{ top: hour * HOUR_PX }}>
              {hourText(hour, locale)}
            </span>
          ))}
        </div>
        <div ref={layer} className={styles.layer} data-testid="grid-layer" onClick={onClick}>
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
              style={{ left: `${column * share}%` }}
            />
          ))}
          {placed.flatMap((day, column) =>
            day.map((part) => (
              <Tile
                key={`${part.item.key} ${part.first ? '' : (days[column] ?? '')}`}
                placed={part}
                zone={zone}
                locale={locale}
                words={words}
                dragged={dragged?.key === part.item.key}
                style={{
                  top: (part.top / 60) * HOUR_PX + 1,
                  height: Math.max(((part.bottom - part.top) / 60) * HOUR_PX - 2, 16),
                  left: `calc(${(column + part.lane / part.lanes) * share}% + 3px)`,
                  width: `calc(${share / part.lanes}% - 6px)`,
                }}
                onPress={press}
                onKey={onKey}
              />
            )),
          )}
          {todayIndex >= 0 && (
            <div
              aria-hidden
              className={styles.now}
              style={{
                top: (minuteOfDay(now, zone) / 60) * HOUR_PX,
                left: `${todayIndex * share}%`,
                width: `${share}%`,
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}

type LaneProps = Pick<DayGridProps, 'items' | 'days' | 'words' | 'laneRows' | 'onOpen' | 'onDelete'>;

/** All-day items have no times, so they stand above the hours. */
function AllDayLane({ items, days, words, laneRows, onOpen, onDelete }: LaneProps) {
  const styles = useGridStyles();
  if (laneRows === 0) return null;
  const lists = days.map((date) => allDayOf(items, date));
  return (
    <Fragment>
      <span className={styles.laneLabel}>{words.allDayLane}</span>
      {lists.map((list, index) => (
        <div key={days[index]} className={styles.lane} style={{ minHeight: laneRows * LANE_ROW_PX }}>
          {list.map((item) => (
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
