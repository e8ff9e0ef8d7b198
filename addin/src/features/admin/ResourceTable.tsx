import { Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular, ArrowUp16Regular } from '@fluentui/react-icons';
import { useCallback, type Dispatch, type SetStateAction } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { useFarRows } from '../../ui/farRows.ts';
import { ListEnd } from '../../ui/ListEnd.tsx';
import { useUnseen } from '../../ui/unseen.ts';
import { useRoom } from '../../ui/useRoom.ts';
import { canInvite, type SortBy, type Sorting } from './overview.ts';
import { ResourceRow } from './ResourceRow.tsx';
import { useTableStyles } from './tableStyles.ts';

const useStyles = makeStyles({
  table: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  head: {
    borderTopStyle: 'none',
    paddingBlock: 0,
    '@container pane (max-width: 639px)': { display: 'none' },
  },
  column: {
    fontWeight: tokens.fontWeightRegular,
    paddingInline: 0,
    minWidth: 0,
    justifyContent: 'start',
    textAlign: 'start',
  },
  word: { fontSize: tokens.fontSizeBase300, color: tokens.colorNeutralForeground2 },
});

interface ResourceTableProps {
  readonly resources: readonly Resource[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly chosen: readonly string[];
  readonly onChoose: Dispatch<SetStateAction<readonly string[]>>;
  /** Must be stable, as the one before. */
  readonly onChanged: () => void;
}

export function ResourceTable(props: ResourceTableProps) {
  const { resources, sorting, onSort, chosen, onChoose, onChanged } = props;
  const styles = useStyles();
  const far = useFarRows();
  const { t } = useWords();
  const { shown, isLong, more } = useRoom(resources);
  const chooseOne = useCallback(
    (id: string, on: boolean) =>
      onChoose((before) => (on ? [...before, id] : before.filter((other) => other !== id))),
    [onChoose],
  );
  const open = resources.filter(canInvite).map(({ id }) => id);
  const isChosen = new Set(chosen);
  const picked = open.filter((id) => isChosen.has(id));
  return (
    <>
      <div
        role="table"
        aria-label={t('admin.overview.title')}
        className={mergeClasses(styles.table, isLong && far.list)}
      >
        <Head
          sorting={sorting}
          onSort={onSort}
          all={picked.length === 0 ? false : picked.length === open.length ? true : 'mixed'}
          disabled={open.length === 0}
          onAll={(on) => onChoose(on ? open : [])}
        />
        {shown.map((resource) => (
          <ResourceRow
            key={resource.id}
            resource={resource}
            chosen={isChosen.has(resource.id)}
            onChoose={chooseOne}
            onChanged={onChanged}
          />
        ))}
      </div>
      {isLong && <ListEnd shown={shown.length} total={resources.length} more={more} />}
    </>
  );
}

interface HeadProps {
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly all: boolean | 'mixed';
  readonly disabled: boolean;
  readonly onAll: (on: boolean) => void;
}

function Head({ sorting, onSort, all, disabled, onAll }: HeadProps) {
  const styles = useStyles();
  const { unseen } = useUnseen();
  const table = useTableStyles();
  const { t } = useWords();
  return (
    <div role="row" className={mergeClasses(table.row, styles.head)}>
      <span role="columnheader">
        <Checkbox
          checked={all}
          disabled={disabled}
          aria-label={t('admin.overview.selectAll')}
          onChange={(_, { checked }) => onAll(checked === true)}
        />
      </span>
      <Column by="name" word="admin.column.resource" sorting={sorting} onSort={onSort} />
      <Column by="state" word="admin.column.state" sorting={sorting} onSort={onSort} />
      <span role="columnheader" className={mergeClasses(table.from900, styles.word)}>
        {t('admin.column.direction')}
      </span>
      <Column by="lastChange" word="admin.column.lastChange" sorting={sorting} onSort={onSort} wide />
      <Column by="latency" word="admin.column.latency" sorting={sorting} onSort={onSort} wide />
      <span role="columnheader">
        <span className={unseen}>{t('admin.column.action')}</span>
      </span>
      <span role="columnheader">
        <span className={unseen}>{t('general.more')}</span>
      </span>
    </div>
  );
}

interface ColumnProps {
  readonly by: SortBy;
  readonly word: PlainKey;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  /** Only where there is room. */
  readonly wide?: boolean;
}

function Column({ by, word, sorting, onSort, wide = false }: ColumnProps) {
  const styles = useStyles();
  const table = useTableStyles();
  const { t } = useWords();
  const isSorted = sorting.by === by;
  const Arrow = sorting.descending ? ArrowDown16Regular : ArrowUp16Regular;
  return (
    <span
      role="columnheader"
      aria-sort={!isSorted ? 'none' : sorting.descending ? 'descending' : 'ascending'}
      className={wide ? table.from900 : undefined}
    >
      <Button
        appearance="transparent"
        className={styles.column}
        iconPosition="after"
        icon={isSorted ? <Arrow /> : null}
        onClick={() => onSort({ by, descending: isSorted && !sorting.descending })}
      >
        {t(word)}
      </Button>
    </span>
  );
}
