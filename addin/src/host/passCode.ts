/** Between Microsoft's window and the page that opened it; both are of our own origin. */
export const CODE_CHANNEL = 'timify-sync.code';

export interface CodeMessage {
  readonly state: string;
  readonly code: string | null;
  readonly error: string | null;
}

/** Runs in the window that Microsoft returns to. */
export function passCodeOn(location: Location): void {
  const query = new URLSearchParams(location.search);
  const channel = new BroadcastChannel(CODE_CHANNEL);
  const message: CodeMessage = {
    state: query.get('state') ?? '',
    code: query.get('code'),
    error: query.get('error'),
  };
  channel.postMessage(message);
  channel.close();
}
