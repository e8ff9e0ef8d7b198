import { Button, makeStyles, SearchBox, ToggleButton, tokens } from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import type { Invited, Resource } from '../../../../shared/company.ts';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';
import { SpokenFound } from '../../ui/SpokenFound.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { useCompany } from './CompanyContext.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import {
  asOrdered,
  BY_NEED,
  canInvite,
  found,
  orderOf,
  outOfOrder,
  pileOf,
  PILES,
  type Order,
  type Pile,
} from './overview.ts';
import { ResourceTable } from './ResourceTable.tsx';
import { UnsentDialog } from './UnsentDialog.tsx';

const GATHER_MS = 1500;

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'start',
    gap: tokens.spacingVerticalS,
  },
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  search: { flexGrow: 1, minWidth: '200px', maxWidth: '320px' },
  resort: { alignSelf: 'start' },
});

const PILE_WORDS: Readonly<Record<Pile, PlainKey>> = {
  help: 'admin.filter.help',
  work: 'admin.filter.work',
  notInvited: 'admin.filter.notInvited',
  inStep: 'admin.filter.inStep',
  deactivated: 'admin.filter.deactivated',
  rooms: 'admin.filter.rooms',
};

export function OverviewPage() {
  const styles = useStyles();
  const { t, f } = useWords();
  const { company } = useCompany();
  const { value, fault, reload } = useResources();
  const [sorted, setOrder] = useOrder(value);
  const [pile, setPile] = useState<Pile>();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [unsent, setUnsent] = useState<readonly Invited[]>([]);
  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} />;
  const open = value.filter(canInvite);
  const picked = open.filter(({ id }) => chosen.includes(id));
  const order = sorted ?? orderOf(value, BY_NEED);
  const moved = outOfOrder(value, order);
  const shown = found(asOrdered(value, order), pile, search);
  return (
    <Page wide>
      <div className={styles.head}>
        <PageHead
          title={t('admin.overview.title')}
          lead={t('admin.overview.lead', { company: company.name, n: value.length })}
        />
        {open.length > 0 && (
          <InviteDialog
            resources={picked.length > 0 ? picked : open}
            all={picked.length === 0}
            onInvited={(withoutMail) => {
              setUnsent(withoutMail);
              setChosen([]);
              reload();
            }}
          />
        )}
        {/* Here, since the button to invite goes with the last who could be. */}
        {unsent.length > 0 && (
          <UnsentDialog unsent={unsent} resources={value} onClose={() => setUnsent([])} />
        )}
      </div>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          placeholder={t('admin.overview.search')}
          aria-label={t('admin.overview.search')}
          value={search}
          dismiss={{ 'aria-label': t('list.clear') }}
          onChange={(_, { value: next }) => setSearch(next)}
        />
        <ToggleButton
          size="small"
          shape="circular"
          checked={pile === undefined}
          onClick={() => setPile(undefined)}
        >
          {`${t('admin.filter.all')} ${f.number(value.length)}`}
        </ToggleButton>
        {PILES.map((one) => {
          const count = value.filter((resource) => pileOf(resource) === one).length;
          return (
            count > 0 && (
              <ToggleButton
                key={one}
                size="small"
                shape="circular"
                checked={pile === one}
                onClick={() => setPile(one)}
              >
                {`${t(PILE_WORDS[one])} ${f.number(count)}`}
              </ToggleButton>
            )
          );
        })}
      </div>
      <SpokenFound found={shown.length} asked={`${pile ?? ''} ${search.trim()}`} />
      {value.length === 0 && <SmallText>{t('admin.overview.none')}</SmallText>}
      {value.length > 0 && shown.length === 0 && <SmallText>{t('admin.overview.nothing')}</SmallText>}
      {moved > 0 && (
        <Button
          appearance="subtle"
          className={styles.resort}
          icon={<ArrowSortRegular />}
          onClick={() => setOrder(orderOf(value, order.sorting))}
        >
          {t('admin.overview.resort', { n: moved })}
        </Button>
      )}
      {shown.length > 0 && (
        <ResourceTable
          resources={shown}
          sorting={order.sorting}
          onSort={(sorting) => setOrder(orderOf(value, sorting))}
          chosen={chosen}
          onChoose={setChosen}
          onChanged={reload}
        />
      )}
      {shown.some(isRoom) && <SmallText>{t('admin.overview.rooms')}</SmallText>}
    </Page>
  );
}

const isRoom = (resource: Resource): boolean => pileOf(resource) === 'rooms';

/** Sorted once, when the list first comes; then only when asked. */
function useOrder(resources: readonly Resource[] | undefined) {
  const [order, setOrder] = useState<Order>();
  if (order === undefined && resources !== undefined) setOrder(orderOf(resources, BY_NEED));
  return [order, setOrder] as const;
}

/** Kept up to date by the stream, in one look for a burst of changes. */
function useResources() {
  const { client } = useCompany();
  const { onChange } = useSession();
  const loaded = useLoaded<readonly Resource[]>(
    useCallback(async (signal: AbortSignal) => (await client.call('resources', { signal })).items, [client]),
  );
  const { reload } = loaded;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(reload, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [onChange, reload]);
  return loaded;
}
