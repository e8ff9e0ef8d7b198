import type { Connection } from '../../../../shared/connection.ts';
import { BlockedState } from './BlockedState.tsx';
import { blockedIdOfState } from '../blocked/blockedId.ts';
import { ImportPage } from './ImportPage.tsx';
import { InStepPage } from './InStepPage.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { lazy, useState } from 'react';

const TheirBlockedState = lazy(async () => ({
  default: (await import('./TheirBlockedState.tsx')).TheirBlockedState,
}));
const HeldPage = lazy(async () => ({ default: (await import('../held/HeldPage.tsx')).HeldPage }));

/** Which of the faces of the status the state calls for. */
export function StatusPage({ connection }: { readonly connection: Connection }) {
  const { place } = useNavigation();
  const [sawImport, setSawImport] = useState(false);
  const blocked = blockedIdOfState(connection.state);
  if (blocked !== undefined) {
    if (connection.mine) return <BlockedState id={blocked} connection={connection} />;
    return <TheirBlockedState id={blocked} connection={connection} />;
  }
  if (connection.state === 'importing' && !sawImport) {
    return <ImportPage connection={connection} onSee={() => setSawImport(true)} />;
  }
  if (connection.hold !== null && place.page === 'held') {
    return <HeldPage connection={connection} hold={connection.hold} />;
  }
  return <InStepPage connection={connection} />;
}
