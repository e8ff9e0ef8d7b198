import { act, waitFor } from '@testing-library/react';
import { expect, vi } from 'vitest';

interface Watch {
  readonly tell: () => void;
  readonly root: unknown;
}

export interface Ends {
  /** Tells that the end came near, once somebody watches for it: that begins a moment after the rows are there. */
  readonly comeNear: () => Promise<void>;
  readonly roots: () => readonly unknown[];
}

/** A browser that tells when the end of a list comes near; jsdom has no layout to see it by. */
export function watchedEnds(): Ends {
  const live = new Set<Watch>();
  class Observer {
    private readonly watch: Watch;
    constructor(tell: IntersectionObserverCallback, { root }: IntersectionObserverInit) {
      const near = [{ isIntersecting: true } as IntersectionObserverEntry];
      this.watch = { root, tell: () => tell(near, this as unknown as IntersectionObserver) };
    }
    observe(): void {
      live.add(this.watch);
    }
    disconnect(): void {
      live.delete(this.watch);
    }
  }
  vi.stubGlobal('IntersectionObserver', Observer);
  return {
    comeNear: async () => {
      await waitFor(() => expect(live.size).toBeGreaterThan(0));
      act(() => [...live].forEach(({ tell }) => tell()));
    },
    roots: () => [...live].map(({ root }) => root),
  };
}
