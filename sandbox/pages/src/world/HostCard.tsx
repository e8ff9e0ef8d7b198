import { useMemo } from 'react';
import { Button, Tab, TabList, Tooltip, ToggleButton, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import type { WorldConfig, WorldUser } from '../api/config.ts';
import { frameUrl } from '../host/frameUrl.ts';
import { HostFrame } from '../host/HostFrame.tsx';
import { fullLocale, oneOf, HOST_KINDS } from '../host/session.ts';
import type { HostAction, HostSession, OpenItem } from '../host/session.ts';
import type { Words } from '../words.ts';
import { HostSettings } from './HostSettings.tsx';
import { WIDTHS, WORLD_HOSTS } from './hostOptions.ts';
import type { HostOptions } from './hostOptions.ts';

export interface HostCardProps {
  config: WorldConfig;
  person: WorldUser;
  zone: string;
  item: OpenItem;
  options: HostOptions;
  words: Words;
  onOptions: (change: Partial<HostOptions>) => void;
  onAction: (action: HostAction) => void;
}

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    boxSizing: 'border-box',
    minHeight: '570px',
    maxWidth: '100%',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
  },
  hosts: { backgroundColor: tokens.colorNeutralBackground3, flexWrap: 'wrap' },
  strip: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    flexWrap: 'wrap',
    padding: '4px 8px 4px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { flexGrow: 1, color: tokens.colorNeutralForeground2 },
  size: { minWidth: '34px', paddingLeft: '3px', paddingRight: '3px' },
  frame: { flexGrow: 1, minHeight: 0 },
  waiting: { margin: 0, padding: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
});

/** The pane in the host one chooses, in that host's frame: tabs, and the strip with the add-in's name. */
export function HostCard({ config, person, zone, item, options, words, onOptions, onAction }: HostCardProps) {
  const styles = useStyles();
  const { kind, width, theme, locale, trouble, account, carry, loads } = options;
  const user = config.users.find(({ email, oid }) => account === email || account === oid) ?? person;
  const session = useMemo(
    (): HostSession => ({
      ...{ kind, user, theme, trouble, clientId: config.clientId },
      locale: fullLocale(locale),
      environment: new URL(config.origins.entra).host,
      subPage: undefined,
    }),
    [kind, user, theme, trouble, locale, config],
  );
  const { server } = config;
  return (
    <section
      className={styles.card}
      style={{ width: width + 2 }}
      aria-label={words.pane}
      data-testid="host-card"
    >
      <TabList
        size="small"
        className={styles.hosts}
        selectedValue={kind}
        onTabSelect={(_event, { value }) => onOptions({ kind: oneOf(HOST_KINDS, String(value), 'outlook') })}
      >
        {WORLD_HOSTS.map((host) => (
          <Tab key={host.kind} value={host.kind} data-testid={`host-tab-${host.kind}`}>
            {host.name}
          </Tab>
        ))}
      </TabList>
      <div className={styles.strip}>
        <span className={styles.name}>TIMIFY Sync</span>
        {WIDTHS.map((size) => (
          <ToggleButton
            key={size}
            size="small"
            appearance="subtle"
            className={styles.size}
            checked={size === width}
            aria-label={`${words.width} ${size}`}
            data-testid={`width-${size}`}
            onClick={() => onOptions({ width: size })}
          >
            {size}
          </ToggleButton>
        ))}
        <Tooltip content={words.reload} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowClockwiseRegular />}
            data-testid="host-reload"
            onClick={() => onOptions({ loads: loads + 1 })}
          />
        </Tooltip>
        <HostSettings
          users={config.users}
          user={user}
          options={options}
          words={words}
          onOptions={onOptions}
        />
      </div>
      <div className={styles.frame}>
        {server === null ? (
          <p className={styles.waiting} data-testid="no-server">
            {words.noServer}
          </p>
        ) : (
          <HostFrame
            key={loads}
            session={session}
            src={frameUrl(server, kind, carry === undefined ? {} : { carry })}
            item={item}
            timeZone={zone}
            origins={config.origins}
            words={words}
            onAction={onAction}
          />
        )}
      </div>
    </section>
  );
}
