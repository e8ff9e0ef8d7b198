import type { Act, LogEntry } from '../../documents.ts';
import type { Store } from '../../ports/store.ts';

const PAGE = 500;

/**
 * What an act did and has not been taken back, one line per link: the first one, which tells how it was before. The log
 * is read from its end back to the act.
 */
export const linesOfAct = async (
  store: Pick<Store, 'log'>,
  act: Pick<Act, 'id' | 'connectionId' | 'at'>,
): Promise<LogEntry[]> => {
  const lines = new Map<string, LogEntry>();
  const of = { connectionId: act.connectionId };
  for (let before: string | null = null; ;) {
    const page: LogEntry[] = await store.log.page(of, before, PAGE);
    for (const line of page)
      if (line.act === act.id && line.back && line.back.kind !== 'act') lines.set(line.linkId, line);
    const last = page.at(-1);
    if (!last || page.length < PAGE || last.at < act.at) return [...lines.values()];
    before = last.id;
  }
};
