import type { LogEntry } from '../../../../shared/items.ts';
import { logTitle } from '../../ui/logTitle.ts';

export type LogFilter = 'all' | 'timify' | 'office' | 'skipped';

export const LOG_FILTERS: readonly LogFilter[] = ['all', 'timify', 'office', 'skipped'];

export function shownEntries(entries: readonly LogEntry[], filter: LogFilter, search: string): LogEntry[] {
  const wanted = search.trim().toLowerCase();
  return entries.filter(
    (entry) => fits(entry, filter) && (wanted === '' || logTitle(entry).toLowerCase().includes(wanted)),
  );
}

function fits({ side, outcome }: LogEntry, filter: LogFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'skipped') return outcome === 'skipped' || outcome === 'refused';
  return side === filter && outcome !== 'skipped';
}

/** A file travels further than a screen. */
export const withoutTitles = (entries: readonly LogEntry[]): LogEntry[] =>
  entries.map((entry) => ({ ...entry, title: null }));

/** For a spreadsheet, without titles. */
export function asCsv(entries: readonly LogEntry[]): string {
  const cell = (value: string): string => `"${value.replace(/"/g, '""').replace(/^([=+\-@])/, "'$1")}"`;
  const rows = entries.map(({ at, side, outcome, sentence, rule, setting, span }) =>
    [at, side, outcome, sentence, rule, setting ?? '', span.start, span.end].map(cell).join(','),
  );
  return ['at,side,outcome,sentence,rule,setting,start,end', ...rows].join('\r\n');
}
