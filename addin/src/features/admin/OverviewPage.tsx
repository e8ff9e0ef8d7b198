import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Invited, Resource } from '../../../../shared/company.ts';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';
import { SpokenFound } from '../../ui/SpokenFound.tsx';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { useCompany } from './CompanyContext.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { asOrdered, BY_NEED, canInvite, found, orderOf, outOfOrder, pileOf, type Pile } from './overview.ts';
import { OverviewTools } from './OverviewTools.tsx';
import { ResourceTable } from './ResourceTable.tsx';
import { UnsentDialog } from './UnsentDialog.tsx';
import { useOrder, useResources } from './useResources.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'start',
    gap: tokens.spacingVerticalS,
  },
  none: { margin: 0 },
  resort: { alignSelf: 'start' },
});

export function OverviewPage() {
  const styles = useStyles();
  const { t } = useWords();
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
      {value.length > 0 && (
        <OverviewTools resources={value} pile={pile} onPile={setPile} search={search} onSearch={setSearch} />
      )}
      <SpokenFound found={shown.length} asked={`${pile ?? ''} ${search.trim()}`} />
      {value.length === 0 && (
        <div>
          <p className={styles.none}>{t('admin.overview.none')}</p>
          <SmallText>{t('admin.overview.noneText')}</SmallText>
        </div>
      )}
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
