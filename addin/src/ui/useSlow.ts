import { useEffect, useState } from 'react';

export const SLOW_MS = 3000;

/** Whether this has been going on for so long that a person wonders, or for as long as is said. */
export function useSlow(busy: boolean, ms = SLOW_MS): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setSlow(true), ms);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy, ms]);
  // Not a moment longer than it takes.
  return busy && slow;
}
