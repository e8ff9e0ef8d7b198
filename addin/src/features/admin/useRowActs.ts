import { useCallback } from 'react';
import type { Invited, Resource } from '../../../../shared/company.ts';
import type { ConnectionAction } from '../../../../shared/words.ts';
import { useNavigation, type Opened } from '../../app/navigation.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { standing } from '../../api/actFault.ts';
import { useAct, type Act } from '../../ui/useAct.ts';
import { useCompany } from './CompanyContext.tsx';
import type { MenuAct, OpenAct } from './menuActs.ts';

const OPENS: Readonly<Record<OpenAct, Opened['page']>> = {
  open: 'status',
  openSettings: 'settings',
  openLog: 'log',
  openDeactivate: 'deactivate',
};

const DONE: Partial<Record<ConnectionAction, PlainKey>> = {
  pause: 'admin.row.paused',
  resume: 'admin.row.resumed',
};

const notInvited = (invited: Invited | undefined): PlainKey =>
  invited?.refused === 'mail-failed' ? 'admin.invite.mailFailed' : 'admin.invite.refused';

/** What the buttons of one row do. Every result is told; the list is asked again. */
export function useRowActs(resource: Resource, onChanged: () => void): Act<[act: MenuAct]> {
  const { client } = useCompany();
  const { t } = useWords();
  const toast = useToast();
  const { goRoot } = useNavigation();
  const { id, connectionId, state } = resource;

  const onConnection = useCallback(
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
  const invite = useCallback(
    (send: boolean) => client.call('invite', { body: { resourceIds: [id], send } }),
    [client, id],
  );
  /** The server may answer well and yet have sent nothing. */
  const mail = useCallback(
    async (sent: string) => {
      const [invited] = (await invite(true)).items;
      if (invited?.sent === true) toast(sent);
      else toast(t(notInvited(invited)), { mood: 'error' });
    },
    [invite, t, toast],
  );
  const copyLink = useCallback(async () => {
    const [invited] = (await invite(false)).items;
    if (typeof invited?.url !== 'string') return toast(t(notInvited(invited)), { mood: 'error' });
    await navigator.clipboard.writeText(invited.url);
    toast(t('admin.row.linkCopied'));
  }, [invite, t, toast]);

  const take = useCallback(
    async (act: MenuAct) => {
      switch (act) {
        case 'solve':
          return goRoot({ page: 'admin', section: 'conflicts' });
        case 'open':
        case 'openSettings':
        case 'openLog':
        case 'openDeactivate':
          if (connectionId !== null)
            goRoot({ page: 'admin', section: 'overview', opened: { connectionId, page: OPENS[act] } });
          return;
        case 'invite':
          await mail(t('admin.invite.sent', { n: 1 }));
          break;
        case 'remind':
          if (state === 'invited') await mail(t('admin.row.reminded'));
          else await onConnection('remind');
          break;
        case 'copyLink':
          await copyLink();
          break;
        case 'approve':
          await client.call('approve', { params: { resourceId: id } });
          toast(t('admin.row.approved'));
          break;
        case 'withdraw':
        case 'refuse':
          await client.call('withdraw', { params: { resourceId: id } });
          toast(t(act === 'refuse' ? 'admin.row.refused' : 'admin.row.withdrawn'));
          break;
        default:
          await onConnection(act);
      }
      onChanged();
    },
    [client, connectionId, copyLink, goRoot, id, mail, onChanged, onConnection, state, t, toast],
  );
  return useAct(
    useCallback(
      async (act: MenuAct) => {
        try {
          await take(act);
        } catch (fault) {
          toast(t('general.failed'), { mood: 'error' });
          throw fault;
        }
      },
      [t, take, toast],
    ),
  );
}
