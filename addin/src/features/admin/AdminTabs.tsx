import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useNavigation, type AdminSection } from '../../app/navigation.tsx';
import { ownConnection, type Ready } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    boxSizing: 'border-box',
    paddingInline: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container pane (min-width: 640px)': { paddingInline: tokens.spacingHorizontalXXL },
  },
  list: { flexGrow: 1, flexWrap: 'wrap' },
  mine: { '@container pane (min-width: 640px)': { marginInlineStart: 'auto' } },
});

const SECTIONS: Readonly<Partial<Record<AdminSection, PlainKey>>> = {
  overview: 'tab.overview',
  conflicts: 'tab.conflicts',
  health: 'tab.health',
  audit: 'tab.audit',
  settings: 'tab.settings',
};

interface AdminTabsProps {
  readonly section: AdminSection;
  readonly session: Ready;
}

export function AdminTabs({ section, session }: AdminTabsProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { goRoot } = useNavigation();
  const hasOwn = ownConnection(session.me) !== undefined || session.offer !== undefined;
  return (
    <nav className={styles.bar} aria-label={t('tab.label')}>
      <TabList
        className={styles.list}
        size="small"
        selectedValue={section}
        onTabSelect={(_, { value }) => {
          const chosen = (Object.keys(SECTIONS) as AdminSection[]).find((one) => one === value);
          if (chosen !== undefined) goRoot({ page: 'admin', section: chosen });
          else goRoot(ownConnection(session.me) === undefined ? { page: 'first' } : { page: 'status' });
        }}
      >
        {Object.entries(SECTIONS).map(([name, word]) => (
          <Tab key={name} value={name}>
            {t(word)}
          </Tab>
        ))}
        {hasOwn && (
          <Tab value="mine" className={styles.mine}>
            {t('tab.mine')}
          </Tab>
        )}
      </TabList>
    </nav>
  );
}
