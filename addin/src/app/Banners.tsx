import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { Bars } from '../ui/Bars.tsx';
import { useSpokenNews } from '../ui/useSpokenNews.ts';
import { useSession } from './SessionProvider.tsx';
import { useNewVersion } from './useNewVersion.ts';
import { useWords } from './words.tsx';

/** Standing news about the page itself. They come and go by themselves; nothing below them moves away. */
export function Banners() {
  const { t, f } = useWords();
  const { lostAt } = useSession();
  const hasNewVersion = useNewVersion();
  const offline = lostAt && t('offline.text', { time: f.time(lostAt) });
  useSpokenNews(offline && `${t('offline.title')} ${offline}`);
  useSpokenNews(hasNewVersion ? t('version.text') : undefined);
  return (
    <Bars>
      {offline !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('offline.title')}</MessageBarTitle>
            {offline}
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
    </Bars>
  );
}
