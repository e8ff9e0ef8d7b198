import { createRoot } from 'react-dom/client';
import { loadConfig } from '../api/config.ts';
import { WORDS, browserLanguage } from '../words.ts';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');

try {
  const config = await loadConfig();
  createRoot(root).render(<App config={config} query={new URLSearchParams(location.search)} />);
} catch {
  root.textContent = WORDS[browserLanguage()].noSandbox;
}
