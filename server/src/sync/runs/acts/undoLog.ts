import type { Undo, WayBack } from '../../../core/decisions.ts';
import { effective } from '../../../core/settings.ts';
import type { Desk } from '../../desk.ts';
import { entryOf } from '../logEntry.ts';
import type { Act, LogEntry } from '../../documents.ts';
import { reconcile, type Reconciled } from '../reconcile.ts';
import { askSeriesAgain } from '../seriesVerdicts.ts';
import { done, nothingRead, refused, type ActRun, type Result } from './act.ts';
import { linesOfAct } from './linesOfAct.ts';

type Request = Extract<Act['request'], { kind: 'undo-log' }>;
type LineBack = Exclude<WayBack, { kind: 'act' }>;

const impossible = (reason: string): Result => refused('undo_impossible', { reason });

const undoOf = (line: LogEntry, back: LineBack, request: Request): Undo => ({
  linkId: line.linkId,
  back,
  notify: request.notify ?? (back.kind === 'times' && back.notify === true),
  by: request.role,
});

/** The line is spent; a new one says that it was taken back, and by whom: owner or admin, no name. */
const takenBack = ({ deps, desk }: ActRun, line: LogEntry, request: Request): LogEntry[] => {
  const { back } = line;
  const times = back?.kind === 'times' ? { span: back.to, was: back.from } : { span: line.span, was: null };
  const { linkId, side, item, setting } = line;
  return [
    { ...line, back: null },
    entryOf(deps, desk, {
      ...{ linkId, side, item, setting, ...times },
      event: 'undone',
      rule: `undone-by-${request.role}`,
      back: null,
      conflictId: line.conflictId,
      outcome: 'done',
    }),
  ];
};

/** Every write went through, and nothing forbade it. */
const isCarriedOut = ({ plan, applied }: Pick<Reconciled, 'plan' | 'applied'>): boolean =>
  plan.refusals.length === 0 && applied.outcomes.every(({ state }) => state === 'done');

const undoLine = async (run: ActRun, line: LogEntry, back: LineBack, request: Request): Promise<Result> => {
  const { deps, desk, act, lease } = run;
  if (!(await deps.store.links.get(desk.connection.id, line.linkId))) return impossible('origin-gone');
  const undo = undoOf(line, back, request);
  if (back.kind === 'ask-again') {
    const conflict = await deps.store.conflicts.get(desk.connection.id, back.conflictId);
    if (conflict) await askSeriesAgain(run, conflict);
  }
  const matter = { ...nothingRead(desk), undos: [undo], act: act.id };
  const result = await reconcile(deps, desk, matter, lease, (planned) =>
    isCarriedOut(planned) ? { log: takenBack(run, line, request) } : {},
  );
  if (result.applied.fault) throw result.applied.fault;
  const [refusal] = result.plan.refusals;
  if (refusal) return impossible(refusal.why);
  const failed = result.applied.outcomes.find((outcome) => outcome.state === 'failed');
  if (failed) return impossible(failed.kind);
  return done({
    undone: back.kind,
    writes: result.plan.writes.length,
    mails: result.plan.writes.filter((write) => write.op !== 'create' && write.notify).length,
    opened: result.plan.conflicts.open.map(({ id }) => id),
    to: back.kind === 'times' ? back.to : null,
  });
};

const AT_ONCE = 50;

/** What was written under other settings is written under those again; where may be written is as it is now. */
const deskOfThen = (desk: Desk, version: number): Desk => {
  const then = desk.connection.pastSettings?.find((one) => one.version === version);
  if (!then) return { ...desk };
  const { settings } = effective({ settings: then.values, locked: [] }, {});
  return { ...desk, settings: { ...settings, direction: desk.settings.direction } };
};

const byVersion = (lines: readonly LogEntry[]): Map<number, LogEntry[]> => {
  const groups = new Map<number, LogEntry[]>();
  for (const line of lines) {
    if (line.back?.kind !== 'as-before') continue;
    const { settingsVersion } = line.back;
    groups.set(settingsVersion, [...(groups.get(settingsVersion) ?? []), line]);
  }
  return groups;
};

interface Taken {
  writes: number;
  left: number;
}

/** One batch; what the world or a rule no longer allows is left as it is, and counted. */
const undoBatch = async (
  { deps, desk, act, lease }: ActRun,
  lines: readonly LogEntry[],
  request: Request,
): Promise<Taken> => {
  const undos = lines.flatMap((line) =>
    line.back && line.back.kind !== 'act' ? undoOf(line, line.back, request) : [],
  );
  const result = await reconcile(
    deps,
    desk,
    { ...nothingRead(desk), undos, act: act.id },
    lease,
    ({ applied }) => (applied.fault ? {} : { log: lines.map((line) => ({ ...line, back: null })) }),
  );
  if (result.applied.fault) throw result.applied.fault;
  const failed = result.applied.outcomes.filter(({ state }) => state !== 'done').length;
  return { writes: result.plan.writes.length - failed, left: result.plan.refusals.length + failed };
};

/** Everything that the settings, applied to what was there, had changed. A crash in between leaves the rest to do. */
const undoAct = async (run: ActRun, line: LogEntry, actId: string, request: Request): Promise<Result> => {
  const { deps, desk, lease } = run;
  const act = await deps.store.acts.get(actId);
  if (!act) return impossible('changed-since');
  const sum: Taken = { writes: 0, left: 0 };
  for (const [version, lines] of byVersion(await linesOfAct(deps.store, act))) {
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const then = deskOfThen(desk, version);
      const taken = await undoBatch({ ...run, desk: then }, lines.slice(from, from + AT_ONCE), request);
      desk.connection = then.connection;
      sum.writes += taken.writes;
      sum.left += taken.left;
    }
  }
  await deps.store.commit({
    connectionId: desk.connection.id,
    fence: lease.fence,
    log: takenBack(run, line, request),
  });
  return done({ undone: 'settings-applied', ...sum, mails: 0 });
};

/** Takes back one line of the log, or all that one act did, by the same plan and the same guards as everything. */
export const undoLog = async (run: ActRun, request: Request): Promise<Result> => {
  const line = await run.deps.store.log.get(run.desk.connection.id, request.entryId);
  if (!line?.back) return impossible('already-undone');
  return line.back.kind === 'act'
    ? undoAct(run, line, line.back.act, request)
    : undoLine(run, line, line.back, request);
};
