import type { Channel } from './channel.ts';

type Listener = (response: string | { data: string }) => void;

/** `window.nestedAppAuthBridge` as msal-browser uses it (facts addin §5.2). */
export interface NaaBridge {
  addEventListener: (type: 'message', listener: Listener) => void;
  removeEventListener: (type: 'message', listener: Listener) => void;
  postMessage: (json: string) => void;
}

/** Hands every message on to the host page, which holds the tokens. */
export function createBridge(channel: Channel): NaaBridge {
  const listeners = new Set<Listener>();
  channel.on('naa', ({ json }) => {
    for (const listener of listeners) listener(json);
  });
  return {
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
    postMessage: (json) => channel.send({ call: 'naa', json }),
  };
}
