import { useCallback } from 'react';
import type { Calendar } from '../../../../shared/me.ts';
import { useServices } from '../../app/services.tsx';
import { useLoaded, type Loaded } from '../../ui/useLoaded.ts';

export function useCalendars(): Loaded<readonly Calendar[]> {
  const { client } = useServices();
  return useLoaded(
    useCallback(async (signal: AbortSignal) => (await client.call('calendars', { signal })).items, [client]),
  );
}
