import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { InZone } from '../../app/WordsRoot.tsx';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { ConflictCard } from '../conflicts/ConflictCard.tsx';
import { ConflictPage } from '../conflicts/ConflictPage.tsx';
import { ResultPage, type Solved } from '../conflicts/ResultPage.tsx';
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

/** Conflicts of everybody, by resource. An admin decides what is not the owner's alone. */
export function AdminConflicts() {
  const styles = useStyles();
  const { value, fault, reload } = useCompanyConflicts();
  const [opened, setOpened] = useState<Conflict>();
  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} />;
  const list = <ByResource conflicts={value} beside={opened !== undefined} onOpen={setOpened} />;
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

function ByResource({
  conflicts,
  beside,
  onOpen,
}: {
  readonly conflicts: readonly Conflict[];
  readonly beside: boolean;
  readonly onOpen: (conflict: Conflict) => void;
}) {
  const styles = useStyles();
  const { t } = useWords();
  const names = [...new Set(conflicts.map(({ resourceName }) => resourceName))].sort((a, b) =>
    a.localeCompare(b),
  );
  return (
    <Page beside={beside}>
      <PageHead title={t('conflicts.title', { n: conflicts.length })} />
      {conflicts.length === 0 && <SmallText>{t('admin.conflicts.none')}</SmallText>}
      {names.map((name) => (
        <Section key={name} title={name}>
          <ul className={styles.cards}>
            {conflicts
              .filter(({ resourceName }) => resourceName === name)
              .map((conflict) => (
                <ConflictCard key={conflict.id} conflict={conflict} onOpen={() => onOpen(conflict)} />
              ))}
          </ul>
        </Section>
      ))}
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
        (await client.call('companyConflicts', { query: { state: 'open', language, limit: 200 }, signal }))
          .items,
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
