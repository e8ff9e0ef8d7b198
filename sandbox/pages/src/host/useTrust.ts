import { useEffect, useState } from 'react';

export type Trust = 'unknown' | 'trusted' | 'untrusted';

/**
 * Whether this browser accepts the certificate of an HTTPS origin: a request that fails says no. Asked again whenever
 * the window gets the focus back, so that the answer follows a click on "accept" in the other tab.
 */
export function useTrust(origin: string | undefined): Trust {
  const [trust, setTrust] = useState<Trust>('unknown');
  useEffect(() => {
    if (origin === undefined) return;
    let current = true;
    const ask = (): void => {
      fetch(trustPage(origin), { mode: 'no-cors', cache: 'no-store' }).then(
        () => current && setTrust('trusted'),
        () => current && setTrust('untrusted'),
      );
    };
    ask();
    window.addEventListener('focus', ask);
    return () => {
      current = false;
      window.removeEventListener('focus', ask);
    };
  }, [origin]);
  return origin === undefined ? 'unknown' : trust;
}

/** A page of the sandbox at that address, where a person can accept the certificate. */
export const trustPage = (origin: string): string => `${origin}/`;
