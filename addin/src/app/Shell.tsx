import { useState } from 'react';
import { CallFault } from '../features/blocked/CallFault.tsx';
import { SignedOut } from '../features/connect/SignedOut.tsx';
import { MovingBar } from './MovingBar.tsx';
import { NavigationProvider } from './navigation.tsx';
import { ReadyShell } from './ReadyShell.tsx';
import { useServices } from './services.tsx';
import { useSession } from './SessionProvider.tsx';
import { StartSkeleton } from './StartSkeleton.tsx';
import { startPlace } from './startPlace.ts';

/** Which of the four phases of a visit the person sees. */
export function Shell({ cameByLink }: { readonly cameByLink: boolean }) {
  const { host, canAdminister } = useServices();
  const { session, reload } = useSession();
  const [pressed, setPressed] = useState(false);

  if (session.phase === 'ready') {
    return (
      // A provider of its own: whoever signs in here goes where they belong, not where the signed-out page stood.
      <NavigationProvider
        key="signed-in"
        start={startPlace({ session, canAdminister, cameByLink, deepLink: host.deepLink })}
        moves={pressed ? 1 : 0}
      >
        <MovingBar />
        <ReadyShell session={session} pressed={pressed} onPressed={setPressed} />
      </NavigationProvider>
    );
  }
  if (session.phase === 'starting') return <StartSkeleton />;
  return (
    <NavigationProvider start={{ page: 'first' }}>
      {session.phase === 'signed-out' ? (
        <SignedOut fault={session.fault} cameByLink={cameByLink} onPressed={setPressed} />
      ) : (
        <CallFault
          fault={session.fault}
          email={host.accountHint}
          onGranted={reload}
          onRetry={() => void reload()}
        />
      )}
    </NavigationProvider>
  );
}
