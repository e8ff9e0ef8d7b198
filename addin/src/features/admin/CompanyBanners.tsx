import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords } from '../../app/words.tsx';
import { useCompany } from './CompanyContext.tsx';

const useStyles = makeStyles({
  bars: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalL,
    ':not(:empty)': { paddingTop: tokens.spacingVerticalM },
    '@container pane (min-width: 640px)': { paddingInline: tokens.spacingHorizontalXXXL },
  },
});

/** What stands still for the whole company. */
export function CompanyBanners() {
  const styles = useStyles();
  const { t } = useWords();
  const { go } = useNavigation();
  const { company } = useCompany();
  const open = () => go({ page: 'admin', section: 'connect' });
  return (
    <div className={styles.bars}>
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
    </div>
  );
}
