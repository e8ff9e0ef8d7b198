import { useEffect, useState } from 'react';
import { loadConfig } from '../api/config.ts';
import type { WorldConfig } from '../api/config.ts';

const ASK_AGAIN_MS = 2_000;

/** The server may start after this page was opened: asks until its address is known. */
export function useConfig(first: WorldConfig): WorldConfig {
  const [config, setConfig] = useState(first);
  const known = config.server !== null;
  useEffect(() => {
    if (known) return;
    const timer = window.setInterval(() => {
      loadConfig().then(
        (found) => found.server !== null && setConfig((before) => ({ ...before, server: found.server })),
        () => undefined,
      );
    }, ASK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [known]);
  return config;
}
