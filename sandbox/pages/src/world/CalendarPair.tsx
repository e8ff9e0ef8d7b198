import { useRef, useState } from 'react';
import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
  useToastController,
  Toast,
  ToastTitle,
  ToastBody,
} from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import type { OfficeCalendar } from '../api/graph.ts';
import type { Named, Service, TimifyCalendar } from '../api/timify.ts';
import { draftOf, emptyDraft } from '../model/draft.ts';
import type { Draft, Item, Side, Span } from '../model/items.ts';
import { allDayOf } from '../model/layout.ts';
import { addDays, dateOf, daysFrom, minuteOfDay, longDate } from '../model/time.ts';
import type { Words } from '../words.ts';
import { CalendarCard } from './CalendarCard.tsx';
import { useElementWidth } from './hooks.ts';
import { ItemDialog } from './ItemDialog.tsx';
import { useCalendars } from './useCalendars.ts';
import { useFirstDay } from './useFirstDay.ts';
import { Legend } from './Legend.tsx';
import { TOASTER } from './toaster.ts';
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

interface Editing {
  side: Side;
  item: Item | undefined;
  draft: Draft;
}

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
  bar: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  range: { color: tokens.colorNeutralForeground2 },
  pair: { display: 'grid', gap: tokens.spacingHorizontalL, flexGrow: 1, minHeight: 0 },
});

/** Both calendars of one person over the same days, with everything one can do to an item. */
export function CalendarPair(props: CalendarPairProps) {
  const { office, timify, zone, now, locale, words, version, onSelect } = props;
  const styles = useStyles();
  const { dispatchToast } = useToastController(TOASTER);
  const area = useRef<HTMLDivElement>(null);
  const width = useElementWidth(area);
  const beside = width >= 640;
  const columnWidth = beside ? width / 2 : width;
  const count = columnWidth < 300 ? 2 : columnWidth < 380 ? 3 : 4;

  const today = dateOf(now, zone);
  const [chosen, setChosen] = useState<string>();
  const begin = useFirstDay({ office, timify, today, zone });
  const first = chosen ?? begin;
  const days = daysFrom(first, count);

  const { items, problems, refresh, moveOptimistically } = useCalendars({
    office,
    timify,
    marker: props.marker,
    first,
    count,
    version,
    zone,
  });
  const [editing, setEditing] = useState<Editing>();
  const scrollWith = useSharedScroll();
  const calendarOf = (side: Side): OfficeCalendar | TimifyCalendar => (side === 'office' ? office : timify);

  const complain = (error: unknown): void =>
    dispatchToast(
      <Toast>
        <ToastTitle>{words.failed}</ToastTitle>
        <ToastBody>{error instanceof Error ? error.message : String(error)}</ToastBody>
      </Toast>,
      { intent: 'error' },
    );
  const move = (item: Item, span: Span): void => {
    moveOptimistically(item.key, span, () => calendarOf(item.side).move(item, span)).catch(complain);
  };
  const remove = async ({ side, id }: Item): Promise<void> => {
    await calendarOf(side).remove(id);
    await refresh();
  };
  const open = (item: Item): void => {
    if (item.side === 'office') onSelect(item);
    setEditing({ side: item.side, item, draft: draftOf(item, zone) });
  };
  const add = (side: Side, date: string, minute: number): void =>
    setEditing({ side, item: undefined, draft: emptyDraft(date, minute) });
  const addNow = (side: Side): void => {
    const date = days.includes(today) ? today : first;
    add(side, date, Math.min(23, Math.floor(minuteOfDay(now, zone) / 60) + 1) * 60);
  };
  const save = async ({ side, item }: Editing, draft: Draft): Promise<void> => {
    const calendar = calendarOf(side);
    await (item === undefined ? calendar.create(draft, zone) : calendar.change(item.id, draft, zone));
    await refresh();
  };

  // Both calendars give all-day items the same room, so that their hours stand side by side.
  const allDays = [...items.office, ...items.timify];
  const laneRows = Math.max(...days.map((date) => busiest(allDays, date)));

  const card = (side: Side) => (
    <CalendarCard
      side={side}
      fills={props.fills}
      laneRows={laneRows}
      person={props.person}
      problem={problems[side]}
      items={items[side]}
      days={days}
      today={today}
      now={now}
      zone={zone}
      locale={locale}
      words={words}
      scrollWith={scrollWith}
      onAdd={() => addNow(side)}
      onOpen={open}
      onFree={(date, minute) => add(side, date, minute)}
      onMove={move}
      onDelete={(item) => void remove(item).catch(complain)}
    />
  );
  return (
    <div className={mergeClasses(styles.area, !props.fills && styles.own)} ref={area}>
      <div className={styles.bar}>
        <Button
          icon={<ChevronLeftRegular />}
          aria-label={words.previous}
          onClick={() => setChosen(addDays(first, -count))}
          data-testid="days-previous"
        />
        <Button onClick={() => setChosen(undefined)} data-testid="days-today">
          {words.today}
        </Button>
        <Button
          icon={<ChevronRightRegular />}
          aria-label={words.next}
          onClick={() => setChosen(addDays(first, count))}
          data-testid="days-next"
        />
        <span className={styles.range} data-testid="days-range">
          {longDate(first, locale)} – {longDate(addDays(first, count - 1), locale)}
        </span>
        <Legend words={words} />
      </div>
      <div
        className={styles.pair}
        style={{ gridTemplateColumns: beside ? 'minmax(0,1fr) minmax(0,1fr)' : 'minmax(0,1fr)' }}
      >
        {card('office')}
        {card('timify')}
      </div>
      {editing !== undefined && (
        <ItemDialog
          side={editing.side}
          item={editing.item}
          start={editing.draft}
          services={props.services}
          customers={props.customers}
          words={words}
          onSave={(draft) => save(editing, draft)}
          onDelete={() => (editing.item === undefined ? Promise.resolve() : remove(editing.item))}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}

const busiest = (items: readonly Item[], date: string): number => {
  const sides = allDayOf(items, date).map(({ side }) => side);
  return Math.max(
    ...(['office', 'timify'] as const).map((side) => sides.filter((found) => found === side).length),
  );
};
