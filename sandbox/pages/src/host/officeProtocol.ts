/**
 * The sandbox's own wire between the Office.js stand-in (in the pane) and the page that plays Outlook (its parent).
 * Every message is an object with `sandboxOffice: 1`.
 *
 * Pane to host: `{ call: 'hello' }` once at load; `{ call: 'naa', json }` for each message of the nested app auth
 * bridge; `{ call: 'open-item', id }` and `{ call: 'open-link', url }`.
 * Host to pane: `{ event: 'welcome', welcome }` answers hello; `{ event: 'naa', json }` answers `naa` (the request id
 * inside the JSON pairs them); `{ event: 'theme', theme }` and `{ event: 'item', item }` come unasked.
 */
import type { HostTheme, OpenItem } from './session.ts';

export interface Welcome {
  user: { name: string; email: string };
  theme: HostTheme;
  locale: string;
  timeZone: string;
  /** False: the host has no nested app auth, so no bridge and no requirement set. */
  nestedAppAuth: boolean;
  item: OpenItem | null;
}

export type FromPane =
  | { sandboxOffice: 1; call: 'hello' }
  | { sandboxOffice: 1; call: 'naa'; json: string }
  | { sandboxOffice: 1; call: 'open-item'; id: string }
  | { sandboxOffice: 1; call: 'open-link'; url: string };

export type FromHost =
  | { sandboxOffice: 1; event: 'welcome'; welcome: Welcome }
  | { sandboxOffice: 1; event: 'naa'; json: string }
  | { sandboxOffice: 1; event: 'theme'; theme: HostTheme }
  | { sandboxOffice: 1; event: 'item'; item: OpenItem | null };

/** Both ends only listen to their own counterpart's window; the mark then tells the message from a stranger's. */
export function isOfficeMessage(message: unknown): message is { sandboxOffice: 1 } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'sandboxOffice' in message &&
    message.sandboxOffice === 1
  );
}

/** Graph ids and EWS ids are two spellings of one id: `-` and `_` here, `/` and `+` there. */
export const toEwsId = (graphId: string): string => graphId.replaceAll('-', '/').replaceAll('_', '+');
export const toRestId = (ewsId: string): string => ewsId.replaceAll('/', '-').replaceAll('+', '_');
