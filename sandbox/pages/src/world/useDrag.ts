import { useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { Item, Span } from '../model/items.ts';
import type { Placed } from '../model/layout.ts';
import { GRID_MINUTES, MINUTE, shifted } from '../model/time.ts';

/** Less than this is a click. */
const THRESHOLD_PX = 4;

export type DragMode = 'move' | 'resize';

export interface Dragged {
  key: string;
  span: Span;
}

interface Measures {
  zone: string;
  columnWidth: () => number;
  hourHeight: number;
  onDrop: (item: Item, span: Span) => void;
  onClick: (item: Item) => void;
}

/** Where an item goes when it is dragged by so many days and minutes. Lengths stay when moving, starts when resizing. */
export function dragSpan(
  item: Span,
  zone: string,
  mode: DragMode,
  by: { days: number; minutes: number },
): Span {
  if (mode === 'resize') {
    const end = shifted(item.end, zone, { days: 0, minutes: by.minutes });
    return { start: item.start, end: Math.max(end, item.start + GRID_MINUTES * MINUTE) };
  }
  const start = shifted(item.start, zone, by);
  return { start, end: start + item.end - item.start };
}

/** Dragging with the pointer: the item follows in steps of the grid, Escape lets go of it. */
export function useDrag(measures: Measures): {
  dragged: Dragged | undefined;
  press: (event: PointerEvent<HTMLElement>, placed: Placed, mode: DragMode) => void;
} {
  const [dragged, setDragged] = useState<Dragged>();
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  const press = (event: PointerEvent<HTMLElement>, { item }: Placed, mode: DragMode): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const from = { x: event.clientX, y: event.clientY };
    const width = measures.columnWidth();
    let span: Span | undefined;

    const move = (pointer: globalThis.PointerEvent): void => {
      const dx = pointer.clientX - from.x;
      const dy = pointer.clientY - from.y;
      if (span === undefined && Math.abs(dx) + Math.abs(dy) < THRESHOLD_PX) return;
      if (!item.editable) return;
      const by = { days: Math.round(dx / width), minutes: (dy / measures.hourHeight) * 60 };
      span = dragSpan(item, measures.zone, mode, by);
      setDragged({ key: item.key, span });
    };
    const end = (): void => {
      stop.current();
      if (span === undefined) measures.onClick(item);
      else if (span.start !== item.start || span.end !== item.end) measures.onDrop(item, span);
    };
    const key = (pressed: globalThis.KeyboardEvent): void => {
      if (pressed.key === 'Escape') stop.current();
    };
    stop.current = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key);
      setDragged(undefined);
      stop.current = () => undefined;
    };
    const cancel = (): void => stop.current();
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key);
  };
  return { dragged, press };
}
