import { useCallback, useEffect, useState } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import { useSession } from '../../app/SessionProvider.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useCompany } from './CompanyContext.tsx';
import { BY_NEED, orderOf, type Order } from './overview.ts';

const GATHER_MS = 1500;

/** Sorted once, when the list first comes; then only when asked. */
export function useOrder(resources: readonly Resource[] | undefined) {
  const [order, setOrder] = useState<Order>();
  if (order === undefined && resources !== undefined) setOrder(orderOf(resources, BY_NEED));
  return [order, setOrder] as const;
}

/** Kept up to date by the stream, in one look for a burst of changes. */
export function useResources() {
  const { client } = useCompany();
  const { onChange } = useSession();
  const loaded = useLoaded<readonly Resource[]>(
    useCallback(async (signal: AbortSignal) => (await client.call('resources', { signal })).items, [client]),
  );
  const { reload } = loaded;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(reload, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [onChange, reload]);
  return loaded;
}
