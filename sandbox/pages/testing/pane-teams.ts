/** A smallest tab with the real SDKs: what a personal tab does at its start, with the results on `window.pane`. */
import { app, authentication, calendar, nestedAppAuth } from '@microsoft/teams-js';
import { createNestablePublicClientApplication } from '@azure/msal-browser';
import { tokenSteps } from './tokenSteps.ts';

const hostOrigin = document.querySelector<HTMLMetaElement>('meta[name=host-origin]')?.content ?? '';
const themes: string[] = [];

await app.initialize([hostOrigin]);
app.notifyAppLoaded();
app.registerOnThemeChangeHandler((theme) => void themes.push(theme));
const context = await app.getContext();
const success = await app.notifySuccess();

Object.assign(window, {
  pane: {
    context,
    success,
    themes,
    nested: nestedAppAuth.isNAAChannelRecommended(),
    calendar: calendar.isSupported(),
    hasBridge: 'nestedAppAuthBridge' in window,
    apiToken: () => authentication.getAuthToken({ silent: true }),
    openItem: (itemId: string) => calendar.openCalendarItem({ itemId }),
    ...tokenSteps((config) => createNestablePublicClientApplication(config)),
  },
});
