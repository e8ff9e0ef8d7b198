import type { LogEntry } from '../../../../shared/items.ts';
import { writtenSide } from '../../ui/logWords.ts';

export type LogFilter = 'all' | 'timify' | 'office' | 'skipped';

export const LOG_FILTERS: readonly LogFilter[] = ['all', 'timify', 'office', 'skipped'];

/** `textOf`: what the row says, so that people find what they read. */
export function shownEntries(
  entries: readonly LogEntry[],
  filter: LogFilter,
  search: string,
  textOf: (entry: LogEntry) => string,
): LogEntry[] {
  const wanted = search.trim().toLowerCase();
  return entries.filter(
    (entry) => fits(entry, filter) && (wanted === '' || textOf(entry).toLowerCase().includes(wanted)),
  );
}

function fits(entry: LogEntry, filter: LogFilter): boolean {
  if (filter === 'all') return true;
  const skipped = entry.outcome === 'skipped' || entry.outcome === 'refused';
  return filter === 'skipped' ? skipped : entry.outcome === 'done' && writtenSide(entry) === filter;
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
