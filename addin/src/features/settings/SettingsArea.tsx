import type { Connection } from '../../../../shared/connection.ts';
import { AppearancePage } from './AppearancePage.tsx';
import { ApplyPage } from './ApplyPage.tsx';
import { CalendarsPage } from './CalendarsPage.tsx';
import { DeactivatePage } from './DeactivatePage.tsx';
import { MyDataPage } from './MyDataPage.tsx';
import { SelfTestPage } from './SelfTestPage.tsx';
import { SettingsPage } from './SettingsPage.tsx';

interface SettingsAreaProps {
  readonly page: 'settings' | 'calendars' | 'appearance' | 'self-test' | 'my-data' | 'apply' | 'deactivate';
  readonly connection: Connection;
}

const PAGES = {
  settings: SettingsPage,
  calendars: CalendarsPage,
  appearance: AppearancePage,
  'self-test': SelfTestPage,
  'my-data': MyDataPage,
  apply: ApplyPage,
  deactivate: DeactivatePage,
} as const;

export function SettingsArea({ page, connection }: SettingsAreaProps) {
  const Chosen = PAGES[page];
  return <Chosen connection={connection} />;
}
