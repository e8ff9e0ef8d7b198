import { useState } from 'react';
import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components';
import type { OfficeCalendar } from '../api/graph.ts';
import type { TimifyCalendar } from '../api/timify.ts';
import { draftOf, emptyDraft } from '../model/draft.ts';
import type { Draft, Item, Side, Span } from '../model/items.ts';
import type { Words } from '../words.ts';
import { TOASTER } from './toaster.ts';
import type { Calendars } from './useCalendars.ts';

/** What the dialog is open for: a new item, or one that is there. */
export interface Editing {
  side: Side;
  item: Item | undefined;
  draft: Draft;
}

interface Acts {
  editing: Editing | undefined;
  open: (item: Item) => void;
  add: (side: Side, date: string, minute: number) => void;
  close: () => void;
  save: (editing: Editing, draft: Draft) => Promise<void>;
  remove: (item: Item) => Promise<void>;
  /** The two that no dialog waits for: what goes wrong is said in passing. */
  move: (item: Item, span: Span) => void;
  drop: (item: Item) => void;
}

interface On {
  office: OfficeCalendar;
  timify: TimifyCalendar;
  zone: string;
  words: Words;
  calendars: Calendars;
}

/** Everything that one can do to an item of either calendar. */
export function useItemActs({ office, timify, zone, words, calendars }: On): Acts {
  const { dispatchToast } = useToastController(TOASTER);
  const [editing, setEditing] = useState<Editing>();
  const calendarOf = (side: Side): OfficeCalendar | TimifyCalendar => (side === 'office' ? office : timify);
  const complain = (error: unknown): void =>
    dispatchToast(
      <Toast>
        <ToastTitle>{words.failed}</ToastTitle>
        <ToastBody>{error instanceof Error ? error.message : String(error)}</ToastBody>
      </Toast>,
      { intent: 'error' },
    );
  const remove = async ({ side, id }: Item): Promise<void> => {
    await calendarOf(side).remove(id);
    await calendars.refresh();
  };
  return {
    editing,
    open: (item) => setEditing({ side: item.side, item, draft: draftOf(item, zone) }),
    add: (side, date, minute) => setEditing({ side, item: undefined, draft: emptyDraft(date, minute) }),
    close: () => setEditing(undefined),
    save: async ({ side, item }, draft) => {
      const calendar = calendarOf(side);
      await (item === undefined ? calendar.create(draft, zone) : calendar.change(item.id, draft, zone));
      await calendars.refresh();
    },
    remove,
    move: (item, span) => {
      const write = (): Promise<void> => calendarOf(item.side).move(item, span);
      calendars.moveOptimistically(item.key, span, write).catch(complain);
    },
    drop: (item) => void remove(item).catch(complain),
  };
}
