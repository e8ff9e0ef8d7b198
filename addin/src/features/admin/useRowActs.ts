import { useCallback } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import type { ConnectionAction } from '../../../../shared/words.ts';
import { standing } from '../../api/actFault.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { useAct, type Act } from '../../ui/useAct.ts';
import { adminConsentUrl } from '../blocked/adminConsent.ts';
import { useCompany } from './CompanyContext.tsx';
import type { MenuAct } from './menuActs.ts';
import { placeOf } from './placeOf.ts';
import { useInviting } from './useInviting.ts';

const DONE: Partial<Record<ConnectionAction, PlainKey>> = {
  pause: 'admin.row.paused',
  resume: 'admin.row.resumed',
};

type Subject = Pick<Resource, 'id' | 'connectionId' | 'state'>;

/** What the buttons of one row do. Every result is told; the list is asked again. */
export function useRowActs(subject: Subject, onChanged: () => void): Act<[act: MenuAct]> {
  const { t } = useWords();
  const toast = useToast();
  const { goRoot } = useNavigation();
  const { connectionId } = subject;
  const take = useDeeds(subject);
  return useAct(
    useCallback(
      async (act: MenuAct) => {
        const place = placeOf(act, connectionId);
        if (place !== undefined) return goRoot(place);
        try {
          await take(act);
        } catch (fault) {
          toast(t('general.failed'), { mood: 'error' });
          throw fault;
        }
        onChanged();
      },
      [connectionId, goRoot, onChanged, t, take, toast],
    ),
  );
}

/** What is done without leaving the list. */
function useDeeds({ id, connectionId, state }: Subject): (act: MenuAct) => Promise<void> {
  const { client } = useCompany();
  const { config } = useServices();
  const { t } = useWords();
  const toast = useToast();
  const { mail, copyLink } = useInviting(id);
  const onConnection = useOnConnection(connectionId);
  return useCallback(
    async (act) => {
      switch (act) {
        case 'invite':
          return mail(t('admin.invite.sent', { n: 1 }));
        case 'remind':
          return state === 'invited' ? mail(t('admin.row.reminded')) : onConnection('remind');
        case 'copyLink':
          return copyLink();
        case 'copyConsent':
          await navigator.clipboard.writeText(adminConsentUrl(config, window.location.origin));
          return toast(t('admin.row.linkCopied'));
        case 'approve':
          await client.call('approve', { params: { resourceId: id } });
          return toast(t('admin.row.approved'));
        case 'withdraw':
        case 'refuse':
          await client.call('withdraw', { params: { resourceId: id } });
          return toast(t(act === 'refuse' ? 'admin.row.refused' : 'admin.row.withdrawn'));
        case 'pause':
        case 'resume':
        case 'sync':
          return onConnection(act);
      }
    },
    [client, config, copyLink, id, mail, onConnection, state, t, toast],
  );
}

function useOnConnection(connectionId: string | null) {
  const { client } = useCompany();
  const { t } = useWords();
  const toast = useToast();
  return useCallback(
    async (action: ConnectionAction) => {
      if (connectionId === null) return;
      const { pending } = standing(
        await client.call('act', { params: { id: connectionId, action }, body: {} }),
      );
      if (action === 'sync') toast(t('status.syncing'));
      else if (action === 'remind') toast(t('admin.row.reminded'));
      else toast(t(pending ? 'status.pending' : (DONE[action] ?? 'admin.row.done')));
    },
    [client, connectionId, t, toast],
  );
}
