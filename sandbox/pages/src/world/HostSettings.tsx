import {
  Button,
  Field,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Select,
  Tooltip,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { SettingsRegular } from '@fluentui/react-icons';
import type { WorldUser } from '../api/config.ts';
import { HOST_THEMES, TROUBLES, fullLocale, oneOf } from '../host/session.ts';
import type { Trouble } from '../host/session.ts';
import type { Words } from '../words.ts';
import type { HostOptions } from './hostOptions.ts';

export interface HostSettingsProps {
  users: readonly WorldUser[];
  user: WorldUser;
  options: HostOptions;
  words: Words;
  onOptions: (change: Partial<HostOptions>) => void;
}

const TROUBLE_WORDS = {
  none: 'troubleNone',
  deny: 'troubleDeny',
  'no-naa': 'troubleNoNaa',
  'signed-out': 'troubleSignedOut',
  offline: 'troubleOffline',
} as const satisfies Record<Trouble, keyof Words>;

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: '240px' },
});

/** What else a host decides: colours, language, who is signed in, and what goes wrong. */
export function HostSettings({ users, user, options, words, onOptions }: HostSettingsProps) {
  const styles = useStyles();
  return (
    <Popover trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Tooltip content={words.options} relationship="label">
          <Button size="small" appearance="subtle" icon={<SettingsRegular />} data-testid="host-options" />
        </Tooltip>
      </PopoverTrigger>
      <PopoverSurface aria-label={words.options}>
        <div className={styles.fields}>
          <Field label={words.account}>
            <Select
              value={user.oid}
              onChange={(_event, { value }) => onOptions({ account: value })}
              data-testid="host-account"
            >
              {users.map(({ oid, name, role }) => (
                <option key={oid} value={oid}>
                  {role === 'admin' ? `${name} (Admin)` : name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={words.theme}>
            <Select
              value={options.theme}
              onChange={(_event, { value }) => onOptions({ theme: oneOf(HOST_THEMES, value, 'light') })}
              data-testid="host-theme"
            >
              {HOST_THEMES.map((theme) => (
                <option key={theme} value={theme}>
                  {words[theme]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={words.hostLanguage}>
            <Select
              value={fullLocale(options.locale)}
              onChange={(_event, { value }) => onOptions({ locale: value })}
              data-testid="host-locale"
            >
              <option value="en-US">English (US)</option>
              <option value="en-GB">English (UK)</option>
              <option value="de-DE">Deutsch</option>
            </Select>
          </Field>
          <Field label={words.trouble}>
            <Select
              value={options.trouble}
              onChange={(_event, { value }) => onOptions({ trouble: oneOf(TROUBLES, value, 'none') })}
              data-testid="host-trouble"
            >
              {TROUBLES.map((trouble) => (
                <option key={trouble} value={trouble}>
                  {words[TROUBLE_WORDS[trouble]]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </PopoverSurface>
    </Popover>
  );
}
