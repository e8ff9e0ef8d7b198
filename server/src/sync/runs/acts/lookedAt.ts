import { Fault, passes } from '../../../core/fault.ts';
import type { OfficeEvent } from '../../../core/items.ts';
import type { Link, Mirror } from '../../../core/links.ts';
import type { ActRun } from './act.ts';

/** How many copies are read before the lease is looked at again. */
const TOGETHER = 200;

/** Links whose copies may be ended, as they stand now, and those whose copy a person made a series of. */
export interface LookedAt {
  links: Link[];
  series: Link[];
}

const isInOffice = ({ origin }: Link): boolean => origin.side === 'timify';

const idsOf = ({ mirrors }: Link): string[] => mirrors.flatMap(({ id }) => id ?? []);

const asSeen = (mirror: Mirror, event: OfficeEvent | undefined): Mirror =>
  event
    ? {
        ...mirror,
        base: {
          ...mirror.base,
          version: event.version,
          hasGuests: event.hasGuests,
          isOrganizer: event.isOrganizer,
        },
      }
    : mirror;

/** What can't be read for good is taken as it was last seen; the write then tells. */
const readSome = async (
  { desk }: Pick<ActRun, 'desk'>,
  ids: string[],
): Promise<{ items: OfficeEvent[]; gone: string[] } | null> => {
  try {
    return await desk.office.read(ids);
  } catch (error) {
    if (error instanceof Fault && !passes(error)) return null;
    throw error;
  }
};

/**
 * Graph need not check the version that a write carries (`If-Match` of events is undocumented). So copies in
 * Office are looked at once more before they are ended: guests may have come, or a person made one a series, which is
 * theirs with all its days.
 */
export const lookedAt = async (
  run: Pick<ActRun, 'desk' | 'lease'>,
  links: readonly Link[],
): Promise<LookedAt> => {
  const result: LookedAt = { links: links.filter((link) => !isInOffice(link)), series: [] };
  const inOffice = links.filter(isInOffice);
  for (let from = 0; from < inOffice.length; from += TOGETHER) {
    run.lease.check();
    const some = inOffice.slice(from, from + TOGETHER);
    const ids = some.flatMap(idsOf);
    const read = ids.length > 0 ? await readSome(run, ids) : null;
    const events = new Map(read?.items.map((event) => [event.id, event]));
    const isSeries = (id: string): boolean => read !== null && !events.has(id) && !read.gone.includes(id);
    for (const link of some) {
      if (idsOf(link).some(isSeries)) result.series.push(link);
      else {
        const mirrors = link.mirrors.map((mirror) => asSeen(mirror, events.get(mirror.id ?? '')));
        result.links.push({ ...link, mirrors });
      }
    }
  }
  return result;
};
