import { useMemo, useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Item, Span } from '../model/items.ts';
import { place, segmentsOf } from '../model/layout.ts';
import type { Placed } from '../model/layout.ts';
import { minuteOfDay } from '../model/time.ts';
import type { Words } from '../words.ts';
import { GridHead } from './GridHead.tsx';
import { GridLines, HourNames } from './GridLines.tsx';
import { GUTTER_PX, HOUR_PX, useGridStyles } from './gridStyles.ts';
import { Tile, type Place } from './Tile.tsx';
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

type Acts = Pick<DayGridProps, 'onOpen' | 'onMove' | 'onDelete'>;

/** What a key does to an item; false where it means nothing here. */
const actOn = (event: KeyboardEvent<HTMLElement>, item: Item, zone: string, acts: Acts): boolean => {
  const step = event.altKey ? KEY_STEPS[event.key] : undefined;
  if (event.key === 'Enter' || event.key === ' ') acts.onOpen(item);
  else if (event.key === 'Delete' && item.editable) acts.onDelete(item);
  else if (step !== undefined && item.editable)
    acts.onMove(item, dragSpan(item, zone, event.shiftKey ? 'resize' : 'move', step));
  else return false;
  return true;
};

/** Where a tile lies: hours down, days across, lanes within a day. `share`: a day's part of the width in per cent. */
const placeOf = ({ top, bottom, lane, lanes }: Placed, column: number, share: number): Place => ({
  top: (top / 60) * HOUR_PX + 1,
  height: Math.max(((bottom - top) / 60) * HOUR_PX - 2, 16),
  left: `calc(${(column + lane / lanes) * share}% + 3px)`,
  width: `calc(${share / lanes}% - 6px)`,
});

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
    if (actOn(event, item, zone, props)) event.preventDefault();
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
      <GridHead
        items={items}
        days={days}
        today={today}
        locale={locale}
        words={words}
        laneRows={props.laneRows}
        columns={columns}
        onOpen={onOpen}
        onDelete={onDelete}
      />
      <div className={styles.body} style={{ height: 24 * HOUR_PX }}>
        <HourNames locale={locale} />
        <div ref={layer} className={styles.layer} data-testid="grid-layer" onClick={onClick}>
          <GridLines days={days} />
          {placed.flatMap((day, column) =>
            day.map((part) => (
              <Tile
                key={`${part.item.key} ${part.first ? '' : (days[column] ?? '')}`}
                placed={part}
                zone={zone}
                locale={locale}
                words={words}
                dragged={dragged?.key === part.item.key}
                style={placeOf(part, column, share)}
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
