import type { ReactNode } from 'react';
import { BlockedPage } from '../features/blocked/BlockedPage.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useNavigation } from './navigation.tsx';

/** A page that fails takes no other with it: the tabs stay, and lead to the rest. */
export function PageBoundary({ children }: { readonly children: ReactNode }) {
  const { place } = useNavigation();
  const instead = <BlockedPage id="unexpected" onWay={() => window.location.reload()} />;
  return (
    <ErrorBoundary place={place} instead={instead}>
      {children}
    </ErrorBoundary>
  );
}
