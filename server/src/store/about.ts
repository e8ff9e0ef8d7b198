/**
 * What a link is about, in a form that an index can hold: the ids of its items, and the stretches of time that they
 * occupy. Finding links costs work for what is asked, never for the size of the calendar.
 */
import { otherSide, type SideName, type Span } from '../core/items.ts';
import { type Link } from '../core/links.ts';

export interface About {
  office?: readonly string[];
  timify?: readonly string[];
  spans?: readonly Span[];
}

const DAY = 86_400_000;
/** Days in a bucket, per level. An item lies on the finest level on which it needs few buckets. */
const LEVELS = [1, 32, 1024, 32_768] as const;
const FEW = 33;
/** More buckets than this in one question: reading the whole connection is the cheaper answer. */
const MANY = 4000;

/** The appointment an id of TIMIFY belongs to: itself, or the part before the day of a connected series. */
const appointmentOf = (id: string): string => id.split('/', 1)[0] ?? id;

const reference = (side: SideName, id: string): string => `${side}:${id}`;

/** Zones lie up to 14 hours from UTC, in which the days of a day event are kept. */
const FARTHEST_ZONE = 14 * 3_600_000;

const inAnyZone = ({ start, end }: Span): Span => ({
  start: start - FARTHEST_ZONE,
  end: end + FARTHEST_ZONE,
});

/** Both the time an item shows and the time it really blocks: buffers touch their neighbours too. */
const spansOf = (link: Link): Span[] =>
  [link.origin, ...link.mirrors].flatMap(({ base }) =>
    base.allDay ? [inAnyZone(base.span)] : [base.span, base.busy],
  );

const idsOf = (link: Link): { side: SideName; id: string }[] => {
  const mirrors = link.mirrors.flatMap(({ id }) =>
    id === null ? [] : [{ side: otherSide(link.origin.side), id }],
  );
  return [{ side: link.origin.side, id: link.origin.id }, ...mirrors];
};

/**
 * Whether two spans share an instant. A span without length (or with its end before its start, which a skipped item
 * may have) counts as the instant of its start, so that it is found where it stands.
 */
export const touch = (one: Span, other: Span): boolean =>
  one.start < endOf(other) && other.start < endOf(one);

const endOf = ({ start, end }: Span): number => Math.max(end, start + 1);

/** Every id under which the link is found; the id of an appointment also names the occurrences of its series. */
export const referencesOf = (link: Link): string[] => {
  const references = idsOf(link).flatMap(({ side, id }) =>
    side === 'office' ? [reference(side, id)] : [reference(side, id), reference(side, appointmentOf(id))],
  );
  return [...new Set(references)];
};

export const appointmentReference = (appointmentId: string): string => reference('timify', appointmentId);

export const referencesIn = (what: About): string[] => [
  ...(what.office ?? []).map((id) => reference('office', id)),
  ...(what.timify ?? []).map((id) => reference('timify', id)),
];

const bucketRange = (span: Span, level: number): { first: number; last: number } => {
  const size = (LEVELS[level] ?? 1) * DAY;
  return { first: Math.floor(span.start / size), last: Math.floor((endOf(span) - 1) / size) };
};

const numbered = (level: number, index: number): number => level * 100_000_000 + 10_000_000 + index;

const bucketsOfSpan = (span: Span): number[] => {
  const ranges = LEVELS.map((_, level) => bucketRange(span, level));
  const found = ranges.findIndex(({ first, last }) => last - first < FEW);
  const level = found === -1 ? LEVELS.length - 1 : found;
  const { first, last } = ranges[level] ?? { first: 0, last: -1 };
  return Array.from({ length: last - first + 1 }, (_, offset) => numbered(level, first + offset));
};

/** Numbers of all stretches that the link's items occupy. */
export const bucketsOf = (link: Link): number[] => [...new Set(spansOf(link).flatMap(bucketsOfSpan))];

/** Numbers in which anything that touches one of the spans is found; null: too many to list, read everything. */
export const bucketsIn = (spans: readonly Span[]): number[] | null => {
  const buckets = new Set<number>();
  for (const span of spans)
    for (const level of LEVELS.keys()) {
      const { first, last } = bucketRange(span, level);
      if (last - first > MANY) return null;
      for (let index = first; index <= last; index++) buckets.add(numbered(level, index));
    }
  return buckets.size > MANY ? null : [...buckets];
};

/** The exact answer; the indexes only choose candidates. Made once per question, asked for each candidate. */
export const asking = (what: About): ((link: Link) => boolean) => {
  const asked = new Set(referencesIn(what));
  const spans = [...(what.spans ?? [])].sort((a, b) => a.start - b.start);
  const longest = Math.max(0, ...spans.map((span) => span.end - span.start));
  const reaches = (own: Span): boolean => {
    // Spans that begin too early to reach `own` are passed over; the rest is sorted.
    for (let at = firstFrom(spans, own.start - longest - 1); at < spans.length; at += 1) {
      const span = spans[at];
      if (!span || span.start >= endOf(own)) return false;
      if (touch(own, span)) return true;
    }
    return false;
  };
  return (link) => referencesOf(link).some((one) => asked.has(one)) || spansOf(link).some(reaches);
};

/** Index of the first span that starts at `start` or later. */
const firstFrom = (spans: readonly Span[], start: number): number => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
};
