import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { useNavigation, type AdminSection } from '../../app/navigation.tsx';
import { ownConnection, type Ready } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    boxSizing: 'border-box',
    paddingInline: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container pane (min-width: 640px)': { paddingInline: tokens.spacingHorizontalXXL },
    '@media print': { display: 'none' },
  },
  list: { flexGrow: 1 },
  /** Below 640 the rest moves into the menu. */
  rest: { display: 'none', '@container pane (min-width: 640px)': { display: 'grid' } },
  mine: { '@container pane (min-width: 640px)': { marginInlineStart: 'auto' } },
  more: { '@container pane (min-width: 640px)': { display: 'none' } },
});

const FIRST: readonly (readonly [AdminSection, PlainKey])[] = [
  ['overview', 'tab.overview'],
  ['conflicts', 'tab.conflicts'],
];
const REST: readonly (readonly [AdminSection, PlainKey])[] = [
  ['health', 'tab.health'],
  ['audit', 'tab.audit'],
  ['settings', 'tab.settings'],
];
const MINE = 'mine';

interface AdminTabsProps {
  readonly section: AdminSection;
  readonly session: Ready;
}

export function AdminTabs({ section, session }: AdminTabsProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { goRoot } = useNavigation();
  const hasConnection = ownConnection(session.me) !== undefined;
  const hasOwn = hasConnection || session.offer !== undefined;
  const open = (name: unknown) => {
    const chosen = [...FIRST, ...REST].find(([one]) => one === name)?.[0];
    if (chosen !== undefined) goRoot({ page: 'admin', section: chosen });
    else goRoot({ page: hasConnection ? 'status' : 'first' });
  };
  return (
    <nav className={styles.bar} aria-label={t('tab.label')}>
      <TabList
        className={styles.list}
        size="small"
        selectedValue={section}
        onTabSelect={(_, { value }) => open(value)}
      >
        {FIRST.map(([name, word]) => (
          <Tab key={name} value={name}>
            {t(word)}
          </Tab>
        ))}
        {REST.map(([name, word]) => (
          <Tab key={name} value={name} className={styles.rest}>
            {t(word)}
          </Tab>
        ))}
        {hasOwn && (
          <Tab value={MINE} className={mergeClasses(styles.rest, styles.mine)}>
            {t('tab.mine')}
          </Tab>
        )}
      </TabList>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            className={styles.more}
            icon={<MoreHorizontal20Regular />}
            aria-label={t('general.more')}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {REST.map(([name, word]) => (
              <MenuItem key={name} onClick={() => open(name)}>
                {t(word)}
              </MenuItem>
            ))}
            {hasOwn && <MenuItem onClick={() => open(MINE)}>{t('tab.mine')}</MenuItem>}
          </MenuList>
        </MenuPopover>
      </Menu>
    </nav>
  );
}
