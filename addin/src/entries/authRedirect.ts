import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

/** Microsoft's sign-in window ends here and hands its answer to the page that opened it. */
void broadcastResponseToMainFrame().catch(() => {
  // Opened by hand: there is no answer to pass on.
});
