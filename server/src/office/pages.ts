/** Following Graph's links. They are used as they are ("Paging Microsoft Graph data in your app"). */
import { Fault } from '../core/fault.ts';
import type { Target } from './errors.ts';
import type { Graph } from './http.ts';
import { page } from './schemas.ts';
import type { Page } from './schemas.ts';

/** A page that makes no sense must not look like the end of a list: silence would read as deletion. */
const broken = (code: string): Fault => new Fault({ kind: 'unavailable', service: 'graph', code });

export const readPage = async (
  graph: Graph,
  request: { path: string; target: Target; prefer: string },
): Promise<Page> => {
  const answer = await graph.call({ method: 'GET', ...request });
  const parsed = page.safeParse(answer.body);
  if (!parsed.success) throw broken('NotAPage');
  return parsed.data;
};

/** Pages of a list until there is no next link. A link that comes twice would never end. */
export async function* pagesOf(
  graph: Graph,
  request: { path: string; target: Target; prefer: string },
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let path: string | undefined = request.path;
  while (path !== undefined) {
    if (seen.has(path)) throw broken('LinkLoop');
    seen.add(path);
    const current: Page = await readPage(graph, { ...request, path });
    yield current;
    path = current['@odata.nextLink'];
  }
}

export const listAll = async (
  graph: Graph,
  request: { path: string; target: Target; prefer: string },
): Promise<unknown[]> => {
  const values: unknown[] = [];
  for await (const current of pagesOf(graph, request)) values.push(...current.value);
  return values;
};
