/** The Office.js stand-in, built to one classic script and served as `/office.js`. */
import { createBridge } from './bridge.ts';
import type { NaaBridge } from './bridge.ts';
import { openChannel } from './channel.ts';
import { createOffice } from './office.ts';

type OfficePage = Window & { Office?: unknown; nestedAppAuthBridge?: NaaBridge };

const page: OfficePage = window;
const channel = openChannel(page);

// Stands before `onReady` resolves, since a pane starts MSAL right after it.
void channel.welcome.then((welcome) => {
  if (welcome?.nestedAppAuth === true) page.nestedAppAuthBridge = createBridge(channel);
});
page.Office = createOffice(channel);

// The real script takes these two away as well (facts addin §2.5); a router in the pane has to cope.
Object.assign(page.history, { pushState: null, replaceState: null });
