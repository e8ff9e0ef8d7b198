import type { Bus } from './ports/process.ts';

/**
 * Inside one process. Another process' events don't arrive here; streams look into the store from time to time (see
 * http/stream.ts), so nothing depends on it.
 */
export const createBus = (): Bus => {
  const listeners = new Set<Parameters<Bus['subscribe']>[0]>();
  return {
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
