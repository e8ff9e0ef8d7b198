import { Button } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import type { Language } from '../../../../shared/words.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { LanguageChoice } from '../../ui/LanguageChoice.tsx';
import { QuestionDialog } from '../../ui/QuestionDialog.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useCompany } from './CompanyContext.tsx';

interface InviteDialogProps {
  readonly resources: readonly Resource[];
  /** Nobody was selected: everybody who is not yet invited. */
  readonly all: boolean;
  readonly onInvited: () => void;
}

export function InviteDialog({ resources, all, onInvited }: InviteDialogProps) {
  const { t } = useWords();
  const { company, client } = useCompany();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [language, setLanguage] = useState<Language>(company.language);
  const n = resources.length;
  const send = useAct(
    useCallback(async () => {
      const resourceIds = resources.map(({ id }) => id);
      const { items } = await client.call('invite', { body: { resourceIds, send: true, language } });
      const refused = items.filter((one) => one.refused !== null).length;
      const news = t('admin.invite.sent', { n: items.length - refused });
      toast(refused === 0 ? news : `${news} ${t('admin.invite.notSent', { n: refused })}`);
      setOpen(false);
      onInvited();
    }, [client, language, onInvited, resources, t, toast]),
  );
  return (
    <QuestionDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          appearance="primary"
          icon={<PersonAddRegular />}
          disabledFocusable={!company.privacyAccepted}
          data-testid="invite"
        >
          {all ? t('admin.inviteAll', { n }) : t('admin.invite', { n })}
        </Button>
      }
      title={t('admin.invite.title', { n })}
      act={send}
      yes={t('admin.invite.send')}
      yesTestId="invite-send"
    >
      <p>{t('admin.invite.text')}</p>
      <LanguageChoice label={t('admin.invite.language')} chosen={language} onChoose={setLanguage} />
    </QuestionDialog>
  );
}
