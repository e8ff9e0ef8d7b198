import { CODE_CHANNEL, type CodeMessage } from './passCode.ts';
import { SignInFault } from './signInFault.ts';

/**
 * The other way to lasting access (`background: code`): Microsoft's window hands a code to the page `auth-code.html`,
 * which passes it on; the server redeems it. Only from a click.
 */
export interface CodeRequest {
  readonly clientId: string;
  readonly authorityHost: string;
  readonly scopes: readonly string[];
  readonly claims?: string | undefined;
  readonly loginHint?: string | undefined;
}

export interface CodeAnswer {
  readonly code: string;
  readonly redirectUri: string;
}

const LOOK_EVERY_MS = 500;
const CLOSED_FOR_MS = 2000;

export function authorizeUrl(request: CodeRequest, redirectUri: string, state: string): string {
  const url = new URL(`${request.authorityHost.replace(/\/+$/, '')}/organizations/oauth2/v2.0/authorize`);
  const parameters = {
    client_id: request.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri,
    scope: ['openid', 'profile', 'offline_access', ...request.scopes].join(' '),
    state,
    login_hint: request.loginHint,
    claims: request.claims,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.toString();
}

export async function requestCode(request: CodeRequest): Promise<CodeAnswer> {
  const redirectUri = `${window.location.origin}/auth-code.html`;
  const state = crypto.randomUUID();
  const popup = window.open(
    authorizeUrl(request, redirectUri, state),
    'timify-sync-code',
    'popup,width=480,height=640',
  );
  if (popup === null) throw new SignInFault('blocked', 'popup_window_error');
  const { code, error } = await answerOf(popup, state);
  if (code === null) throw new SignInFault(error === 'access_denied' ? 'consent' : 'failed', error ?? '');
  return { code, redirectUri };
}

function answerOf(popup: Window, state: string): Promise<CodeMessage> {
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(CODE_CHANNEL);
    let closedSince: number | undefined;
    const end = () => {
      clearInterval(watch);
      channel.close();
    };
    const watch = setInterval(() => {
      if (!popup.closed) return;
      closedSince ??= Date.now();
      if (Date.now() - closedSince < CLOSED_FOR_MS) return;
      end();
      reject(new SignInFault('cancelled', 'user_cancelled'));
    }, LOOK_EVERY_MS);
    channel.addEventListener('message', ({ data }: MessageEvent<CodeMessage>) => {
      if (data.state !== state) return;
      end();
      resolve(data);
    });
  });
}
