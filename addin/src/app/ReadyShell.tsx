import { lazy } from 'react';
import { ConnectFlow } from '../features/connect/ConnectFlow.tsx';
import { useNavigation } from './navigation.tsx';
import { useServices } from './services.tsx';
import { ownConnection, type Ready } from './session.ts';
import { isAdmin } from './startPlace.ts';

const ConnectedArea = lazy(async () => ({ default: (await import('./ConnectedArea.tsx')).ConnectedArea }));
const AdminArea = lazy(async () => ({
  default: (await import('../features/admin/AdminArea.tsx')).AdminArea,
}));

interface ReadyShellProps {
  readonly session: Ready;
  readonly pressed: boolean;
  readonly onPressed: (pressed: boolean) => void;
}

const CONNECT_PAGES: readonly string[] = ['first', 'choose', 'preview'];

export function ReadyShell({ session, pressed, onPressed }: ReadyShellProps) {
  const { canAdminister } = useServices();
  const { place } = useNavigation();
  if (place.page === 'admin') return <AdminArea place={place} session={session} />;
  const connection = ownConnection(session.me);
  if (connection === undefined || CONNECT_PAGES.includes(place.page)) {
    return <ConnectFlow session={session} offer={session.offer} pressed={pressed} onPressed={onPressed} />;
  }
  return <ConnectedArea connection={connection} withAdmin={canAdminister && isAdmin(session)} />;
}
