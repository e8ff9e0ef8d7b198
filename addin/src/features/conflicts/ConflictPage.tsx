import { Checkbox, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import type { ConflictAction, Span } from '../../../../shared/words.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useOffline } from '../../app/useOffline.ts';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { Why } from '../why/Why.tsx';
import { AskAgain } from './AskAgain.tsx';
import { pageTitle, reasonOf } from './conflictWords.ts';
import { faultWords } from './faultWords.ts';
import { ItemFacts } from './ItemFacts.tsx';
import { OtherWays } from './OtherWays.tsx';
import type { Solved } from './solved.ts';
import { SlotTiles } from './SlotTiles.tsx';
import { Timeline } from './Timeline.tsx';
import { useNeighbours } from './useNeighbours.ts';
import { useResolve } from './useResolve.ts';
import { notifyLabel, primaryLabel } from './wayLabels.ts';
import { asksNotify, isDestructive, needsSlot, otherWays, primaryWay } from './ways.ts';

interface ConflictPageProps {
  readonly connection: Connection;
  readonly conflict: Conflict;
  /** It closed while it was being read; nothing jumps away. */
  readonly isClosed: boolean;
  readonly count: number;
  readonly onSolved: (solved: Solved) => void;
  readonly onReload: () => void;
  /** Default: to the list of one's own conflicts. */
  readonly onBack?: () => void;
}

/** One decision: what collides, when both would fit, and every way out with its effect. */
export function ConflictPage({
  connection,
  conflict,
  isClosed,
  count,
  onSolved,
  onReload,
  onBack,
}: ConflictPageProps) {
  const wording = useWords();
  const { t, f } = wording;
  const { goRoot } = useNavigation();
  const [slot, setSlot] = useChosenSlot(conflict);
  const [notify, setNotify] = useState(false);
  const [asking, setAsking] = useState<ConflictAction>();
  const resolve = useResolve({ connection, conflict, choice: { slot, notify }, onSolved, onReload });
  const offline = useOffline();
  const neighbours = useNeighbours(connection, conflict);
  const primary = primaryWay(conflict);
  const moves = conflict.actions.find((action) => needsSlot(action, conflict));
  const subject = conflict.office ?? conflict.timify;

  return (
    <Page
      footer={
        primary !== undefined && (
          <>
            <BusyButton
              busy={resolve.busy}
              disabled={isClosed || offline.disabled}
              reason={offline.reason ?? t('result.closed')}
              onPress={() => (isDestructive(primary) ? setAsking(primary) : resolve.run(primary))}
              testId="resolve-primary"
            >
              {primaryLabel(primary, conflict, slot, wording)}
            </BusyButton>
            {resolve.fault !== undefined && <FooterNote isFault>{t(faultWords(resolve.fault))}</FooterNote>}
          </>
        )
      }
    >
      <PageHead
        title={pageTitle(conflict, wording)}
        back={t('result.backTo', { n: count })}
        onBack={onBack ?? (() => goRoot({ page: 'conflicts' }))}
        lead={
          <>
            {reasonOf(conflict)} {t('conflict.since', { time: f.moment(conflict.openedAt) })}{' '}
            {subject !== undefined && (
              <Why
                connection={connection}
                side={conflict.office === undefined ? 'timify' : 'office'}
                item={subject.id}
                question={t('conflict.why')}
                label={t('conflict.why')}
              />
            )}
          </>
        }
      />
      {isClosed && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{t('conflict.closedText')}</MessageBarBody>
        </MessageBar>
      )}
      <ZoneNote />
      <Timeline
        conflict={conflict}
        proposed={moves === undefined ? undefined : slot}
        proposedSide={moves === 'move-event' ? 'office' : 'timify'}
        neighbours={neighbours}
      />
      <ItemFacts conflict={conflict} mine={connection.mine} />
      {moves !== undefined && (
        <Section title={t(moves === 'move-event' ? 'conflict.moveEvent' : 'conflict.move')}>
          <SlotTiles conflict={conflict} chosen={slot} onChoose={setSlot} />
        </Section>
      )}
      {asksNotify(conflict) && (
        <Checkbox
          checked={notify}
          onChange={(_, { checked }) => setNotify(checked === true)}
          label={notifyLabel(conflict, t)}
        />
      )}
      <OtherWays
        conflict={conflict}
        ways={otherWays(conflict, primary)}
        disabled={isClosed || offline.disabled || resolve.busy}
        onTake={resolve.run}
      />
      {asking !== undefined && (
        <AskAgain
          action={asking}
          onClose={() => setAsking(undefined)}
          onYes={() => {
            setAsking(undefined);
            resolve.run(asking);
          }}
        />
      )}
    </Page>
  );
}

/** The earliest free time is preselected; a refreshed list keeps the choice as long as it is still offered. */
function useChosenSlot({ slots }: Conflict): readonly [Span | undefined, (slot: Span) => void] {
  const [chosen, setChosen] = useState<Span>();
  return [chosen ?? slots[0], setChosen];
}
