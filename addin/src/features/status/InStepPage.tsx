import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import type { Connection } from '../../../../shared/connection.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote, Page } from '../../ui/Page.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { useConnectionAct } from '../../ui/useConnectionAct.ts';
import { Agenda } from './Agenda.tsx';
import { Applying } from './Applying.tsx';
import { conditionOf } from './condition.ts';
import { isBeingApplied } from './importProgress.ts';
import { LastChange } from './LastChange.tsx';
import { SelectedEvent } from './SelectedEvent.tsx';
import { StateLine } from './StateLine.tsx';
import { UndoDeactivation } from './UndoDeactivation.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXL,
    '@container pane (min-width: 900px)': {
      gridTemplateColumns: '340px minmax(0, 1fr)',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
});

export function InStepPage({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const { line } = useSession();
  const condition = conditionOf(connection, line);
  const isOver = condition === 'deactivated';
  return (
    <Page wide>
      <div className={styles.columns}>
        <div className={styles.column}>
          <StateLine connection={connection} condition={condition} />
          <ZoneNote />
          {isOver ? <UndoDeactivation connection={connection} /> : <WhatToDo connection={connection} />}
          {isBeingApplied(connection) && <Applying connection={connection} />}
          {!isOver && <SelectedEvent connection={connection} />}
          {!isOver && <LastChange connection={connection} />}
        </div>
        {!isOver && (
          <div className={styles.column}>
            <Agenda connection={connection} />
          </div>
        )}
      </div>
    </Page>
  );
}

/** A primary button only where something waits for the person: a pause before held deletions before conflicts. */
function WhatToDo({ connection }: { readonly connection: Connection }) {
  const { t } = useWords();
  const { go, goRoot } = useNavigation();
  const { held, conflicts } = connection.counts;
  if (connection.state === 'paused') return <Resume connection={connection} />;
  if (held > 0)
    return (
      <BusyButton busy={false} onPress={() => go({ page: 'held' })}>
        {t('held.look')}
      </BusyButton>
    );
  if (conflicts === 0) return null;
  return (
    <BusyButton busy={false} onPress={() => goRoot({ page: 'conflicts' })}>
      {t('status.see')}
    </BusyButton>
  );
}

/** What is held back stays so; it can be decided when the sync goes on. */
function Resume({ connection }: { readonly connection: Connection }) {
  const { t } = useWords();
  const resume = useConnectionAct(connection, 'resume');
  const { held } = connection.counts;
  return (
    <>
      {held > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('held.banner', { n: held })}</MessageBarBody>
        </MessageBar>
      )}
      <BusyButton busy={resume.busy} onPress={resume.run}>
        {t('status.resume')}
      </BusyButton>
      {resume.fault !== undefined && <FooterNote isFault>{t('general.failed')}</FooterNote>}
    </>
  );
}
