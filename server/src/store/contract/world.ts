import type { Instant } from '../../core/items.ts';
import type { Store } from '../../sync/ports/store.ts';

/** An empty store. `second` is the same data as another process sees it, where several may; else `store` itself. */
export interface Opened {
  store: Store;
  second: Store;
  close(): Promise<void>;
}

export type Open = (now: () => Instant) => Promise<Opened>;

/** What a test of the contract may use; a fresh one for each. */
export interface World {
  readonly store: Store;
  readonly second: Store;
  /** The store's clock. */
  now: Instant;
}
