import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import { pagesOf } from '../../api/pages.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { InZone } from '../../app/WordsRoot.tsx';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { useFarRows } from '../../ui/farRows.ts';
import { ListEnd } from '../../ui/ListEnd.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useRoom, type Room } from '../../ui/useRoom.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { ConflictCard } from '../conflicts/ConflictCard.tsx';
import { ConflictPage } from '../conflicts/ConflictPage.tsx';
import { ResultPage } from '../conflicts/ResultPage.tsx';
import type { Solved } from '../conflicts/solved.ts';
import { useCompany } from './CompanyContext.tsx';

const useStyles = makeStyles({
  both: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@container pane (min-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr) 420px' },
  },
  /** The list stays in sight where there is room for it. */
  beside: { display: 'none', '@container pane (min-width: 1000px)': { display: 'block' } },
  /** A pane of its own: narrow as the one in Outlook. */
  panel: {
    display: 'flex',
    minWidth: 0,
    containerType: 'inline-size',
    containerName: 'pane',
    '@container pane (min-width: 1000px)': {
      borderInlineStartWidth: '1px',
      borderInlineStartStyle: 'solid',
      borderInlineStartColor: tokens.colorNeutralStroke2,
    },
  },
  cards: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
});

/** So many at once: the most that the server gives. */
const PAGE = 200;

/** Conflicts of everybody, by resource. An admin decides what is not the owner's alone. */
export function AdminConflicts() {
  const styles = useStyles();
  const { value, fault, reload } = useCompanyConflicts();
  const [opened, setOpened] = useState<Conflict>();
  const room = useRoom(useMemo(() => byName(value ?? []), [value]));
  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} />;
  const list = (
    <ByResource room={room} total={value.length} beside={opened !== undefined} onOpen={setOpened} />
  );
  if (opened === undefined) return list;
  const others = value.filter(({ id }) => id !== opened.id);
  return (
    <div className={styles.both}>
      <div className={styles.beside}>{list}</div>
      <div className={styles.panel}>
        <One
          key={opened.id}
          conflict={value.find(({ id }) => id === opened.id) ?? opened}
          isClosed={value.every(({ id }) => id !== opened.id)}
          left={others.length}
          onLeave={() => setOpened(undefined)}
          onNext={() => setOpened(others[0])}
          onReload={reload}
        />
      </div>
    </div>
  );
}

/** Resources by their name; what each has, newest first. */
const byName = (conflicts: readonly Conflict[]): Conflict[] =>
  [...conflicts].sort((a, b) => a.resourceName.localeCompare(b.resourceName));

function ByResource({
  room,
  total,
  beside,
  onOpen,
}: {
  readonly room: Room<Conflict>;
  readonly total: number;
  readonly beside: boolean;
  readonly onOpen: (conflict: Conflict) => void;
}) {
  const styles = useStyles();
  const { t } = useWords();
  const far = useFarRows();
  const { shown, isLong, more } = room;
  const names = [...new Set(shown.map(({ resourceName }) => resourceName))];
  return (
    <Page beside={beside}>
      <PageHead title={total === 0 ? t('conflicts.none') : t('conflicts.title', { n: total })} />
      <ZoneNote />
      {total === 0 && <SmallText>{t('admin.conflicts.none')}</SmallText>}
      {names.map((name) => (
        <Section key={name} title={name}>
          <ul className={mergeClasses(styles.cards, isLong && far.list)}>
            {shown
              .filter(({ resourceName }) => resourceName === name)
              .map((conflict) => (
                <ConflictCard key={conflict.id} conflict={conflict} onOpen={() => onOpen(conflict)} />
              ))}
          </ul>
        </Section>
      ))}
      {isLong && <ListEnd shown={shown.length} total={total} more={more} />}
    </Page>
  );
}

interface OneProps {
  readonly conflict: Conflict;
  readonly isClosed: boolean;
  readonly left: number;
  readonly onLeave: () => void;
  readonly onNext: () => void;
  readonly onReload: () => void;
}

function One({ conflict, isClosed, left, onLeave, onNext, onReload }: OneProps) {
  const { client } = useServices();
  const [solved, setSolved] = useState<Solved>();
  const { connectionId } = conflict;
  const { value, fault, reload } = useLoaded<Connection>(
    useCallback(
      (signal: AbortSignal) => client.call('connection', { params: { id: connectionId }, signal }),
      [client, connectionId],
    ),
  );
  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} onBack={onLeave} />;
  return (
    <InZone timeZone={value.timeZone}>
      {solved === undefined ? (
        <ConflictPage
          connection={value}
          conflict={conflict}
          isClosed={isClosed}
          count={left + 1}
          onSolved={setSolved}
          onReload={onReload}
          onBack={onLeave}
        />
      ) : (
        <ResultPage
          connection={value}
          solved={solved}
          left={left}
          onNext={left === 0 ? onLeave : onNext}
          onBack={onLeave}
        />
      )}
    </InZone>
  );
}

function useCompanyConflicts() {
  const { client } = useCompany();
  const { language } = useWords();
  const { onChange } = useSession();
  const loaded = useLoaded<readonly Conflict[]>(
    useCallback(
      async (signal: AbortSignal) =>
        (
          await pagesOf<Conflict>((after) => {
            const query = { state: 'open' as const, language, limit: PAGE };
            return client.call('companyConflicts', {
              query: after === undefined ? query : { ...query, after },
              signal,
            });
          }, signal)
        ).items,
      [client, language],
    ),
  );
  const { reload } = loaded;
  useEffect(
    () => onChange(({ kind }) => (kind === 'conflict' || kind === 'back' ? reload() : undefined)),
    [onChange, reload],
  );
  return loaded;
}
