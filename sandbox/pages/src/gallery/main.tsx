import { createRoot } from 'react-dom/client';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import type { ListedState } from '../../../gallery/model.ts';
import { callJson } from '../api/http.ts';
import { browserLanguage, WORDS } from '../words.ts';
import { GalleryIndex } from './GalleryIndex.tsx';
import { lookOf } from './look.ts';
import { StatePage } from './StatePage.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');

/** `/gallery` lists all states, `/gallery/state/{id}` shows one. */
const named = /^\/gallery\/state\/([^/]+)$/.exec(location.pathname)?.[1];
const look = lookOf(new URLSearchParams(location.search), browserLanguage());
document.documentElement.lang = look.language;

try {
  const { states } = await callJson<{ states: ListedState[] }>('/gallery/states.json');
  const state = states.find(({ id }) => id === named);
  if (named !== undefined && state === undefined) throw new Error(`There is no state ${named}`);
  if (state !== undefined) document.title = state.title[look.language];
  createRoot(root).render(
    <FluentProvider theme={webLightTheme}>
      {state === undefined ? (
        <GalleryIndex states={states} initial={look} />
      ) : (
        <StatePage state={state} look={look} />
      )}
    </FluentProvider>,
  );
} catch {
  document.documentElement.dataset['gallery'] = 'failed';
  root.textContent = WORDS[look.language].noSandbox;
}
