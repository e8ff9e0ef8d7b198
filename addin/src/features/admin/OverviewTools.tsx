import { makeStyles, SearchBox, ToggleButton, tokens } from '@fluentui/react-components';
import type { Resource } from '../../../../shared/company.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { pileOf, PILES, type Pile } from './overview.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  search: { flexGrow: 1, minWidth: '200px', maxWidth: '320px' },
});

const PILE_WORDS: Readonly<Record<Pile, PlainKey>> = {
  help: 'admin.filter.help',
  work: 'admin.filter.work',
  notInvited: 'admin.filter.notInvited',
  inStep: 'admin.filter.inStep',
  deactivated: 'admin.filter.deactivated',
  rooms: 'admin.filter.rooms',
};

interface OverviewToolsProps {
  readonly resources: readonly Resource[];
  /** Undefined: all of them. */
  readonly pile: Pile | undefined;
  readonly onPile: (pile: Pile | undefined) => void;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** By name, and by pile: each with its number, none that would be empty. */
export function OverviewTools({ resources, pile, onPile, search, onSearch }: OverviewToolsProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const counts = PILES.map((one) => [one, resources.filter((each) => pileOf(each) === one).length] as const);
  const chip = (one: Pile | undefined, word: PlainKey, count: number) => (
    <ToggleButton key={word} size="small" shape="circular" checked={pile === one} onClick={() => onPile(one)}>
      {`${t(word)} ${f.number(count)}`}
    </ToggleButton>
  );
  return (
    <div className={styles.tools}>
      <SearchBox
        className={styles.search}
        placeholder={t('admin.overview.search')}
        aria-label={t('admin.overview.search')}
        value={search}
        dismiss={{ 'aria-label': t('list.clear') }}
        onChange={(_, { value }) => onSearch(value)}
      />
      {chip(undefined, 'admin.filter.all', resources.length)}
      {counts.map(([one, count]) => count > 0 && chip(one, PILE_WORDS[one], count))}
    </div>
  );
}
