import { departure } from '../../../core/departure.ts';
import type { Link } from '../../../core/links.ts';
import { allLinks } from '../gather.ts';
import { done, type ActRun, type Result } from './act.ts';
import { forEach, type EndRun } from './endCopies.ts';
import { lookedAt } from './lookedAt.ts';

const mark = async ({ desk }: EndRun, { origin, mirrors }: Link): Promise<void> => {
  const side = origin.side === 'office' ? desk.timify : desk.office;
  const category = desk.settings.category === '' ? null : desk.settings.category;
  for (const { id, marker } of mirrors) if (id !== null) await side.mark({ id, marker, category });
};

/**
 * Puts our mark back on the copies from which deactivating took it. Without it a later connection would take them for
 * a person's own, and never delete them.
 */
export const markCopies = async (run: ActRun): Promise<Result> => {
  const { links } = await lookedAt(run, await allLinks(run.deps, run.desk.connection.id));
  const marked = await forEach(
    run,
    departure(links, 'plain').releases,
    (link) => mark(run, link),
    () => ({}),
  );
  return done({ marked: marked.done.length, failed: marked.failed.length });
};
