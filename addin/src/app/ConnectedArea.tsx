import { lazy, type ReactNode } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import { StatusPage } from '../features/status/StatusPage.tsx';
import { Banners } from './Banners.tsx';
import { useNavigation, type Place } from './navigation.tsx';
import { PageBoundary } from './PageBoundary.tsx';
import { Tabs } from './Tabs.tsx';
import { InZone } from './WordsRoot.tsx';

const ConflictsArea = lazy(async () => ({
  default: (await import('../features/conflicts/ConflictsArea.tsx')).ConflictsArea,
}));
const LogPage = lazy(async () => ({ default: (await import('../features/log/LogPage.tsx')).LogPage }));
const SettingsArea = lazy(async () => ({
  default: (await import('../features/settings/SettingsArea.tsx')).SettingsArea,
}));

interface ConnectedAreaProps {
  readonly connection: Connection;
  /** With the way to the company's pages. */
  readonly withAdmin: boolean;
}

/** One connected calendar: one's own, or an admin looks at somebody's. Times from here on are the mailbox's. */
export function ConnectedArea({ connection, withAdmin }: ConnectedAreaProps) {
  const { place } = useNavigation();
  return (
    <InZone timeZone={connection.timeZone}>
      <Tabs withAdmin={withAdmin} connection={connection} />
      <Banners />
      <PageBoundary>{pageOf(place, connection)}</PageBoundary>
    </InZone>
  );
}

function pageOf(place: Place, connection: Connection): ReactNode {
  switch (place.page) {
    case 'conflicts':
      return <ConflictsArea connection={connection} id={undefined} />;
    case 'conflict':
      return <ConflictsArea connection={connection} id={place.id} />;
    case 'log':
      return <LogPage key={place.item} connection={connection} item={place.item} />;
    case 'settings':
    case 'calendars':
    case 'appearance':
    case 'self-test':
    case 'my-data':
    case 'apply':
    case 'deactivate':
      return <SettingsArea page={place.page} connection={connection} />;
    default:
      return <StatusPage connection={connection} />;
  }
}
