import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CalendarCheckmarkRegular, CheckmarkCircle20Filled } from '@fluentui/react-icons';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import { useWords } from '../../app/words.tsx';
import { byDay } from '../../ui/byDay.ts';
import { useFarRows } from '../../ui/farRows.ts';
import { ListEnd } from '../../ui/ListEnd.tsx';
import { Page, PageHead, PageTitle, Section } from '../../ui/Page.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { useRoom } from '../../ui/useRoom.ts';
import { ConflictCard } from './ConflictCard.tsx';
import { SolvedList } from './SolvedList.tsx';
import { useAllConflicts } from './useConflicts.ts';

const useStyles = makeStyles({
  cards: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  groups: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalXXXL,
    textAlign: 'center',
  },
  emptyText: { margin: 0, color: tokens.colorNeutralForeground2 },
  icon: { fontSize: '48px', color: tokens.colorNeutralForeground3 },
  self: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  good: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
});

interface ConflictListProps {
  readonly connection: Connection;
  readonly conflicts: readonly Conflict[];
  readonly onOpen: (conflict: Conflict) => void;
}

export function ConflictList({ connection, conflicts, onOpen }: ConflictListProps) {
  const styles = useStyles();
  const far = useFarRows();
  const { t, f } = useWords();
  const cards = useRef<HTMLDivElement>(null);
  const [showsSolved, setShowsSolved] = useState(false);
  const { items: all = [], more: moreSolved } = useAllConflicts(connection);
  const { shown, isLong, more } = useRoom(conflicts);
  const solved = all.filter(({ closedAt }) => closedAt !== undefined);
  const selfSolved = solved.filter(
    ({ closedAt, closedBy }) => closedBy === 'cause-gone' && closedAt !== undefined && f.isToday(closedAt),
  );
  if (showsSolved)
    return <SolvedList solved={solved} more={moreSolved} onBack={() => setShowsSolved(false)} />;
  if (conflicts.length === 0)
    return <Empty hasSolved={solved.length > 0} onSolved={() => setShowsSolved(true)} />;
  return (
    <Page>
      <PageHead title={t('conflicts.title', { n: conflicts.length })} lead={t('conflicts.lead')} />
      <ZoneNote />
      {/* Arrow keys are a shortcut beside Tab; the cards themselves are buttons. */}
      <div
        ref={cards}
        className={styles.groups}
        onKeyDown={(event) => moveBetween(event, cards.current)}
        role="presentation"
      >
        {byDay(shown, ({ span }) => span.start, f).map(([day, ofDay]) => (
          <Section key={day} title={f.dayHead(ofDay[0].span.start)}>
            <ul className={mergeClasses(styles.cards, isLong && far.list)}>
              {ofDay.map((conflict) => (
                <ConflictCard key={conflict.id} conflict={conflict} onOpen={() => onOpen(conflict)} />
              ))}
            </ul>
          </Section>
        ))}
      </div>
      {isLong && <ListEnd shown={shown.length} total={conflicts.length} more={more} />}
      {selfSolved.length > 0 && (
        <div className={styles.self}>
          <CheckmarkCircle20Filled className={styles.good} aria-hidden />
          <span>
            {t('conflicts.selfSolved', { n: selfSolved.length })}{' '}
            <Link as="button" inline onClick={() => setShowsSolved(true)}>
              {t('conflicts.look')}
            </Link>
          </span>
        </div>
      )}
      {selfSolved.length === 0 && solved.length > 0 && (
        <Link as="button" onClick={() => setShowsSolved(true)}>
          {t('conflicts.seeSolved')}
        </Link>
      )}
    </Page>
  );
}

function Empty({ hasSolved, onSolved }: { readonly hasSolved: boolean; readonly onSolved: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Page>
      <div className={styles.empty}>
        <CalendarCheckmarkRegular className={styles.icon} aria-hidden />
        <PageTitle>{t('conflicts.none')}</PageTitle>
        <p className={styles.emptyText}>{t('conflicts.noneText')}</p>
        {hasSolved && (
          <Link as="button" onClick={onSolved}>
            {t('conflicts.seeSolved')}
          </Link>
        )}
      </div>
    </Page>
  );
}

function moveBetween(event: KeyboardEvent, within: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || within === null) return;
  const cards = [...within.querySelectorAll<HTMLElement>('[data-testid="conflict-card"]')];
  const next = cards[cards.findIndex((card) => card === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
