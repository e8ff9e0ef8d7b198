import { withinDeadline } from './deadline.ts';

const READY_WITHIN_MS = 8000;

/**
 * Office.js takes the history functions of the page away, which others need; so they are kept and given back.
 * Resolves to false when Office does not answer: then the page stands in a plain browser.
 */
export async function loadOfficeJs(url: string): Promise<boolean> {
  const { history } = window;
  const pushState = history.pushState.bind(history);
  const replaceState = history.replaceState.bind(history);
  try {
    const loaded = await withinDeadline(appendScript(url), READY_WITHIN_MS);
    if (loaded !== true) return false;
    const info = await withinDeadline(Office.onReady(), READY_WITHIN_MS);
    // Typed as never null, yet outside Office it is.
    return (info?.host as Office.HostType | null | undefined) === Office.HostType.Outlook;
  } finally {
    history.pushState = pushState;
    history.replaceState = replaceState;
  }
}

function appendScript(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = url;
    script.addEventListener('load', () => resolve(true));
    script.addEventListener('error', () => resolve(false));
    document.head.append(script);
  });
}
