import { baseOf, printOf, type Hash } from './fingerprint.ts';
import type { Appointment, Item, OfficeEvent } from './items.ts';
import type { Link, Mirror, Part } from './links.ts';
import { normaliseText } from './normalise.ts';
import type { PlanInput } from './planInput.ts';
import { coveredBy, sameSpan } from './spans.ts';

/**
 * Begins with our letters, so that people who look at a marker in either service know whose it is. Lower case: Graph
 * compares values of extended properties without regard to case (Microsoft Graph: extended properties overview).
 */
export const linkIdOf = (
  input: Pick<PlanInput, 'hash'> & { connection: Pick<PlanInput['connection'], 'resourceId'> },
  side: string,
  itemId: string,
): string =>
  `ts-${input.hash(['link', input.connection.resourceId, side, itemId].join('|')).slice(0, 32).toLowerCase()}`;

/** Whether one of our links has made this item, whichever it was. */
export const isMarked = ({ marker }: Pick<Item, 'marker'>): boolean =>
  marker !== null && /^ts-[^.]+\./.test(marker);

/** The link id inside a marker `{linkId}.{n}`. */
export const linkIdOfMarker = (marker: string): string => marker.slice(0, marker.lastIndexOf('.'));

/** Which part of a booking a marker is about: `{linkId}.{n}`, `{linkId}.{n}-before`, `{linkId}.{n}-after`. */
export const partOf = (marker: string): Part => {
  if (marker.endsWith('-before')) return 'before';
  return marker.endsWith('-after') ? 'after' : 'service';
};

export const nextMarker = (linkId: string, mirrors: readonly Mirror[], part: Part = 'service'): string => {
  const numbers = mirrors.map(({ marker }) => Number.parseInt(marker.slice(marker.lastIndexOf('.') + 1), 10));
  return `${linkId}.${Math.max(0, ...numbers) + 1}${part === 'service' ? '' : `-${part}`}`;
};

/** Everything read of one side in this run, whether it was asked for or came along. */
export const everything = (input: PlanInput): { office: OfficeEvent[]; timify: Appointment[] } => ({
  office: input.office.items,
  timify: [
    ...new Map([...input.known.appointments, ...input.timify.items].map((item) => [item.id, item])).values(),
  ],
});

/**
 * A create that was decided and never confirmed. Where the item can be found, the link gets it: by marker; where TIMIFY
 * keeps no marker, by what it must look like — customer-less, same times, made after the intent, linked to nothing, and
 * of several the one with our title. What is not found is created again under the same marker, which Graph recognises as the same create.
 */
export const withRecovered = (
  input: PlanInput,
  links: readonly Link[],
): { links: Link[]; waiting: Link[]; found: Set<string> } => {
  const taken = new Set(
    links.flatMap((link) => [link.origin.id, ...link.mirrors.flatMap((mirror) => mirror.id ?? [])]),
  );
  const all = everything(input);
  const waiting: Link[] = [];
  const foundIn = new Set<string>();
  const recovered = links.map((link) => {
    if (link.mirrors.every((mirror) => mirror.id !== null)) return link;
    const candidates: Item[] = link.origin.side === 'office' ? all.timify : all.office;
    const mirrors = link.mirrors.map((mirror) => {
      if (mirror.id !== null) return mirror;
      const found = likeliest(
        candidates.filter((item) => !taken.has(item.id) && isThe(item, mirror)),
        mirror,
        input.hash,
      );
      if (!found) return mirror;
      taken.add(found.id);
      foundIn.add(link.id);
      const base = baseOf(found, { anonymous: link.anonymous, role: 'mirror', hash: input.hash });
      return { ...mirror, id: found.id, base };
    });
    const result = { ...link, mirrors };
    if (mirrors.some((mirror) => mirror.id === null)) waiting.push(result);
    return result;
  });
  return { links: recovered, waiting, found: foundIn };
};

const isThe = (item: Item, mirror: Mirror): boolean => {
  if (item.marker !== null) return item.marker === mirror.marker;
  if (item.side === 'office' || item.hasCustomers || item.service !== null) return false;
  const madeAfter = item.createdAt === null || item.createdAt >= mirror.intentAt - CLOCK_SLACK;
  return madeAfter && sameSpan(item.span, mirror.base.span);
};

/** A person may have made a blocker for the same time meanwhile: ours bears our title. */
const likeliest = (items: readonly Item[], { base }: Mirror, hash: Hash): Item | undefined =>
  items.find(({ title }) => printOf('title', title, hash) === base.fields.title) ?? items[0];

/** Two services' clocks may differ by this much. */
const CLOCK_SLACK = 5 * 60_000;

/**
 * Events that may be the answer to a create that a crash left open: delta shows no markers, so they are read by id
 * before anyone takes them for something new.
 */
export const mayBeOurs = (input: PlanInput, waiting: readonly Link[]): string[] => {
  const open = waiting
    .filter((link) => link.origin.side === 'timify')
    .flatMap((link) => link.mirrors.filter((mirror) => mirror.id === null));
  return input.office.items
    .filter((item) => item.marker === null && !input.seen.has(item.id))
    .filter((item) => open.some((mirror) => sameSpan(mirror.base.span, item.span)))
    .map((item) => item.id);
};

/** Whether what an unanswered create would have made can be seen in what was read. */
export const isVisible = (input: PlanInput, mirror: Mirror): boolean =>
  coveredBy(mirror.base.span, input.known.spans);

/** The same item made by hand on both sides: same times, same title (S-084). */
export const isTwin = (event: OfficeEvent, booking: Appointment): boolean => {
  if (event.allDay || !sameSpan(event.span, booking.span)) return false;
  const title = normaliseText(event.title).toLowerCase();
  return (
    title !== '' &&
    [booking.title, booking.service ?? ''].some((one) => normaliseText(one).toLowerCase() === title)
  );
};
