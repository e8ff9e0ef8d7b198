import { useRef, useState } from 'react';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { OfficeCalendar } from '../api/graph.ts';
import type { Named, Service, TimifyCalendar } from '../api/timify.ts';
import type { Item, Side } from '../model/items.ts';
import { allDayOf } from '../model/layout.ts';
import { dateOf, daysFrom, minuteOfDay } from '../model/time.ts';
import type { Words } from '../words.ts';
import { CalendarCard } from './CalendarCard.tsx';
import { DaysBar } from './DaysBar.tsx';
import { useElementWidth } from './hooks.ts';
import { ItemDialog } from './ItemDialog.tsx';
import { useCalendars } from './useCalendars.ts';
import { useFirstDay } from './useFirstDay.ts';
import { useItemActs } from './useItemActs.tsx';
import { useSharedScroll } from './useSharedScroll.ts';

export interface CalendarPairProps {
  person: string;
  office: OfficeCalendar;
  timify: TimifyCalendar;
  marker: string | undefined;
  services: readonly Service[];
  customers: readonly Named[];
  zone: string;
  now: number;
  locale: string;
  words: Words;
  version: number;
  /** Whether the calendars share the height there is; otherwise each has one of its own. */
  fills: boolean;
  /** An Office item was opened, as it would be in Outlook beside the pane. */
  onSelect: (item: Item | undefined) => void;
}

const SIDES: readonly Side[] = ['office', 'timify'];

const useStyles = makeStyles({
  own: { flexGrow: 0, flexShrink: 0 },
  area: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
  },
  pair: { display: 'grid', gap: tokens.spacingHorizontalL, flexGrow: 1, minHeight: 0 },
});

/** Both calendars of one person over the same days, with everything one can do to an item. */
export function CalendarPair(props: CalendarPairProps) {
  const { office, timify, marker, zone, now, locale, words, version, onSelect } = props;
  const styles = useStyles();
  const area = useRef<HTMLDivElement>(null);
  const { beside, count } = roomOf(useElementWidth(area));
  const today = dateOf(now, zone);
  const [chosen, setChosen] = useState<string>();
  const begin = useFirstDay({ office, timify, today, zone });
  const first = chosen ?? begin;
  const days = daysFrom(first, count);
  const calendars = useCalendars({ office, timify, marker, first, count, version, zone });
  const { editing, ...acts } = useItemActs({ office, timify, zone, words, calendars });
  const scrollWith = useSharedScroll();
  // Both calendars give all-day items the same room, so that their hours stand side by side.
  const laneRows = Math.max(...days.map((date) => busiest(calendars.items, date)));
  const grid = { laneRows, days, today, now, zone, locale, words, scrollWith };
  return (
    <div className={mergeClasses(styles.area, !props.fills && styles.own)} ref={area}>
      <DaysBar first={first} count={count} locale={locale} words={words} onGo={setChosen} />
      <div
        className={styles.pair}
        style={{ gridTemplateColumns: beside ? 'minmax(0,1fr) minmax(0,1fr)' : 'minmax(0,1fr)' }}
      >
        {SIDES.map((side) => (
          <CalendarCard
            key={side}
            side={side}
            fills={props.fills}
            person={props.person}
            problem={calendars.problems[side]}
            items={calendars.items[side]}
            {...grid}
            onAdd={() => acts.add(side, days.includes(today) ? today : first, nextHour(now, zone))}
            onOpen={(item) => {
              if (side === 'office') onSelect(item);
              acts.open(item);
            }}
            onFree={(date, minute) => acts.add(side, date, minute)}
            onMove={acts.move}
            onDelete={acts.drop}
          />
        ))}
      </div>
      {editing !== undefined && (
        <ItemDialog
          side={editing.side}
          item={editing.item}
          start={editing.draft}
          services={props.services}
          customers={props.customers}
          words={words}
          onSave={(draft) => acts.save(editing, draft)}
          onDelete={() => (editing.item === undefined ? Promise.resolve() : acts.remove(editing.item))}
          onClose={acts.close}
        />
      )}
    </div>
  );
}

/** Whether both calendars stand beside one another, and how many days there is room for. */
const roomOf = (width: number): { beside: boolean; count: number } => {
  const beside = width >= 640;
  const column = beside ? width / 2 : width;
  return { beside, count: column < 300 ? 2 : column < 380 ? 3 : 4 };
};

const nextHour = (now: number, zone: string): number =>
  Math.min(23, Math.floor(minuteOfDay(now, zone) / 60) + 1) * 60;

const busiest = (items: Record<Side, Item[]>, date: string): number =>
  Math.max(...SIDES.map((side) => allDayOf(items[side], date).length));
