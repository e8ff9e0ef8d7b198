import { Badge, Button, CounterBadge, Select, makeStyles, tokens } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons';
import type { WorldUser } from '../api/config.ts';
import { control } from '../api/control.ts';
import { clockSeconds } from '../model/time.ts';
import type { Language, Words } from '../words.ts';
import { FaultsMenu } from './FaultsMenu.tsx';
import { ResetButton } from './ResetButton.tsx';

export interface TopBarProps {
  words: Words;
  language: Language;
  onLanguage: (language: Language) => void;
  people: readonly WorldUser[];
  person: WorldUser;
  onPerson: (oid: string) => void;
  now: number;
  zone: string;
  mails: number;
  onMails: () => void;
  onChanged: () => void;
  onReset: () => void;
}

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '10px 24px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 640px)': { padding: '10px 16px' },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  grow: { flexGrow: 1 },
  clock: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  select: { minWidth: 0, maxWidth: '200px' },
});

export function TopBar(props: TopBarProps) {
  const { words, language, people, person, now, zone, mails } = props;
  const styles = useStyles();
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{words.title}</h1>
      <Badge appearance="outline" color="informative" size="large">
        {words.noRealAccount}
      </Badge>
      <Select
        className={styles.select}
        aria-label={words.person}
        value={person.oid}
        onChange={(_event, { value }) => props.onPerson(value)}
        data-testid="person"
      >
        {people.map(({ oid, name }) => (
          <option key={oid} value={oid}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        className={styles.select}
        aria-label={words.language}
        value={language}
        onChange={(_event, { value }) => props.onLanguage(value === 'de' ? 'de' : 'en')}
        data-testid="language"
      >
        <option value="en">English</option>
        <option value="de">Deutsch</option>
      </Select>
      <span className={styles.grow} />
      <span className={styles.clock} data-testid="clock">
        {words.clock} {clockSeconds(now, zone)}
      </span>
      <Button
        aria-label={words.plusHourLong}
        data-testid="clock-forward"
        onClick={() => void control.advance(3_600).then(props.onChanged, props.onChanged)}
      >
        {words.plusHour}
      </Button>
      <Button icon={<MailRegular />} onClick={props.onMails} data-testid="mails">
        {words.mailbox}&nbsp;
        <CounterBadge
          count={mails}
          appearance="filled"
          color="informative"
          overflowCount={999}
          data-testid="mail-count"
        />
      </Button>
      <FaultsMenu person={person} words={words} />
      <ResetButton words={words} onReset={props.onReset} />
    </header>
  );
}
