import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords } from '../../app/words.tsx';
import { Bars } from '../../ui/Bars.tsx';
import { useCompany } from './CompanyContext.tsx';

/** What stands still for the whole company. */
export function CompanyBanners() {
  const { t } = useWords();
  const { go } = useNavigation();
  const { company } = useCompany();
  const open = () => go({ page: 'admin', section: 'connect' });
  return (
    <Bars>
      {company.state === 'credentials-refused' && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{t('admin.connect.renew')}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={open}>{t('admin.connect.renewAction')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {!company.privacyAccepted && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('admin.privacy.banner')}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={open}>{t('admin.privacy.title')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </Bars>
  );
}
