import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import { useCallback, useEffect } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { ConnectedArea } from '../../app/ConnectedArea.tsx';
import { NavigationProvider, useNavigation, type Opened } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalM,
    paddingInline: tokens.spacingHorizontalS,
    '@container pane (min-width: 640px)': { paddingInline: tokens.spacingHorizontalXXL },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
});

/** Somebody's calendar as its owner sees it, less what is the owner's alone. It has places of its own. */
export function OpenedCalendar({ opened }: { readonly opened: Opened }) {
  const { goRoot } = useNavigation();
  const { value, fault, reload } = useConnection(opened.connectionId);
  const leave = () => goRoot({ page: 'admin', section: 'overview' });
  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} onBack={leave} />;
  return (
    <>
      <Bar name={value.resourceName} onLeave={leave} />
      <NavigationProvider start={{ page: opened.page }}>
        <ConnectedArea connection={value} withAdmin={false} />
      </NavigationProvider>
    </>
  );
}

function Bar({ name, onLeave }: { readonly name: string; readonly onLeave: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <header className={styles.bar}>
      <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={onLeave}>
        {t('tab.overview')}
      </Button>
      <span className={styles.name}>{name}</span>
    </header>
  );
}

/** Kept up to date by the stream, which tells an admin of everybody. */
function useConnection(id: string) {
  const { client } = useServices();
  const { onChange } = useSession();
  const loaded = useLoaded<Connection>(
    useCallback((signal: AbortSignal) => client.call('connection', { params: { id }, signal }), [client, id]),
  );
  const { reload } = loaded;
  useEffect(
    () =>
      onChange(({ kind, connectionId }) => {
        if (kind === 'back' || connectionId === id) reload();
      }),
    [id, onChange, reload],
  );
  return loaded;
}
