import { departure } from '../core/departure.ts';
import type { Link } from '../core/links.ts';
import type { Plan, Write } from '../core/planned.ts';
import { slicesOf } from '../core/window.ts';
import { deskOf, type Desk } from './desk.ts';
import { readSlice } from './fullRead.ts';
import type { Connection } from './documents.ts';
import { allLinks } from './gather.ts';
import { planFor } from './reconcile.ts';
import type { RunDeps } from './runDeps.ts';
import type { Preview, Runner } from './runner.ts';

const PER_KIND = 3;
const LANES = 4;

type Tally = Pick<Preview, 'counts' | 'sides' | 'samples' | 'mails'> & { reasons: Map<string, number> };

const nothing = (): Tally => ({
  counts: { create: 0, update: 0, delete: 0, skip: 0, conflict: 0 },
  sides: { office: { create: 0, update: 0, delete: 0 }, timify: { create: 0, update: 0, delete: 0 } },
  samples: [],
  mails: 0,
  reasons: new Map(),
});

const shown = ({ reasons, ...tally }: Tally): Preview => ({
  ...tally,
  skips: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
});

/** What the copy would say, from the very write that would go out. */
const copyOf = (write: Write | undefined): Preview['samples'][number]['copy'] => {
  if (!write || write.op === 'delete' || (write.op === 'update' && write.target === 'origin')) return null;
  const { title = null, notes = null } = write.content;
  return title === null && notes === null ? null : { title, notes };
};

const sampleOf = (plan: Plan, pair: Plan['pairs'][number]): Preview['samples'][number] | null => {
  const write = pair.writes.map((index) => plan.writes[index]).find((one) => one !== undefined);
  const link = pair.after ?? pair.before;
  if (!link) return null;
  const skip = link.decision.kind === 'skipped' && !write;
  return {
    what: skip ? 'skip' : (write?.op ?? 'update'),
    side: link.origin.side,
    item: link.origin.id,
    span: link.origin.base.span,
    rule: link.decision.rule,
    setting: link.decision.setting,
    copy: copyOf(write),
  };
};

const keepSample = (tally: Tally, sample: Preview['samples'][number]): void => {
  if (tally.samples.filter((one) => one.what === sample.what).length < PER_KIND) tally.samples.push(sample);
};

const addPlan = (tally: Tally, plan: Plan): void => {
  tally.counts.create += plan.counts.create;
  tally.counts.update += plan.counts.update;
  tally.counts.delete += plan.counts.delete;
  tally.counts.skip += plan.counts.skip;
  tally.counts.conflict += plan.counts.conflict;
  // Rule 4 is part of the plan: a write that could mail guests is not in it. Customers are told only by a person's act.
  tally.mails += plan.writes.filter((write) => write.op !== 'create' && write.notify).length;
  for (const write of plan.writes) tally.sides[write.side][write.op] += 1;
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
      span: conflict.span,
      rule: conflict.rule,
      setting: conflict.setting,
      copy: null,
    });
  }
};

/** Links as they would be, for the slices that come after; a pending create counts as made where it was planned. */
const remember = (overlay: Map<string, Link | null>, plan: Plan): void => {
  for (const pair of plan.pairs) {
    overlay.set(
      pair.linkId,
      pair.after && {
        ...pair.after,
        mirrors: pair.after.mirrors.map((mirror) => ({
          ...mirror,
          id: mirror.id ?? `planned:${mirror.marker}`,
        })),
      },
    );
  }
};

const wholeWindow = async (deps: RunDeps, desk: Desk, reapply: boolean): Promise<Preview> => {
  const tally = nothing();
  const overlay = new Map<string, Link | null>();
  const slices = slicesOf(desk.window, deps.clock.now(), desk.timify.longestWindow);
  for (let from = 0; from < slices.length; from += LANES) {
    const matters = await Promise.all(
      slices.slice(from, from + LANES).map((slice) => readSlice(desk, slice)),
    );
    for (const matter of matters) {
      const { plan } = await planFor(deps, desk, { ...matter, adopt: true, reapply, overlay });
      addPlan(tally, plan);
      remember(overlay, plan);
    }
  }
  return shown(tally);
};

/** Leaving: counted from the links; nothing has to be read. */
const leaving = async (
  deps: RunDeps,
  connection: Connection,
  copies: 'keep' | 'remove' | 'plain',
): Promise<Preview> => {
  const tally = nothing();
  const { deletes, left } = departure(await allLinks(deps, connection.id), copies);
  for (const { link, writes } of deletes) {
    tally.counts.delete += writes.length;
    for (const write of writes) tally.sides[write.side].delete += 1;
    const { side, id, base } = link.origin;
    keepSample(tally, {
      what: 'delete',
      side,
      item: id,
      span: base.span,
      rule: 'deactivated',
      setting: null,
      copy: null,
    });
  }
  tally.counts.skip = left.length;
  for (const { reason } of left) tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  return shown(tally);
};

/** The preview is the plan: the same reading, the same planner, and nothing written. */
export const previewPlan =
  (deps: RunDeps): Runner['preview'] =>
  async (connection, kind, copies = 'keep') => {
    if (kind === 'deactivate') return leaving(deps, connection, copies);
    const company = await deps.store.companies.get(connection.companyId);
    if (!company) throw new Error('A preview needs the company of its connection.');
    return wholeWindow(deps, deskOf(deps, company, connection), kind === 'settings');
  };
