import { Button } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { firstScopes, renewAccess } from '../../app/access.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { standing } from '../../api/actFault.ts';
import { isApiError } from '../../api/apiError.ts';
import { SignInFault } from '../../host/signInFault.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { useAct } from '../../ui/useAct.ts';
import { BlockedPage } from '../blocked/BlockedPage.tsx';
import { requestIdOf, type BlockedId } from '../blocked/blockedId.ts';
import { BLOCKED_WORDS, safeOf } from '../blocked/words.ts';

interface BlockedStateProps {
  readonly id: BlockedId;
  readonly connection: Connection;
}

/** The sync of this calendar stands still, and what its owner can do about it. */
export function BlockedState({ id, connection }: BlockedStateProps) {
  const services = useServices();
  const { t } = useWords();
  const { go } = useNavigation();
  const { reload, updated, session } = useSession();
  const access = session.phase === 'ready' ? session.me.access : undefined;

  const signIn = useAct(
    useCallback(async () => {
      await renewAccess(services, {
        scopes: access?.scopes ?? firstScopes(services.config),
        claims: access?.claims ?? undefined,
      });
      await reload();
    }, [access, reload, services]),
  );
  const again = useAct(
    useCallback(async () => {
      const { connection: now } = await services.client.call('act', {
        params: { id: connection.id, action: 'sync' },
        body: {},
      });
      if (now !== null) updated(now);
      else await reload();
    }, [connection.id, reload, services.client, updated]),
  );

  const way = BLOCKED_WORDS[id].way;
  const needsAdmin = signIn.fault instanceof SignInFault && signIn.fault.kind === 'consent';
  const note =
    signIn.fault instanceof SignInFault && signIn.fault.kind === 'blocked'
      ? t('first.blocked')
      : signIn.fault !== undefined || again.fault !== undefined
        ? t('general.failed')
        : undefined;
  const ways = {
    'sign-in': signIn.run,
    calendars: () => go({ page: 'calendars' }),
  };
  return (
    <BlockedPage
      id={needsAdmin ? 'consent_required' : id}
      requestId={isApiError(signIn.fault) ? requestIdOf(signIn.fault) : (connection.trouble?.requestId ?? '')}
      email={connection.ownerEmail}
      safe={safeOf(needsAdmin ? 'consent_required' : id, connection)}
      busy={signIn.busy || again.busy}
      note={note}
      onWay={
        way === 'sign-in' || way === 'calendars'
          ? ways[way]
          : id === 'awaiting'
            ? () => void reload()
            : again.run
      }
      onRetry={again.run}
      secondary={
        id === 'awaiting' ? (
          <GiveUp connection={connection} />
        ) : (
          <Button appearance="subtle" onClick={() => go({ page: 'deactivate' })}>
            {t('deactivate.title')}
          </Button>
        )
      }
    />
  );
}

/** Nothing was connected, so there are no copies to ask about and nothing to pause: the request is taken back. */
function GiveUp({ connection: { id } }: { readonly connection: Connection }) {
  const { client } = useServices();
  const { reload } = useSession();
  const { t } = useWords();
  const toast = useToast();
  const giveUp = useAct(
    useCallback(async () => {
      try {
        standing(await client.call('act', { params: { id, action: 'deactivate' }, body: {} }));
        toast(t('fault.awaiting.takenBack'));
      } catch (fault) {
        toast(t('general.failed'), { mood: 'error' });
        throw fault;
      }
      await reload();
    }, [client, id, reload, t, toast]),
  );
  return (
    <BusyButton appearance="subtle" busy={giveUp.busy} onPress={giveUp.run}>
      {t('fault.awaiting.giveUp')}
    </BusyButton>
  );
}
