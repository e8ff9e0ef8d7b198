import { Suspense } from 'react';
import { AnnouncerProvider } from './announcer.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ServicesProvider, type Services } from './services.tsx';
import { SessionProvider } from './SessionProvider.tsx';
import { Shell } from './Shell.tsx';
import { StartSkeleton } from './StartSkeleton.tsx';
import type { Themes } from './themes/themes.ts';
import { ThemedRoot } from './ThemedRoot.tsx';
import { ToastProvider } from './useToast.tsx';

interface AppProps {
  readonly services: Services;
  readonly themes: Themes;
  readonly linkToken: string | undefined;
}

export function App({ services, themes, linkToken }: AppProps) {
  return (
    <ServicesProvider value={services}>
      <ThemedRoot themes={themes}>
        <AnnouncerProvider>
          <ErrorBoundary>
            <SessionProvider linkToken={linkToken}>
              <ToastProvider>
                {/* The one place where code that is not here yet is waited for. Whoever changes what is shown does so in a
                    transition: what stands stays until the next is there. A fallback once shown is held by React for 300 ms. */}
                <Suspense fallback={<StartSkeleton />}>
                  <Shell cameByLink={linkToken !== undefined} />
                </Suspense>
              </ToastProvider>
            </SessionProvider>
          </ErrorBoundary>
        </AnnouncerProvider>
      </ThemedRoot>
    </ServicesProvider>
  );
}
