import { CounterBadge, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { Settings20Regular } from '@fluentui/react-icons';
import type { Connection } from '../../../shared/connection.ts';
import { useNavigation, type Place } from './navigation.tsx';
import { useWords } from './words.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    boxSizing: 'border-box',
    width: '100%',
    paddingInline: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container pane (min-width: 640px)': { paddingInline: tokens.spacingHorizontalXXL },
    '@media print': { display: 'none' },
  },
  list: { flexGrow: 1, minWidth: 0, flexWrap: 'wrap' },
  end: { marginInlineStart: 'auto', '@container pane (min-width: 640px)': { marginInlineStart: 0 } },
  word: { display: 'none', '@container pane (min-width: 480px)': { display: 'inline' } },
  icon: { '@container pane (min-width: 480px)': { display: 'none' } },
  count: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

type TabName = 'status' | 'conflicts' | 'log' | 'settings' | 'admin';

const TAB_OF: Partial<Readonly<Record<Place['page'], TabName>>> = {
  conflicts: 'conflicts',
  conflict: 'conflicts',
  log: 'log',
  settings: 'settings',
  calendars: 'settings',
  appearance: 'settings',
  'self-test': 'settings',
  'my-data': 'settings',
  apply: 'settings',
  deactivate: 'settings',
};

const PLACE_OF: Readonly<Record<TabName, Place>> = {
  status: { page: 'status' },
  conflicts: { page: 'conflicts' },
  log: { page: 'log' },
  settings: { page: 'settings' },
  admin: { page: 'admin', section: 'overview' },
};

const isTab = (name: unknown): name is TabName => typeof name === 'string' && name in PLACE_OF;

interface TabsProps {
  /** With the way to the company's pages. */
  readonly withAdmin: boolean;
  readonly connection: Connection;
}

export function Tabs({ withAdmin, connection }: TabsProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { place, goRoot } = useNavigation();
  const { conflicts } = connection.counts;
  return (
    <nav className={styles.bar} aria-label={connection.mine ? t('tab.label') : connection.resourceName}>
      <TabList
        size="small"
        className={styles.list}
        selectedValue={TAB_OF[place.page] ?? 'status'}
        onTabSelect={(_, { value }) => {
          if (isTab(value)) goRoot(PLACE_OF[value]);
        }}
      >
        <Tab value="status">{t('tab.status')}</Tab>
        <Tab value="conflicts" data-testid="tab-conflicts">
          <span className={styles.count}>
            {t('tab.conflicts')}
            {conflicts > 0 && (
              <CounterBadge
                count={conflicts}
                size="small"
                color="important"
                aria-label={t('tab.openConflicts', { n: conflicts })}
              />
            )}
          </span>
        </Tab>
        <Tab value="log">{t('tab.log')}</Tab>
        <Tab value="settings" className={styles.end} aria-label={t('tab.settings')} title={t('tab.settings')}>
          <Settings20Regular className={styles.icon} aria-hidden />
          <span className={styles.word}>{t('tab.settings')}</span>
        </Tab>
        {withAdmin && <Tab value="admin">{t('tab.admin')}</Tab>}
      </TabList>
    </nav>
  );
}
