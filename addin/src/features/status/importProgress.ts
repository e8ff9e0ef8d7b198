import { useEffect, useRef, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';

export type Progress = Connection['progress'];

const DAY_MS = 24 * 60 * 60_000;
export const NEXT_DAYS = 14;
const OBSERVE_MS = 3000;

/** Everything that is near: nearest days come first. */
export const nextDaysDone = ({ phase }: Progress): boolean =>
  phase === 'rest' || phase === 'cursor' || phase === 'done';

/** Settings are being applied to what is there; a pause stops it until the connection is resumed. */
export const isBeingApplied = ({
  state,
  progress: { applying, phase },
}: Pick<Connection, 'state' | 'progress'>): boolean =>
  applying === true && phase !== 'done' && state !== 'paused' && state !== 'deactivated';

export interface DayCell {
  readonly at: Date;
  readonly done: boolean;
}

/** The next fourteen days; a day is done when everything up to its end has been mirrored. */
export function dayCells(progress: Progress, now: Date): DayCell[] {
  const ready = nextDaysDone(progress);
  const until = progress.doneUntil === null ? 0 : Date.parse(progress.doneUntil);
  return Array.from({ length: NEXT_DAYS }, (_, index) => ({
    at: new Date(now.getTime() + index * DAY_MS),
    done: ready || until >= now.getTime() + (index + 1) * DAY_MS,
  }));
}

export interface LaterRange {
  readonly from: Date;
  readonly to: Date;
  readonly state: 'done' | 'running' | 'waiting';
}

/** What comes after the next days, in three pieces that end where the window ends. */
export function laterRanges(progress: Progress, months: number, now: Date): LaterRange[] {
  const start = new Date(now.getTime() + NEXT_DAYS * DAY_MS);
  const ends = [3, 9, months].filter((end, index, all) => end <= months && all.indexOf(end) === index);
  const until = progress.doneUntil === null ? 0 : Date.parse(progress.doneUntil);
  const everything = progress.phase === 'cursor' || progress.phase === 'done';
  let from = start;
  return ends.map((end) => {
    const range = { from, to: addMonths(now, end) };
    from = range.to;
    return { ...range, state: rangeState(range, { until, everything, ready: nextDaysDone(progress) }) };
  });
}

function rangeState(
  { from, to }: { readonly from: Date; readonly to: Date },
  {
    until,
    everything,
    ready,
  }: { readonly until: number; readonly everything: boolean; readonly ready: boolean },
): LaterRange['state'] {
  if (everything || until >= to.getTime()) return 'done';
  return ready && until >= from.getTime() - DAY_MS ? 'running' : 'waiting';
}

function addMonths(date: Date, months: number): Date {
  const result = new Date(date);
  result.setUTCMonth(result.getUTCMonth() + months);
  return result;
}

/** 25, 50 or 75: what is worth saying aloud. */
export function spokenStep({ done, total }: Progress): 0 | 25 | 50 | 75 {
  const share = total === 0 ? 0 : done / total;
  if (share >= 0.75) return 75;
  if (share >= 0.5) return 50;
  return share >= 0.25 ? 25 : 0;
}

/** From the pace since the page was opened; nothing before there is a pace to speak of. */
export function useTimeLeft(done: number, total: number, now: () => Date): number | undefined {
  const first = useRef<{ readonly at: number; readonly done: number }>(undefined);
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    const at = now().getTime();
    first.current ??= { at, done };
    const elapsed = at - first.current.at;
    const made = done - first.current.done;
    if (elapsed >= OBSERVE_MS && made > 0 && done < total) setLeft(((total - done) * elapsed) / made);
    else if (done >= total) setLeft(undefined);
  }, [done, total, now]);
  return left;
}
