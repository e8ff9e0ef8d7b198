import { useEffect, useState } from 'react';
import { control } from '../api/control.ts';
import { markerIn } from '../api/graph.ts';

const QUIET_MS = 300;

/** Which property marks our copies: as told, or looked for in the state of the world whenever that has come to rest. */
export function useMarker(told: string | undefined, version: number): string | undefined {
  const [found, setFound] = useState<string>();
  const known = told ?? found;
  useEffect(() => {
    if (known !== undefined) return;
    const timer = window.setTimeout(() => {
      control.state().then(
        (state) => setFound(markerIn(state)),
        () => undefined,
      );
    }, QUIET_MS);
    return () => window.clearTimeout(timer);
  }, [known, version]);
  return known;
}
