import { startTransition, useCallback, useEffect, useRef, useState } from 'react';

/** Changes what is shown, in a transition. Resolves when it stands: the code of a page may have to come first. */
export type Shown = (change: () => void) => Promise<void>;

export function useShown(): Shown {
  const [standing, setStanding] = useState(0);
  const changes = useRef(0);
  const waiting = useRef(new Map<number, () => void>());

  useEffect(() => {
    for (const [change, stands] of waiting.current) {
      if (change > standing) continue;
      waiting.current.delete(change);
      stands();
    }
  }, [standing]);

  return useCallback<Shown>((change) => {
    changes.current += 1;
    const mine = changes.current;
    return new Promise((stands) => {
      waiting.current.set(mine, stands);
      startTransition(() => {
        change();
        setStanding(mine);
      });
    });
  }, []);
}
