/** What is counted. The run side and the request side call it; `http/metrics.ts` shows it to Prometheus. */
export interface Metrics {
  /** Runs under way in this process. */
  running(count: number): void;
  run(run: { kind: 'connection' | 'company'; outcome: 'done' | 'failed' | 'fence-lost'; ms: number }): void;
  write(write: {
    side: 'office' | 'timify';
    op: 'create' | 'update' | 'delete';
    outcome: 'done' | 'failed';
  }): void;
  fault(fault: { service: string; kind: string }): void;
  /** One change that arrived on the other side, in milliseconds: Microsoft's or TIMIFY's part and ours. */
  lag(change: { companyId: string; theirs: number; ours: number; at: number }): void;
  notification(notification: { from: 'graph' | 'timify'; outcome: string }): void;
}

export const noMetrics: Metrics = {
  running: () => undefined,
  run: () => undefined,
  write: () => undefined,
  fault: () => undefined,
  lag: () => undefined,
  notification: () => undefined,
};
