import { Fault } from '../core/fault.ts';
import { shapeFault } from './errors.ts';
import { pageAnswer } from './schemas.ts';

/** Rows asked for at once; TIMIFY's own default is 10,000, others page by 50 (TIMIFY docs, paging). */
const PAGE = 500;
const MAX_PAGES = 1000;
const ATTEMPTS = 3;

type GetPage = (page: number, limit: number) => Promise<unknown>;

/** Null when the list changed its length while we turned its pages: rows may have slipped over an edge unseen. */
const once = async (getPage: GetPage): Promise<unknown[] | null> => {
  const rows: unknown[] = [];
  let promised: number | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const read = pageAnswer.safeParse(await getPage(page, PAGE));
    if (!read.success) throw shapeFault('read');
    const { data, meta, total } = read.data;
    const now = meta?.totalItems ?? total ?? null;
    if (page > 1 && now !== promised) return null;
    promised = now;
    rows.push(...data);
    const isLast =
      data.length === 0 ||
      (meta?.totalPages !== null && meta?.totalPages !== undefined
        ? page >= meta.totalPages
        : now !== null
          ? rows.length >= now
          : data.length < (meta?.limit ?? PAGE));
    if (isLast) return rows;
  }
  throw new Fault({ kind: 'unavailable', service: 'timify', code: 'endless-list' });
};

/**
 * All rows of a list: page after page until the last one told, or a short one. A row that is missing here is taken as
 * gone by others, so a list that moved meanwhile is read again from its start.
 */
export const allPages = async (getPage: GetPage): Promise<unknown[]> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const rows = await once(getPage);
    if (rows) return rows;
  }
  throw new Fault({ kind: 'unavailable', service: 'timify', code: 'list-moved' });
};
