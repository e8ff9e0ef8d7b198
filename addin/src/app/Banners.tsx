import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { useSession } from './SessionProvider.tsx';
import { useNewVersion } from './useNewVersion.ts';
import { useWords } from './words.tsx';

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

/** Standing news about the page itself. They come and go by themselves; nothing below them moves away. */
export function Banners() {
  const styles = useStyles();
  const { t, f } = useWords();
  const { lostAt } = useSession();
  const hasNewVersion = useNewVersion();
  return (
    <div className={styles.bars}>
      {lostAt !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('offline.title')}</MessageBarTitle>
            {t('offline.text', { time: f.time(lostAt) })}
          </MessageBarBody>
        </MessageBar>
      )}
      {hasNewVersion && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('version.text')}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => window.location.reload()}>{t('version.reload')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}
