import { makeStyles, SearchBox, ToggleButton, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { StartSkeleton } from '../../app/StartSkeleton.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { CallFault } from '../blocked/CallFault.tsx';
import { useCompany } from './CompanyContext.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { canInvite, found, inOrder, pileOf, PILES, type Pile } from './overview.ts';
import { ResourceRow } from './ResourceRow.tsx';

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
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

const PILE_WORDS: Readonly<Record<Pile, PlainKey>> = {
  help: 'admin.filter.help',
  work: 'admin.filter.work',
  notInvited: 'admin.filter.notInvited',
  inStep: 'admin.filter.inStep',
};

export function OverviewPage() {
  const styles = useStyles();
  const { t, f } = useWords();
  const { host } = useServices();
  const { company } = useCompany();
  const { value, fault, reload } = useResources();
  const [pile, setPile] = useState<Pile>();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (value === undefined) {
    if (fault === undefined) return <StartSkeleton />;
    return (
      <CallFault
        fault={fault}
        email={host.accountHint}
        onGranted={() => Promise.resolve(reload())}
        onRetry={reload}
      />
    );
  }
  const open = value.filter(canInvite);
  const picked = open.filter(({ id }) => chosen.includes(id));
  const shown = found(inOrder(value), pile, search);
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
            onInvited={() => {
              setChosen([]);
              reload();
            }}
          />
        )}
      </div>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          placeholder={t('admin.overview.search')}
          aria-label={t('admin.overview.search')}
          value={search}
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
      {value.length === 0 && <SmallText>{t('admin.overview.none')}</SmallText>}
      {value.length > 0 && shown.length === 0 && <SmallText>{t('admin.overview.nothing')}</SmallText>}
      <ul className={styles.list}>
        {shown.map((resource) => (
          <ResourceRow
            key={resource.id}
            resource={resource}
            chosen={chosen.includes(resource.id)}
            onChoose={(on) =>
              setChosen((before) =>
                on ? [...before, resource.id] : before.filter((id) => id !== resource.id),
              )
            }
            onChanged={reload}
          />
        ))}
      </ul>
    </Page>
  );
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
