import { callJson } from './http.ts';

/** One line of `GET /control/events`. */
export interface WorldEvent {
  at: string;
  side: 'office' | 'timify' | 'server';
  text: string;
}

export interface WorldMail {
  at: string;
  from: 'ours' | 'exchange' | 'timify';
  to: string;
  subject: string;
  text: string;
  html?: string;
  reason?: string;
}

/** A body of `POST /control/faults`. */
export interface Fault {
  service: 'entra' | 'graph' | 'timify';
  match?: string;
  next?: number;
  rate?: number;
  status?: number;
  retryAfter?: number;
  drop?: 'before' | 'after';
}

const post = <T>(path: string, body: unknown = {}): Promise<T> =>
  callJson<T>(`/control${path}`, { method: 'POST', body });

export const control = {
  reset: () => post('/reset'),
  advance: (seconds: number) => post('/clock', { advance: seconds }),
  mails: async () => (await callJson<{ items: WorldMail[] }>('/control/mails')).items,
  fault: (fault: Fault) => post('/faults', fault),
  latency: (milliseconds: { notification: number }) => post('/latency', milliseconds),
  endFaults: async () => {
    await callJson('/control/faults', { method: 'DELETE' });
    await post('/latency', { graph: 0, timify: 0, notification: 0 });
  },
  revoke: (user: string) => post('/tokens', { user, revoke: true }),
  /** The whole world as text; only searched, never trusted for its shape. */
  state: async () => await (await fetch('/control/state')).text(),
  /** Epoch milliseconds of the world's clock. */
  now: async () => Date.parse((await callJson<{ now: string }>('/control/clock')).now),
};

/** Calls `listener` for each event until the result is called. The browser reconnects by itself. */
export function hearEvents(listener: (event: WorldEvent) => void, reconnected: () => void): () => void {
  const source = new EventSource('/control/events');
  source.addEventListener('message', ({ data }: MessageEvent<string>) =>
    listener(JSON.parse(data) as WorldEvent),
  );
  source.addEventListener('open', reconnected);
  return () => source.close();
}
