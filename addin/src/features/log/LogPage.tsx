import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { LogEntry } from '../../../../shared/items.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { instantOf } from '../../format/zoned.ts';
import { byDay } from '../../ui/byDay.ts';
import { useFarRows } from '../../ui/farRows.ts';
import { ListEnd } from '../../ui/ListEnd.tsx';
import { LinesSkeleton } from '../../ui/LinesSkeleton.tsx';
import { logHeadline } from '../../ui/logWords.ts';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { SpokenFound } from '../../ui/SpokenFound.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { useAct } from '../../ui/useAct.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { LogExport } from './LogExport.tsx';
import { LogRow } from './LogRow.tsx';
import { LogTools, WHOLE_LOG } from './LogTools.tsx';
import { Nothing, Partly, type Rest } from './LogNotes.tsx';
import { shownEntries } from './logView.ts';
import { PAGE, useLog, type LogLook } from './useLog.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
});

const DAY_MS = 24 * 60 * 60_000;

/** Where the chosen day ends in that zone; the newest entry of it is then the first that is shown. */
export function endOf(day: string, timeZone: string): Date | undefined {
  const noon = Date.parse(`${day}T12:00Z`);
  if (Number.isNaN(noon)) return undefined;
  const next = new Date(noon + DAY_MS).toISOString().slice(0, 10);
  return instantOf(`${next}T00:00`, timeZone);
}

interface LogPageProps {
  readonly connection: Connection;
  /** The history of one item only. */
  readonly item: string | undefined;
}

export function LogPage({ connection, item }: LogPageProps) {
  const styles = useStyles();
  const far = useFarRows();
  const wording = useWords();
  const { t, f } = wording;
  const { goRoot } = useNavigation();
  const [look, setLook] = useState(WHOLE_LOG);
  const { filter, search, day } = look;
  const until = useMemo(() => endOf(day, f.timeZone), [day, f.timeZone]);
  const inWindow = item === undefined && filter !== 'skipped';
  const { entries, fault, reload, earlier, loadRest } = useLog(connection, { item, until, inWindow });
  const rest = useRest(loadRest);
  if (entries === undefined && fault !== undefined)
    return <Unanswered fault={fault} onRetry={reload} email={connection.ownerEmail} />;
  const chosen = (of: readonly LogEntry[]): LogEntry[] =>
    shownEntries(of, filter, search, (entry) => `${logHeadline(entry, wording)} ${entry.sentence}`);
  const shown = chosen(entries ?? []);
  const isNarrowed = filter !== 'all' || search.trim() !== '';
  const isEmpty = entries?.length === 0 && until === undefined && !isNarrowed;
  return (
    <Page>
      <PageHead
        title={item === undefined ? t('log.title') : t('log.oneItem')}
        {...(item === undefined ? {} : { back: t('log.whole'), onBack: () => goRoot({ page: 'log' }) })}
      />
      <ZoneNote />
      {!isEmpty && (
        <LogTools look={look} onLook={setLook}>
          <LogExport rest={rest} choose={chosen} />
        </LogTools>
      )}
      <SpokenFound found={entries && shown.length} asked={`${filter} ${search.trim()} ${day}`} />
      {entries === undefined && <LinesSkeleton />}
      {entries !== undefined && shown.length === 0 && (
        <Nothing isEmpty={entries.length === 0 && until === undefined} onReset={() => setLook(WHOLE_LOG)} />
      )}
      {entries !== undefined &&
        (rest.busy || rest.fault !== undefined || (isNarrowed && earlier !== undefined)) && (
          <Partly loaded={entries.length} rest={rest} />
        )}
      {byDay(shown, ({ at }) => at, f).map(([day, ofDay]) => (
        <Section key={day} title={f.dayHead(ofDay[0].at)}>
          <ul className={mergeClasses(styles.list, shown.length > PAGE && far.list)}>
            {ofDay.map((entry) => (
              <LogRow key={entry.id} entry={entry} connection={connection} onUndone={reload} />
            ))}
          </ul>
        </Section>
      ))}
      {entries !== undefined && !isNarrowed && (earlier !== undefined || entries.length > PAGE) && (
        <ListEnd shown={entries.length} more={earlier} disabled={rest.busy} word="log.earlier" />
      )}
      {isNarrowed && earlier !== undefined && (
        <BusyButton appearance="secondary" busy={earlier.busy} disabled={rest.busy} onPress={earlier.run}>
          {t('log.earlier')}
        </BusyButton>
      )}
    </Page>
  );
}

/** All of the log, for who searches it or takes it along. One at a time; `then` gets every entry. */
function useRest(loadRest: LogLook['loadRest']): Rest {
  return useAct(
    useCallback(
      async (then?: (entries: readonly LogEntry[]) => void) => {
        const all = await loadRest();
        if (all !== undefined) then?.(all);
      },
      [loadRest],
    ),
  );
}
