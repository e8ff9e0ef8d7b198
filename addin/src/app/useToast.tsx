import { createContext, lazy, Suspense, use, useCallback, useState, type ReactNode } from 'react';
import type { Mood, Result } from './result.ts';

interface More {
  readonly onUndo?: (() => void) | undefined;
  readonly mood?: Mood;
}

export type ShowToast = (sentence: string, more?: More) => void;

const ToastContext = createContext<ShowToast>(() => undefined);

/** Results only, never what needs an act; the same undo stands in the log. */
export const useToast = (): ShowToast => use(ToastContext);

const ToastHost = lazy(async () => ({ default: (await import('./ToastHost.tsx')).ToastHost }));

/** What draws them is loaded with the first result. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [results, setResults] = useState<readonly Result[]>([]);
  const show = useCallback<ShowToast>((sentence, { onUndo, mood = 'success' } = {}) => {
    setResults((before) => [...before, { id: before.length, sentence, onUndo, mood }]);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      {results.length > 0 && (
        <Suspense fallback={null}>
          <ToastHost results={results} />
        </Suspense>
      )}
    </ToastContext>
  );
}
