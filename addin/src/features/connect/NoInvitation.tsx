import { Button } from '@fluentui/react-components';
import { MailInboxRegular } from '@fluentui/react-icons';
import { useWords } from '../../app/words.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';

interface NoInvitationProps {
  readonly email: string | undefined;
  readonly onRetry: () => void;
}

export function NoInvitation({ email = '', onRetry }: NoInvitationProps) {
  const { t } = useWords();
  return (
    <Page
      footer={
        <>
          <CopyButton text={t('none.request', { email })} label={t('none.copy')} appearance="primary" />
          <Button appearance="subtle" onClick={onRetry}>
            {t('fault.checkAgain')}
          </Button>
        </>
      }
    >
      <MailInboxRegular fontSize={40} aria-hidden />
      <PageHead title={t('none.title')} lead={t('none.text')} />
    </Page>
  );
}
