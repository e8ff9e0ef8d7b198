import { isOfficeMessage } from '../host/officeProtocol.ts';
import type { FromHost, FromPane, Welcome } from '../host/officeProtocol.ts';

type Send = FromPane extends infer Message
  ? Message extends { sandboxOffice: 1 }
    ? Omit<Message, 'sandboxOffice'>
    : never
  : never;

export interface Channel {
  send: (message: Send) => void;
  on<E extends FromHost['event']>(
    event: E,
    listener: (message: Extract<FromHost, { event: E }>) => void,
  ): () => void;
  /** What the host says at the start; undefined where nobody plays Outlook. */
  welcome: Promise<Welcome | undefined>;
}

/** Outside Office the real script gives up as well, and `onReady` resolves with host null. */
const WAIT_FOR_HOST_MS = 2_000;

/** Talks with the page that frames this one; hears nobody else. */
export function openChannel(page: Window): Channel {
  const host = page.parent;
  const listeners = new Set<(message: FromHost) => void>();
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== host || host === page || !isOfficeMessage(event.data)) return;
    for (const listener of listeners) listener(event.data as FromHost);
  });

  const send: Channel['send'] = (message) => {
    // Nothing here is secret: the host's origin is whatever port the sandbox runs on.
    if (host !== page) host.postMessage({ sandboxOffice: 1, ...message }, '*');
  };
  const on: Channel['on'] = (event, listener) => {
    const each = (message: FromHost): void => {
      if (message.event === event) listener(message as Parameters<typeof listener>[0]);
    };
    listeners.add(each);
    return () => listeners.delete(each);
  };

  const welcome = new Promise<Welcome | undefined>((resolve) => {
    if (host === page) {
      resolve(undefined);
      return;
    }
    on('welcome', (message) => resolve(message.welcome));
    page.setTimeout(() => resolve(undefined), WAIT_FOR_HOST_MS);
    send({ call: 'hello' });
  });
  return { send, on, welcome };
}
