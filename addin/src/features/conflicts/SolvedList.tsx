import type { Conflict } from '../../../../shared/items.ts';
import { useWords } from '../../app/words.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { fullTitle } from '../../ui/itemWords.ts';
import { ListEnd, type More } from '../../ui/ListEnd.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';
import { cardTitle } from './conflictWords.ts';
import { CONFLICTS_PAGE } from './useConflicts.ts';

interface SolvedListProps {
  readonly solved: readonly Conflict[];
  readonly more: More | undefined;
  readonly onBack: () => void;
}

/** Newest first. */
export function SolvedList({ solved, more, onBack }: SolvedListProps) {
  const wording = useWords();
  const { t, f } = wording;
  const facts = solved.map((conflict) => {
    const item = conflict.timify ?? conflict.office;
    return {
      key: conflict.id,
      label: cardTitle(conflict, wording),
      value: f.moment(conflict.closedAt ?? conflict.openedAt),
      reason:
        item === undefined
          ? f.dayHead(conflict.span.start)
          : `${f.day(conflict.span.start)}, ${fullTitle(item, wording)}`,
    };
  });
  return (
    <Page>
      <PageHead title={t('conflicts.solved')} back={t('tab.conflicts')} onBack={onBack} />
      <Facts facts={facts} long={solved.length > CONFLICTS_PAGE} />
      {(more !== undefined || solved.length > CONFLICTS_PAGE) && (
        <ListEnd shown={solved.length} more={more} />
      )}
    </Page>
  );
}
