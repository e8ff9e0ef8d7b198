import type { LogEntry } from '../../../shared/items.ts';

/** The item's title leads, where the viewer may read it and the sentence does not say it already. */
export function logTitle({ title, sentence }: Pick<LogEntry, 'title' | 'sentence'>): string {
  return title === null || sentence.includes(title) ? sentence : `${title}: ${sentence}`;
}
