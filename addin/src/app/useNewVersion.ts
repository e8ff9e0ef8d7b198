import { useEffect, useState } from 'react';
import { useServices } from './services.tsx';

const ASK_EVERY_MS = 15 * 60_000;

/**
 * Hosts keep pages for days. Says that the server has a newer one, also to whoever comes back to the page; reloading is the
 * person's choice.
 */
export function useNewVersion(): boolean {
  const { client, config } = useServices();
  const [isNew, setIsNew] = useState(false);
  useEffect(() => {
    const ask = async () => {
      try {
        const now = await client.call('config');
        setIsNew(now.version !== config.version);
      } catch {
        // The next round asks again; the offline bar tells the rest.
      }
    };
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    const look = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, config.version]);
  return isNew;
}
