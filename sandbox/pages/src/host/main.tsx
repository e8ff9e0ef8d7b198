import { createRoot } from 'react-dom/client';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { loadConfig } from '../api/config.ts';
import { WORDS, browserLanguage } from '../words.ts';
import { HostPage } from './HostPage.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');

try {
  const config = await loadConfig();
  const words = WORDS[browserLanguage()];
  createRoot(root).render(
    <FluentProvider theme={webLightTheme}>
      {config.server === null ? (
        words.noServer
      ) : (
        <HostPage config={config} server={config.server} query={new URLSearchParams(location.search)} />
      )}
    </FluentProvider>,
  );
} catch {
  root.textContent = WORDS[browserLanguage()].noSandbox;
}
