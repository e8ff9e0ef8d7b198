import { act } from '@testing-library/react';
import { vi } from 'vitest';

interface Watch {
  readonly tell: () => void;
  readonly root: unknown;
}

/** A browser that tells when the end of a list comes near; jsdom has no layout to see it by. */
export function watchedEnds(): { readonly comeNear: () => void; readonly roots: () => readonly unknown[] } {
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
    comeNear: () => act(() => [...live].forEach(({ tell }) => tell())),
    roots: () => [...live].map(({ root }) => root),
  };
}
