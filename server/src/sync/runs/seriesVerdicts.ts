/** "Ignore for the series": one decision of a person about all parts of a series, those to come included. */
import { seriesToken } from '../../core/conflicts.ts';
import type { ConflictKind, Verdict } from '../../core/decisions.ts';
import { keep, type Running } from '../connectionState.ts';
import type { Desk } from '../desk.ts';
import type { RunDeps } from '../runDeps.ts';

/** Series that a connection remembers; the oldest are asked about again. */
const KEPT = 500;

const tokenFor = async (
  deps: Pick<RunDeps, 'store' | 'hash'>,
  desk: Desk,
  about: { linkId: string; kind: ConflictKind },
): Promise<{ seriesId: string; token: string } | null> => {
  const link = await deps.store.links.get(desk.connection.id, about.linkId);
  const seriesId = link?.origin.seriesId ?? null;
  return seriesId === null ? null : { seriesId, token: seriesToken(about.kind, seriesId, deps.hash) };
};

export interface SeriesVerdicts {
  verdicts: Verdict[];
  /** The connection's list with this series; null: it is not about a series. */
  ignoredSeries: string[] | null;
}

/** The verdict, and the same one about every open conflict of this kind in the series. */
export const forSeries = async (
  deps: Pick<RunDeps, 'store' | 'hash'>,
  desk: Desk,
  verdict: Verdict,
): Promise<SeriesVerdicts> => {
  const series = verdict.action === 'ignore-series' ? await tokenFor(deps, desk, verdict) : null;
  if (!series) return { verdicts: [verdict], ignoredSeries: null };
  const { id, ignoredSeries = [] } = desk.connection;
  const links = new Set((await deps.store.links.ofSeries(id, series.seriesId)).map((link) => link.id));
  const others = (await deps.store.conflicts.open(id)).filter(
    (one) => one.kind === verdict.kind && links.has(one.linkId) && one.id !== verdict.conflictId,
  );
  return {
    verdicts: [verdict, ...others.map((one) => ({ ...verdict, conflictId: one.id, linkId: one.linkId }))],
    ignoredSeries: [...ignoredSeries.filter((one) => one !== series.token), series.token].slice(-KEPT),
  };
};

/** Asked again about one part, the person is asked about the whole series again. */
export const askSeriesAgain = async (
  run: Running,
  about: { linkId: string; kind: ConflictKind },
): Promise<void> => {
  const { deps, desk } = run;
  const series = await tokenFor(deps, desk, about);
  const present = desk.connection.ignoredSeries ?? [];
  if (!series || !present.includes(series.token)) return;
  await keep(run, { ignoredSeries: present.filter((one) => one !== series.token) });
};
