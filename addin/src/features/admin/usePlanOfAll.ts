import { useEffect, useState } from 'react';
import type { CompanySettings } from '../../../../shared/settings.ts';
import { planAll, reachedOf, type CompanyPreview } from './companyPreview.ts';
import { useCompany } from './CompanyContext.tsx';

export interface PlanOfAll {
  readonly so: CompanyPreview | undefined;
  /** Not even who there is could be read. Without a plan the question can still be answered. */
  readonly hasFailed: boolean;
  readonly retry: () => void;
}

/** Of which settings, in which attempt. */
interface Round {
  readonly of: CompanySettings;
  readonly number: number;
}

/**
 * What applying these settings would do in every calendar. Begins when first wanted and goes on while nobody looks; other
 * settings need another plan.
 */
export function usePlanOfAll(settings: CompanySettings, isWanted: boolean): PlanOfAll {
  const { client } = useCompany();
  const [round, setRound] = useState<Round>();
  const [plan, setPlan] = useState<{ readonly round: Round; readonly so: CompanyPreview | 'failed' }>();
  if (isWanted && round?.of !== settings) setRound({ of: settings, number: 0 });
  useEffect(() => {
    if (round === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const planOne = (connection: string) =>
      client.call('preview', { body: { kind: 'settings', connection }, signal });
    void client
      .call('resources', { signal })
      .then(({ items }) => planAll(reachedOf(items), planOne, (so) => setPlan({ round, so }), signal))
      .catch(() => (signal.aborted ? undefined : setPlan({ round, so: 'failed' })));
    return () => controller.abort();
  }, [client, round]);
  const so = plan?.round === round ? plan?.so : undefined;
  return {
    so: so === 'failed' ? undefined : so,
    hasFailed: so === 'failed',
    retry: () => setRound((before) => before && { ...before, number: before.number + 1 }),
  };
}
