import { useCallback, useEffect, useState } from 'react';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { WorldConfig, WorldUser } from '../api/config.ts';
import type { OpenItem } from '../host/session.ts';
import type { Item } from '../model/items.ts';
import { WORDS, browserLanguage } from '../words.ts';
import type { Language } from '../words.ts';
import { CalendarPair } from './CalendarPair.tsx';
import { Happened } from './Happened.tsx';
import { useMedia } from './hooks.ts';
import { HostCard } from './HostCard.tsx';
import { initialOptions } from './hostOptions.ts';
import { MailDrawer } from './MailDrawer.tsx';
import { PartTabs, type Part } from './PartTabs.tsx';
import { TopBar } from './TopBar.tsx';
import { useConfig } from './useConfig.ts';
import { useOpenedItems } from './useOpenedItems.tsx';
import { usePersonWorld } from './usePersonWorld.ts';
import { useWorldEvents } from './useWorldEvents.ts';

const WIDE = '(min-width: 1100px)';
const NO_ITEM: OpenItem = { mode: 'message', subject: 'Weekly numbers' };

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100dvh',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  wide: { height: '100dvh' },
  main: { display: 'flex', gap: tokens.spacingHorizontalL, padding: '16px 24px', flexGrow: 1, minHeight: 0 },
  stacked: { flexDirection: 'column', padding: '8px 16px 16px' },
  left: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
  },
  scrolls: { overflowY: 'auto', overflowX: 'hidden' },
  right: { flexShrink: 0, maxWidth: '100%', display: 'flex', justifyContent: 'center' },
  parts: { padding: '0 4px' },
  hidden: { display: 'none' },
  stackedPane: { height: 'max(570px, calc(100dvh - 140px))' },
});

export function WorldPage({ loaded, query }: { loaded: WorldConfig; query: URLSearchParams }) {
  const config = useConfig(loaded);
  const styles = useStyles();
  const [language, setLanguage] = useState<Language>(() => languageOf(query));
  const words = WORDS[language];
  const locale = language === 'de' ? 'de-DE' : 'en-US';
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language, words]);

  const people = config.users.filter(({ role }) => role === 'resource');
  const [oid, setOid] = useState(() => personOf(people, query));
  const person = people.find((user) => user.oid === oid) ?? people[0];
  if (person === undefined) throw new Error('This world has no resources.');

  const { events, version, bump } = useWorldEvents();
  const { mails, zone, now, office, ...calendars } = usePersonWorld(config, person, version);

  const [mailsOpen, setMailsOpen] = useState(false);
  const [options, setOptions] = useState(() => initialOptions(query, locale));
  const [item, setItem] = useState<OpenItem>(NO_ITEM);
  const select = useCallback(
    (chosen: Item | undefined) => setItem(chosen === undefined ? NO_ITEM : openItemOf(chosen)),
    [],
  );
  const onAction = useOpenedItems(office, { zone, locale, words });
  const wide = useMedia(WIDE);
  const [part, setPart] = useState<Part>('calendars');
  const paneWide = wide && options.width === 800;

  const shows = (name: Part): boolean => wide || part === name;
  return (
    <>
      <div className={mergeClasses(styles.page, wide && styles.wide)}>
        <TopBar
          words={words}
          language={language}
          onLanguage={setLanguage}
          people={people}
          person={person}
          onPerson={(chosen) => {
            setOid(chosen);
            setItem(NO_ITEM);
            setOptions((before) => ({ ...before, account: undefined }));
          }}
          now={now}
          zone={zone}
          mails={mails.length}
          onMails={() => setMailsOpen(true)}
          onChanged={bump}
          onReset={() => location.reload()}
        />
        {!wide && <PartTabs part={part} words={words} onPart={setPart} />}
        <main className={mergeClasses(styles.main, !wide && styles.stacked)}>
          <div
            className={mergeClasses(
              styles.left,
              paneWide && styles.scrolls,
              !shows('calendars') && styles.hidden,
            )}
          >
            <CalendarPair
              key={person.oid}
              person={person.name}
              office={office}
              {...calendars}
              zone={zone}
              now={now}
              locale={locale}
              words={words}
              version={version}
              fills={wide && !paneWide}
              onSelect={select}
            />
            <Happened events={events} zone={zone} words={words} />
          </div>
          <div
            className={mergeClasses(
              styles.right,
              !wide && styles.stackedPane,
              !shows('pane') && styles.hidden,
            )}
          >
            <HostCard
              config={config}
              person={person}
              zone={zone}
              item={item}
              options={options}
              words={words}
              onOptions={(change) => setOptions((before) => ({ ...before, ...change }))}
              onAction={onAction}
            />
          </div>
        </main>
      </div>
      <MailDrawer
        open={mailsOpen}
        mails={mails}
        server={config.server}
        zone={zone}
        locale={locale}
        words={words}
        onClose={() => setMailsOpen(false)}
        onPane={(carry) => {
          setOptions((before) => ({ ...before, carry, loads: before.loads + 1 }));
          setPart('pane');
        }}
      />
    </>
  );
}

const languageOf = (query: URLSearchParams): Language => {
  const asked = query.get('lang');
  return asked === 'de' || asked === 'en' ? asked : browserLanguage();
};

/** `person=` by name, e-mail address or oid. */
function personOf(people: readonly WorldUser[], query: URLSearchParams): string | undefined {
  const asked = query.get('person')?.toLowerCase();
  const found = people.find(({ oid, email, name }) =>
    [oid, email, name].some((known) => known.toLowerCase() === asked),
  );
  return (found ?? people[0])?.oid;
}

/** Whoever opens an event in Outlook sees it as an attendee does; the pane follows. */
const openItemOf = ({ id, title, start, end }: Item): OpenItem => ({
  mode: 'attendee',
  id,
  subject: title,
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
});
