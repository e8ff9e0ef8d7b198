import { Button } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import type { Invited, Resource } from '../../../../shared/company.ts';
import type { Language } from '../../../../shared/words.ts';
import type { Mood } from '../../app/result.ts';
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
  /** `unsent`: invited, but their mail could not be sent. */
  readonly onInvited: (unsent: readonly Invited[]) => void;
}

/** An invitation without its mail holds all the same: its link can be passed on. */
const isUnsent = ({ refused }: Invited): boolean => refused === 'mail-failed';

const moodOf = (sent: number, refused: number): Mood => {
  if (refused === 0) return 'success';
  return sent === 0 ? 'error' : 'warning';
};

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
      const unsent = items.filter(isUnsent);
      const sent = items.filter(({ refused }) => refused === null).length;
      const refused = items.length - sent - unsent.length;
      const news = [
        ...(sent > 0 ? [t('admin.invite.sent', { n: sent })] : []),
        ...(refused > 0 ? [t('admin.invite.notSent', { n: refused })] : []),
      ].join(' ');
      if (news !== '') toast(news, { mood: moodOf(sent, refused) });
      setOpen(false);
      onInvited(unsent);
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
