import { createRoot } from 'react-dom/client';
import type { PublicConfig } from '../../../shared/me.ts';
import { createClient } from '../api/client.ts';
import type { Host } from '../host/host.ts';
import { formatLocaleOf, languageOf, loadWords } from '../strings/language.ts';
import { createTranslate } from '../strings/words.ts';
import { App } from './App.tsx';
import { invitationOfDeepLink } from './invitationToken.ts';
import { loadThemes } from './theme.ts';
import { WordsRoot } from './WordsRoot.tsx';

interface Start {
  readonly host: Host;
  readonly config: PublicConfig;
  readonly invitation: string | undefined;
  readonly canAdminister: boolean;
}

/** The one place where the pane is put together. */
export async function start({ host, config, invitation, canAdminister }: Start): Promise<void> {
  const language = languageOf(host.locale);
  const locale = formatLocaleOf(host.locale);
  const [words, themes] = await Promise.all([loadWords(language), loadThemes(host.theme.family)]);
  const t = createTranslate(words, locale);
  const client = createClient({
    fetch: window.fetch.bind(window),
    getToken: (request) => host.getApiToken(request),
  });
  const now = () => new Date();

  const container = document.getElementById('root');
  if (container === null) throw new Error('the page has no root');
  createRoot(container).render(
    <WordsRoot t={t} language={language} locale={locale} now={now}>
      <App
        themes={themes}
        services={{ host, client, config, now, canAdminister }}
        linkToken={invitation ?? invitationOfDeepLink(host.deepLink)}
      />
    </WordsRoot>,
  );
  host.notifyReady();
}
