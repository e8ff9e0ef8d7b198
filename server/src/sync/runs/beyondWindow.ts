/** Copies beyond the window as it is by now: a horizon that came nearer left them where they stood. */
import type { Link } from '../../core/links.ts';
import { spanOf } from '../../core/normalise.ts';
import type { Desk } from '../desk.ts';
import type { RunDeps } from '../runDeps.ts';
import { allLinks, noItems, withRead, type Matter } from './gather.ts';

/** Originals read in one go. */
const AT_ONCE = 100;

/** Their pairs, so many at a time. */
export const pairsBeyond = async (deps: Pick<RunDeps, 'store'>, desk: Desk): Promise<Link[][]> => {
  const { id, timeZone } = desk.connection;
  const beyond = (await allLinks(deps, id)).filter(
    ({ mirrors, origin }) => mirrors.length > 0 && spanOf(origin.base, timeZone).start >= desk.window.end,
  );
  const parts: Link[][] = [];
  for (let from = 0; from < beyond.length; from += AT_ONCE) parts.push(beyond.slice(from, from + AT_ONCE));
  return parts;
};

/** Their originals, each read by its id: no list is read there. */
export const readBeyond = async (
  { office, timify, window }: Pick<Desk, 'office' | 'timify' | 'window'>,
  links: readonly Link[],
): Promise<Pick<Matter, 'office' | 'timify'>> => {
  const of = (side: 'office' | 'timify'): string[] =>
    links.flatMap(({ origin }) => (origin.side === side ? origin.id : []));
  const [events, bookings] = [of('office'), of('timify')];
  const none = { items: [], gone: [] };
  const [read, known] = await Promise.all([
    events.length > 0 ? office.read(events) : none,
    bookings.length > 0 ? timify.read(bookings) : none,
  ]);
  return { office: withRead(noItems(window), read), timify: withRead(noItems(window), known) };
};
