import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

const WORDS = {
  de: {
    yes: 'Danke. Sie können dieses Fenster schließen.',
    no: 'Es wurde nicht zugestimmt. Sie können dieses Fenster schließen.',
  },
  en: {
    yes: 'Thank you. You can close this window.',
    no: 'It was not agreed to. You can close this window.',
  },
} as const;

/**
 * Microsoft's sign-in window ends here and hands its answer to the page that opened it. An admin who approved the app
 * for everybody comes back here too, with nobody waiting for an answer.
 */
async function end(): Promise<void> {
  const query = new URLSearchParams(window.location.search);
  if (query.has('admin_consent') || query.has('tenant')) {
    const words = WORDS[navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'];
    const text = document.createElement('p');
    text.textContent = query.has('error') ? words.no : words.yes;
    text.className = 'bare-fault';
    document.body.append(text);
    return;
  }
  await broadcastResponseToMainFrame();
}

void end().catch(() => {
  // Opened by hand: there is no answer to pass on.
});
