import { useEffect, useState } from 'react';
import { hearEvents } from '../api/control.ts';
import type { WorldEvent } from '../api/control.ts';

/** Several events of one change come close together; they are read as one. */
const GATHER_MS = 15;
const KEPT = 200;

export interface NumberedEvent extends WorldEvent {
  number: number;
}

/** `version` grows whenever something happened in the world: whoever depends on it reads again. */
export function useWorldEvents(): { events: NumberedEvent[]; version: number; bump: () => void } {
  const [events, setEvents] = useState<NumberedEvent[]>([]);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: number | undefined;
    let number = 0;
    let gathered: NumberedEvent[] = [];
    const show = (): void => {
      timer = undefined;
      const fresh = gathered;
      gathered = [];
      if (fresh.length > 0) setEvents((before) => [...before, ...fresh].slice(-KEPT));
      setVersion((before) => before + 1);
    };
    const soon = (): void => {
      timer ??= window.setTimeout(show, GATHER_MS);
    };
    const close = hearEvents((event) => {
      number += 1;
      gathered.push({ ...event, number });
      soon();
    }, soon);
    return () => {
      close();
      window.clearTimeout(timer);
    };
  }, []);
  return { events, version, bump: () => setVersion((before) => before + 1) };
}
