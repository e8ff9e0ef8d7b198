import { useCallback } from 'react';
import type { Invited } from '../../../../shared/company.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { useCompany } from './CompanyContext.tsx';

const notInvited = (invited: Invited | undefined): PlainKey =>
  invited?.refused === 'mail-failed' ? 'admin.invite.mailFailed' : 'admin.invite.refused';

/** Inviting one resource: by mail, or for its link alone. The server may answer well and yet have sent nothing. */
export function useInviting(resourceId: string) {
  const { client } = useCompany();
  const { t } = useWords();
  const toast = useToast();
  const invite = useCallback(
    async (send: boolean) =>
      (await client.call('invite', { body: { resourceIds: [resourceId], send } })).items[0],
    [client, resourceId],
  );
  const mail = useCallback(
    async (sent: string) => {
      const invited = await invite(true);
      if (invited?.sent === true) toast(sent);
      else toast(t(notInvited(invited)), { mood: 'error' });
    },
    [invite, t, toast],
  );
  const copyLink = useCallback(async () => {
    const invited = await invite(false);
    if (typeof invited?.url !== 'string') return toast(t(notInvited(invited)), { mood: 'error' });
    await navigator.clipboard.writeText(invited.url);
    toast(t('admin.row.linkCopied'));
  }, [invite, t, toast]);
  return { mail, copyLink };
}
