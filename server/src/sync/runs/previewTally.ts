/** Counts what would happen, with a few samples of each kind. */
import type { Departure } from '../../core/departure.ts';
import { otherSide, type SideName } from '../../core/items.ts';
import type { Link } from '../../core/links.ts';
import type { Plan, Write } from '../../core/planned.ts';
import type { Preview } from '../runner.ts';
import type { Reason } from './acts/endCopies.ts';

const PER_KIND = 3;

export type Tally = Pick<Preview, 'counts' | 'sides' | 'origins' | 'samples' | 'mails'> & {
  reasons: Map<string, number>;
};

export const nothing = (): Tally => ({
  counts: { create: 0, update: 0, delete: 0, skip: 0, conflict: 0 },
  sides: { office: { create: 0, update: 0, delete: 0 }, timify: { create: 0, update: 0, delete: 0 } },
  origins: { update: 0, delete: 0 },
  samples: [],
  mails: 0,
  reasons: new Map(),
});

export const shown = ({ reasons, ...tally }: Tally): Preview => ({
  ...tally,
  skips: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
});

const isOrigins = (write: Write): boolean => write.op !== 'create' && write.target === 'origin';

const targetOf = (write: Write | undefined): Preview['samples'][number]['target'] => {
  if (!write) return null;
  return isOrigins(write) ? 'origin' : 'copy';
};

/** What the copy would say, from the very write that would go out. */
const copyOf = (write: Write | undefined): Preview['samples'][number]['copy'] => {
  if (!write || write.op === 'delete' || isOrigins(write)) return null;
  const { title = null, notes = null } = write.content;
  return title === null && notes === null ? null : { title, notes };
};

type About = Pick<Preview['samples'][number], 'side' | 'item' | 'span' | 'rule' | 'setting'>;

/** Which item, and why. A pair that is forgotten has no link any more: its line of the log tells. */
const aboutOf = ({ after, before, log }: Plan['pairs'][number]): About | null => {
  const link = after ?? before;
  if (link) {
    const { origin, decision } = link;
    const { rule, setting } = decision;
    return { side: origin.side, item: origin.id, span: origin.base.span, rule, setting };
  }
  if (!log) return null;
  const { side, item, span, rule, setting } = log;
  return { side, item, span, rule, setting };
};

const sampleOf = (plan: Plan, pair: Plan['pairs'][number]): Preview['samples'][number] | null => {
  const writes = pair.writes.flatMap((index) => plan.writes[index] ?? []);
  // What becomes of an original is more to know than what becomes of its copies.
  const write = writes.find(isOrigins) ?? writes[0];
  const about = aboutOf(pair);
  if (!about) return null;
  const skip = pair.after?.decision.kind === 'skipped' && !write;
  const what = skip ? 'skip' : (write?.op ?? 'update');
  return { what, target: targetOf(write), copy: copyOf(write), ...about };
};

/** A few of each kind. Where there are more, what becomes of an original takes the place of a copy's. */
const keepSample = ({ samples }: Tally, sample: Preview['samples'][number]): void => {
  const alike = samples.filter(({ what }) => what === sample.what);
  if (alike.length < PER_KIND) {
    samples.push(sample);
    return;
  }
  const copys = alike.find(({ target }) => target === 'copy');
  if (sample.target === 'origin' && copys) samples[samples.indexOf(copys)] = sample;
};

export const addPlan = (tally: Tally, plan: Plan): void => {
  tally.counts.create += plan.counts.create;
  tally.counts.update += plan.counts.update;
  tally.counts.delete += plan.counts.delete;
  tally.counts.skip += plan.counts.skip;
  tally.counts.conflict += plan.counts.conflict;
  // Rule 4 is part of the plan: a write that could mail guests is not in it. Customers are told only by a person's act.
  tally.mails += plan.writes.filter((write) => write.op !== 'create' && write.notify).length;
  for (const write of plan.writes) {
    tally.sides[write.side][write.op] += 1;
    if (write.op !== 'create' && isOrigins(write)) tally.origins[write.op] += 1;
  }
  for (const pair of plan.pairs) {
    const reason = pair.after?.decision.kind === 'skipped' ? pair.after.decision.reason : null;
    if (reason) tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
    const sample =
      pair.writes.length > 0 || pair.after?.decision.kind === 'skipped' ? sampleOf(plan, pair) : null;
    if (sample) keepSample(tally, sample);
  }
  for (const conflict of plan.conflicts.open) {
    const side = conflict.office ? 'office' : 'timify';
    const item = (conflict.office ?? conflict.timify)?.id ?? '';
    keepSample(tally, {
      what: 'conflict',
      side,
      item,
      target: null,
      span: conflict.span,
      rule: conflict.rule,
      setting: conflict.setting,
      copy: null,
    });
  }
};

const countWrites = (tally: Tally, what: 'update' | 'delete', side: SideName, writes: number): void => {
  tally.counts[what] += writes;
  tally.sides[side][what] += writes;
};

const keepLinkSample = (tally: Tally, what: 'update' | 'delete', { origin }: Link, reason: Reason): void =>
  keepSample(tally, {
    what,
    side: origin.side,
    item: origin.id,
    target: 'copy',
    span: origin.base.span,
    ...reason,
    copy: null,
  });

/** What becomes of copies that a person gives up. Each that carries our mark is written once to lose it. */
export const addDeparture = (
  tally: Tally,
  { deletes, releases }: Pick<Departure, 'deletes' | 'releases'>,
  reasonOf: (link: Link) => Reason,
  isMarked: (side: SideName, id: string) => boolean,
): void => {
  for (const { link, writes } of deletes) {
    countWrites(tally, 'delete', otherSide(link.origin.side), writes.length);
    keepLinkSample(tally, 'delete', link, reasonOf(link));
  }
  for (const link of releases) {
    const side = otherSide(link.origin.side);
    const marked = link.mirrors.filter(({ id }) => id !== null && isMarked(side, id)).length;
    if (marked === 0) continue;
    countWrites(tally, 'update', side, marked);
    keepLinkSample(tally, 'update', link, { rule: 'made-plain', setting: null });
  }
};
