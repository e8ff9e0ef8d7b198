import { useCallback, useState } from 'react';
import type { More } from './ListEnd.tsx';

/** A page of a thousand menus would not be quick any more. */
export const ROWS_AT_ONCE = 100;

export interface Room<T> {
  readonly shown: readonly T[];
  /** Whether the list is so long that its end is worth a word. */
  readonly isLong: boolean;
  readonly more: More | undefined;
}

/** Rows of a list that is here as a whole, put on the page so many at a time. */
export function useRoom<T>(rows: readonly T[]): Room<T> {
  const [room, setRoom] = useState(ROWS_AT_ONCE);
  const run = useCallback(() => setRoom((before) => before + ROWS_AT_ONCE), []);
  return {
    shown: rows.slice(0, room),
    isLong: rows.length > ROWS_AT_ONCE,
    more: rows.length > room ? { busy: false, fault: undefined, run } : undefined,
  };
}
