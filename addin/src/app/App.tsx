import { AnnouncerProvider } from './announcer.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ServicesProvider, type Services } from './services.tsx';
import { SessionProvider } from './SessionProvider.tsx';
import { Shell } from './Shell.tsx';
import type { Themes } from './theme.ts';
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
                <Shell cameByLink={linkToken !== undefined} />
              </ToastProvider>
            </SessionProvider>
          </ErrorBoundary>
        </AnnouncerProvider>
      </ThemedRoot>
    </ServicesProvider>
  );
}
