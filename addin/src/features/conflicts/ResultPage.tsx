import { makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowRight16Regular,
  ArrowUndo20Regular,
  CheckmarkCircle16Filled,
  CheckmarkCircle48Filled,
} from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Span } from '../../../../shared/words.ts';
import { useAnnounce } from '../../app/announcer.tsx';
import { useWords, type Wording } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { fullTitle } from '../../ui/itemWords.ts';
import { OutlineCard } from '../../ui/Note.tsx';
import { FooterNote, Page, PageHead } from '../../ui/Page.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { undoFaultText } from '../../ui/undoWords.ts';
import type { Solved } from './solved.ts';
import { useUndoSolved, type Taken } from './useUndoSolved.ts';

const useStyles = makeStyles({
  good: { color: tokens.colorStatusSuccessForeground1 },
  bigMark: { color: tokens.colorStatusSuccessForeground1, alignSelf: 'center' },
  undo: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { fontWeight: tokens.fontWeightSemibold },
  change: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
  },
  time: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
});

interface ResultPageProps {
  readonly connection: Connection;
  readonly solved: Solved;
  readonly left: number;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** What has happened, and how to take it back. */
export function ResultPage({ connection, solved, left, onNext, onBack }: ResultPageProps) {
  const styles = useStyles();
  const wording = useWords();
  const { t } = wording;
  const announce = useAnnounce();
  const undo = useUndoSolved(connection, solved);
  const { taken } = undo;
  const sentence = taken === undefined ? sentenceOf(solved, wording) : t(takenWords(taken));
  const title = t(titleOf(taken ?? solved, taken !== undefined));
  const mails = t('result.mails', { n: (taken ?? solved).mails });
  // The title takes the focus, and is spoken by that.
  const spoken = `${sentence} ${mails}.`;
  useEffect(() => announce(spoken), [announce, spoken]);
  const top = useFocusOn(taken);

  return (
    <Page
      footer={
        <BusyButton busy={false} onPress={taken?.reopened === true ? onBack : onNext}>
          {taken?.reopened === true
            ? t('result.openAgain')
            : left === 0
              ? t('general.done')
              : t('result.next')}
        </BusyButton>
      }
    >
      <div data-testid="resolve-result" ref={top}>
        <PageHead
          title={title}
          lead={sentence}
          back={left === 0 ? t('tab.conflicts') : t('result.backTo', { n: left })}
          onBack={onBack}
          centred
          icon={<CheckmarkCircle48Filled className={styles.bigMark} aria-hidden />}
        />
      </div>
      {taken === undefined && <BeforeAndAfter solved={solved} />}
      <Steps solved={solved} taken={taken} />
      {undo.possible && (
        <div className={styles.undo}>
          <BusyButton
            appearance="secondary"
            icon={<ArrowUndo20Regular />}
            busy={undo.act.busy}
            onPress={undo.act.run}
          >
            {t('general.undo')}
          </BusyButton>
          <FooterNote isFault={undo.act.fault !== undefined}>
            {undo.act.fault === undefined ? t('result.limit') : undoFaultText(undo.act.fault, wording)}
          </FooterNote>
        </div>
      )}
    </Page>
  );
}

/** The button that was pressed goes: whoever stood on it stands on the title, which is another one now. */
function useFocusOn(news: unknown) {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (news !== undefined) around.current?.querySelector('h1')?.focus();
  }, [news]);
  return around;
}

/** What only waits is neither solved nor undone yet. */
function titleOf({ pending }: Pick<Solved, 'pending'>, undone: boolean): PlainKey {
  if (pending) return 'result.accepted';
  return undone ? 'result.undone' : 'result.title';
}

function takenWords({ pending, reopened }: Taken): PlainKey {
  if (pending) return 'result.pending';
  return reopened ? 'result.undoneOpen' : 'result.undoneText';
}

function sentenceOf({ action, slot, pending, conflict }: Solved, { t, f }: Wording): string {
  if (pending) return t('result.pending');
  const time =
    slot === undefined
      ? ''
      : f.dayKey(slot.start) === f.dayKey(conflict.span.start)
        ? f.time(slot.start)
        : `${f.nearDay(slot.start)}, ${f.time(slot.start)}`;
  if (action === 'move-booking' && time !== '') return t('result.moved', { time });
  if (action === 'move-event' && time !== '') return t('result.eventMoved', { time });
  return t(`result.did.${action}`);
}

function BeforeAndAfter({ solved: { conflict, action, slot } }: { readonly solved: Solved }) {
  const styles = useStyles();
  const wording = useWords();
  const { t, f } = wording;
  const side = action === 'move-event' ? 'office' : 'timify';
  const item = conflict[side];
  if (slot === undefined || item === undefined) return null;
  const isOtherDay = f.dayKey(slot.start) !== f.dayKey(item.start);
  const noteOf = (key: 'result.before' | 'result.now', { start }: Span): string =>
    isOtherDay ? `${t(key)} · ${f.day(start)}` : t(key);
  return (
    <OutlineCard>
      <span className={styles.title}>{fullTitle(item, wording)}</span>
      <div className={styles.change}>
        <Tile
          side={side}
          look="copy"
          struck
          title={f.range(item.start, item.end)}
          note={noteOf('result.before', item)}
        />
        <ArrowRight16Regular aria-hidden />
        <Tile
          side={side}
          look="origin"
          title={f.range(slot.start, slot.end)}
          note={noteOf('result.now', slot)}
        />
      </div>
    </OutlineCard>
  );
}

interface StepsProps {
  readonly solved: Solved;
  readonly taken: Taken | undefined;
}

function Steps({ solved, taken }: StepsProps) {
  const { action } = solved;
  const { at, mails, pending } = taken ?? solved;
  const styles = useStyles();
  const { t, f } = useWords();
  const icon = <CheckmarkCircle16Filled className={styles.good} />;
  const time = <span className={styles.time}>{f.timeWithSeconds(at)}</span>;
  const changesTimify = action === 'move-booking' || action === 'cancel-booking' || action === 'use-office';
  const changesOffice = action === 'move-event' || action === 'delete-event' || action === 'use-timify';
  const facts = [
    ...(changesTimify ? [{ label: t('result.changedTimify'), value: time, icon }] : []),
    ...(changesOffice ? [{ label: t('result.changedOffice'), value: time, icon }] : []),
    ...(taken === undefined ? [{ label: t('result.closed'), value: time, icon }] : []),
    { label: t('result.mails', { n: mails }), value: '', icon },
  ];
  return pending ? null : <Facts facts={facts} lined={false} />;
}
