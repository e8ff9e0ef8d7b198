import { takeInvitation } from '../app/invitationToken.ts';
import { markDocument, readThemeChoice } from '../app/themeChoice.ts';
import { webTheme } from '../host/webTheme.ts';
import { reloadOnce } from './reloadOnce.ts';

/** Before anything is loaded: the link's secret leaves the address bar, and the page gets its brightness. */
export function atOnce(): { readonly invitation: string | undefined } {
  const choice = readThemeChoice();
  markDocument(choice === 'automatic' ? webTheme().mode : choice);
  window.addEventListener('vite:preloadError', () => reloadOnce(window));
  return { invitation: takeInvitation(window.location, window.history, window.sessionStorage) };
}
