import { useCallback } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import type { ConnectionAction } from '../../../../shared/words.ts';
import { useNavigation, type Opened } from '../../app/navigation.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
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
      standing(await client.call('act', { params: { id: connectionId, action }, body: {} }));
    },
    [client, connectionId],
  );
  const invite = useCallback(
    (send: boolean) => client.call('invite', { body: { resourceIds: [id], send } }),
    [client, id],
  );

  return useAct(
    useCallback(
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
            await invite(true);
            toast(t('admin.invite.sent', { n: 1 }));
            break;
          case 'remind':
            if (state === 'invited') await invite(true);
            else await onConnection('remind');
            toast(t('admin.row.reminded'));
            break;
          case 'copyLink': {
            const { items } = await invite(false);
            await navigator.clipboard.writeText(items[0]?.url ?? '');
            toast(t('admin.row.linkCopied'));
            break;
          }
          case 'approve':
            await client.call('approve', { params: { resourceId: id } });
            toast(t('admin.row.done'));
            break;
          case 'withdraw':
          case 'refuse':
            await client.call('withdraw', { params: { resourceId: id } });
            toast(t('admin.row.done'));
            break;
          default:
            await onConnection(act);
            toast(t('admin.row.done'));
        }
        onChanged();
      },
      [client, connectionId, goRoot, id, invite, onChanged, onConnection, state, t, toast],
    ),
  );
}
